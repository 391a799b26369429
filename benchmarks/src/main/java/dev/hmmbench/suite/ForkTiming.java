package dev.hmmbench.suite;

/**
 * How long one fork warms up and measures.
 *
 * @param warmupIterations iterations thrown away
 * @param warmupMs length of each
 * @param iterations iterations kept
 * @param iterationMs length of each
 */
public record ForkTiming(int warmupIterations, int warmupMs, int iterations, int iterationMs) {

    /** Start of a virtual machine, set-up and tear-down, roughly; measured on two cores. */
    private static final int OVERHEAD_MS = 900;

    /** Checks the ranges. */
    public ForkTiming {
        if (warmupIterations < 1 || warmupMs < 1 || iterations < 1 || iterationMs < 1) {
            throw new IllegalArgumentException("timing must be positive");
        }
    }

    /** Returns how long one fork takes, roughly, in ms. */
    public long forkMs() {
        return OVERHEAD_MS + (long) warmupIterations * warmupMs + (long) iterations * iterationMs;
    }
}
