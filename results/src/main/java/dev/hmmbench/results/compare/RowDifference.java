package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.RowSpec;
import java.util.List;
import java.util.Optional;

/**
 * One row in two runs.
 *
 * @param row the row, as the second run declares it
 * @param candidate the design whose ratio to the reference is followed
 * @param first its ratio in the first run
 * @param second its ratio in the second run
 * @param ratioChange second ratio over first ratio (Welch on per-round log-ratios)
 * @param arms each design's own cost, second over first; empty where times are not comparable
 * @param verdict what the change of the ratio says
 * @param reason why, in words
 * @param counters exact counters of the candidate: reference is the first run, candidate the
 *     second; only those that differ
 */
public record RowDifference(RowSpec row, String candidate, Optional<Estimate> first,
        Optional<Estimate> second, Optional<Estimate> ratioChange, List<ArmChange> arms,
        Verdict verdict, String reason, List<CounterPair> counters) {

    /**
     * One design's own cost in two runs.
     *
     * @param arm the design
     * @param estimate second over first; above 1 the second run is slower
     */
    public record ArmChange(String arm, Estimate estimate) {}

    /** Makes the lists unmodifiable. */
    public RowDifference {
        arms = List.copyOf(arms);
        counters = List.copyOf(counters);
    }
}
