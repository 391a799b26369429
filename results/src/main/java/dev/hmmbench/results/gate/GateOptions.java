package dev.hmmbench.results.gate;

import dev.hmmbench.results.compare.RunComparison;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;

/**
 * How the gate is asked.
 *
 * @param strictness whether what cannot be decided fails
 * @param today the day that quarantines are judged by
 * @param confirmation supplies fresh rounds for rows that were hit; empty where there is none
 */
public record GateOptions(Strictness strictness, LocalDate today,
        Optional<Confirmation> confirmation) {

    /** Whether what cannot be decided fails. */
    public enum Strictness {
        /** It is listed. */
        NORMAL,
        /** It fails with {@link dev.hmmbench.results.ExitCode#INCONCLUSIVE}. */
        STRICT
    }

    /** Measures rows again. */
    @FunctionalInterface
    public interface Confirmation {

        /**
         * Measures these rows, all arms, on fresh rounds of which there are twice as many as in the
         * first run, and returns the comparison of the new run alone.
         *
         * @param rowIds ids of the rows that were hit
         */
        RunComparison rerun(SortedSet<String> rowIds);
    }

    /** Returns the options of a plain {@code gate RUN} on that day. */
    public static GateOptions plain(LocalDate today) {
        return new GateOptions(Strictness.NORMAL, today, Optional.empty());
    }
}
