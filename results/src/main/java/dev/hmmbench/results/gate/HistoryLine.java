package dev.hmmbench.results.gate;

import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.RunData;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One blessed run in {@code history.ndjson}.
 *
 * @param schema {@link Baseline#SCHEMA}
 * @param run its name
 * @param utc when it was made, ISO-8601
 * @param commit what it measured
 * @param machine name of the machine class
 * @param suite its suite
 * @param environment what may change inside a machine class and move a ratio: kernel, flags, map
 * @param rows row id to candidate arm to value
 */
public record HistoryLine(int schema, String run, String utc, String commit, String machine,
        String suite, SortedMap<String, String> environment,
        SortedMap<String, SortedMap<String, Value>> rows) {

    private static final int HASH_CHARS = 12;

    /**
     * One row of one run.
     *
     * @param logRatio mean log-ratio of cost, candidate over reference
     * @param standardError of it
     * @param nrRounds rounds it rests on
     */
    public record Value(double logRatio, double standardError, int nrRounds) {

        /** Checks that values are finite. */
        public Value {
            if (!Double.isFinite(logRatio) || !Double.isFinite(standardError)) {
                throw new IllegalArgumentException("logRatio " + logRatio + ", standardError "
                        + standardError + ", must be finite numbers");
            }
        }
    }

    /** Makes the maps unmodifiable. */
    public HistoryLine {
        if (schema != Baseline.SCHEMA) {
            throw new IllegalArgumentException("schema is " + schema + ", this build reads "
                    + Baseline.SCHEMA);
        }
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    /** Returns the line of a run. */
    public static HistoryLine of(RunComparison run) {
        SortedMap<String, SortedMap<String, Value>> rows = new TreeMap<>();
        for (RowComparison row : run.rows()) {
            row.estimate().ifPresent(estimate -> rows
                    .computeIfAbsent(row.row().id(), id -> new TreeMap<>())
                    .put(row.pair().candidate(), new Value(estimate.logEstimate().mean(),
                            estimate.logEstimate().standardError(), estimate.nrRounds())));
        }
        return new HistoryLine(Baseline.SCHEMA, run.data().name(),
                run.data().plan().createdUtc(), run.data().environment()
                        .value(Environment.HARNESS, Environment.HARNESS_COMMIT),
                Fingerprint.of(run.data().environment()).className(), run.data().plan().suite(),
                environment(run.data()), rows);
    }

    private static SortedMap<String, String> environment(RunData run) {
        SortedMap<String, String> keys = new TreeMap<>();
        keys.put("kernel", run.environment().value(Environment.KERNEL,
                Environment.KERNEL_RELEASE));
        keys.put("flags", run.environment().value(Environment.JDK, Environment.JDK_FLAGS));
        String hash = run.plan().mapSha256();
        keys.put("map", hash.substring(0, Math.min(HASH_CHARS, hash.length())));
        return keys;
    }
}
