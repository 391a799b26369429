package dev.hmmbench.results.gate;

import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.Environment;
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
 * @param rows row id to candidate arm to value
 */
public record HistoryLine(int schema, String run, String utc, String commit, String machine,
        String suite, SortedMap<String, SortedMap<String, Value>> rows) {

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
                rows);
    }
}
