package dev.hmmbench.results.gate;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The accepted runs of one machine class: one file in git, readable by people.
 *
 * @param schema {@link #SCHEMA}
 * @param fingerprint the machine class
 * @param suite suite of the runs
 * @param mapSha256 machine description of the runs
 * @param rows row id to candidate arm to what was accepted
 * @param quarantine rows that may not fail for a while
 */
public record Baseline(int schema, SortedMap<String, String> fingerprint, String suite,
        String mapSha256, SortedMap<String, SortedMap<String, Entry>> rows,
        List<Quarantine> quarantine) {

    private static final double LARGEST = 1e18;
    private static final double LARGEST_LOG_RATIO = 50;

    /** Version of the file. */
    public static final int SCHEMA = 1;

    /** Accepted runs kept per row; older ones fall out. */
    public static final int MAX_POINTS = 30;

    /**
     * What was accepted of one row with one candidate arm.
     *
     * @param points accepted runs, oldest first
     * @param allocated bytes allocated per operation by arm; empty where not measured
     */
    public record Entry(List<Point> points, SortedMap<String, Double> allocated) {

        /** Checks that values are finite. */
        public Entry {
            points = List.copyOf(points);
            allocated = Collections.unmodifiableSortedMap(new TreeMap<>(allocated));
            allocated.forEach((arm, bytes) -> finite("allocated bytes of " + arm, bytes));
        }

        /** Returns the accepted log-ratios, oldest first. */
        public double[] logRatios() {
            return points.stream().mapToDouble(Point::logRatio).toArray();
        }
    }

    /**
     * One accepted run.
     *
     * @param run its name
     * @param utc when it was made, ISO-8601
     * @param commit what it measured
     * @param logRatio its mean log-ratio of cost, candidate over reference
     */
    public record Point(String run, String utc, String commit, double logRatio) {

        /** Checks that the ratio is one that can be measured. */
        public Point {
            if (!(Math.abs(logRatio) <= LARGEST_LOG_RATIO)) {
                throw new IllegalArgumentException("logRatio of run " + run + " is " + logRatio
                        + ", must be within " + -LARGEST_LOG_RATIO + ".." + LARGEST_LOG_RATIO);
            }
        }
    }

    /** Makes the collections unmodifiable. */
    public Baseline {
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("schema is " + schema + ", this build reads "
                    + SCHEMA);
        }
        fingerprint = Collections.unmodifiableSortedMap(new TreeMap<>(fingerprint));
        TreeMap<String, SortedMap<String, Entry>> copy = new TreeMap<>();
        rows.forEach((row, arms) -> copy.put(row,
                Collections.unmodifiableSortedMap(new TreeMap<>(arms))));
        rows = Collections.unmodifiableSortedMap(copy);
        quarantine = List.copyOf(quarantine);
    }

    /** Returns what was accepted of a row with a candidate arm. */
    public Optional<Entry> entry(String row, String candidate) {
        return Optional.ofNullable(rows.get(row)).map(arms -> arms.get(candidate));
    }

    /** Returns the quarantine of a row, active or not. */
    public Optional<Quarantine> quarantine(String row) {
        return quarantine.stream().filter(q -> q.row().equals(row)).findFirst();
    }

    private static void finite(String what, double value) {
        if (!(Math.abs(value) <= LARGEST)) {
            throw new IllegalArgumentException(what + " is " + value
                    + ", must be a finite number of sensible size");
        }
    }
}
