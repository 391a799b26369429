package dev.hmmbench.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where a benchmark leaves what it measures beside its samples: the phases of an operation,
 * throughputs. One per virtual machine; the runner's profiler takes the values after each
 * iteration.
 *
 * <p>Benchmarks add to it from any thread, once per sample at most: an addition takes a lock.
 */
public final class ForkMetrics {

    /** System property: the file into which a benchmark writes its latency histogram, if any. */
    public static final String HLOG_PROPERTY = "hmmbench.hlog";

    /** Prefix of the phases of an operation; their values are nanoseconds per sample. */
    public static final String PHASE_PREFIX = "phase.";

    private static final Map<String, Double> SUMS = new TreeMap<>();

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

    /** Returns the sums since the last call, by name, and starts again from zero. */
    public static synchronized Map<String, Double> take() {
        Map<String, Double> taken = new TreeMap<>(SUMS);
        SUMS.clear();
        return taken;
    }
}
