package dev.hmmbench.bench;

import dev.hmmbench.results.run.Metric;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a benchmark leaves what it measures beside its samples: the phases of an operation, times
 * of two loops side by side. One per virtual machine; the runner's profiler takes the values after
 * each iteration.
 *
 * <p>Benchmarks use it from any thread, once per sample at most: every call takes a lock.
 */
public final class ForkMetrics {

    /** System property: the file into which a benchmark writes its latency histogram, if any. */
    public static final String HLOG_PROPERTY = "hmmbench.hlog";

    /** System property: the percentile of its samples by which the fork is judged. */
    public static final String PERCENTILE_PROPERTY = "hmmbench.percentile";

    /** Prefix of the phases of an operation; their values are nanoseconds per sample. */
    public static final String PHASE_PREFIX = "phase.";

    /** Prefix of the parts that phases add up to; their values are nanoseconds per sample. */
    public static final String PART_PREFIX = "part.";

    /** Share of the looks between samples that found somebody else on the processor's core. */
    public static final String SHARED_CORE = Metric.SHARED_CORE;

    private static final double MEDIAN = 50;

    private static final Map<String, Double> SUMS = new TreeMap<>();
    private static final Map<String, Double> LATEST = new TreeMap<>();
    private static Spent untimed = Spent.NOTHING;

    /**
     * What work between samples spent.
     *
     * @param cpuNs CPU time
     * @param allocatedBytes bytes allocated
     */
    public record Spent(long cpuNs, long allocatedBytes) {

        private static final Spent NOTHING = new Spent(0, 0);
    }

    private ForkMetrics() {}

    /**
     * Adds to a sum that the runner divides by the number of samples of the iteration.
     *
     * @param name such as {@code phase.reserve}, in nanoseconds
     * @param value finite
     */
    public static synchronized void add(String name, double value) {
        SUMS.merge(name, value, Double::sum);
    }

    /**
     * Sets a value of the whole fork so far; the last one counts.
     *
     * @param name such as {@code phase.reserve}, in nanoseconds
     * @param value finite
     */
    public static synchronized void set(String name, double value) {
        LATEST.put(name, value);
    }

    /** Adds to what work between samples spent. */
    static synchronized void addUntimed(long cpuNs, long allocatedBytes) {
        untimed = new Spent(untimed.cpuNs + cpuNs, untimed.allocatedBytes + allocatedBytes);
    }

    /** Returns what work between samples spent since the last call. */
    public static synchronized Spent takeUntimed() {
        Spent taken = untimed;
        untimed = Spent.NOTHING;
        return taken;
    }

    /** Returns the sums since the last call, by name, and starts again from zero. */
    public static synchronized Map<String, Double> take() {
        Map<String, Double> taken = new TreeMap<>(SUMS);
        SUMS.clear();
        return taken;
    }

    /** Returns the values that were set since the last call, by name, and forgets them. */
    public static synchronized Map<String, Double> takeLatest() {
        Map<String, Double> taken = new TreeMap<>(LATEST);
        LATEST.clear();
        return taken;
    }

    /** Returns the percentile by which this fork is judged; the median where nobody says. */
    static double percentile() {
        String text = System.getProperty(PERCENTILE_PROPERTY);
        return text == null ? MEDIAN : Double.parseDouble(text);
    }
}
