package dev.hmmbench.results.run;

/**
 * One named value of a fork beside its samples.
 *
 * @param value the value, finite
 * @param unit its unit
 */
public record Metric(double value, Unit unit) {

    /** Operations per second of wall time; the primary of concurrent rows. */
    public static final String THROUGHPUT = "throughput";

    /** CPU time of the measuring threads per operation. */
    public static final String THREAD_CPU = "cpu.thread";

    /** CPU time of the process per operation, user and system, with GC and JIT threads. */
    public static final String PROCESS_CPU = "cpu.process";

    /** Bytes allocated per operation. */
    public static final String ALLOCATED = "alloc";

    /** Bytes allocated by the measuring threads in all of the measured part. */
    public static final String ALLOCATED_IN_ALL = "alloc.all";

    /** Share of the looks between samples that found somebody else on the processor's core. */
    public static final String SHARED_CORE = "core.shared";

    /**
     * Prefix of calls of this project's methods that the compiler refused to inline, followed by
     * the method and the reason; the value is the number of call sites.
     */
    public static final String NOT_INLINED_PREFIX = "not-inlined.";

    /**
     * Prefix of the phases of the typical sample: {@code phase.reserve}; unit ns per sample. They
     * add up to the row's statistic.
     */
    public static final String PHASE_PREFIX = "phase.";

    /**
     * Prefix of the parts of an operation, each by the row's own statistic: {@code part.creation};
     * unit ns per sample.
     */
    public static final String PART_PREFIX = "part.";

    /** Returns whether a metric of that name is of one sample, to be divided by its operations. */
    public static boolean isPerSample(String name) {
        return name.startsWith(PHASE_PREFIX) || name.startsWith(PART_PREFIX);
    }

    /** Checks that the value is finite. */
    public Metric {
        Check.finite("metric value", value);
    }
}
