package dev.hmmbench.suite;

import dev.hmmbench.results.run.RowGroup;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How long one fork warms up and measures.
 *
 * @param warmupIterations iterations thrown away where a row is one loop
 * @param longWarmupIterations iterations thrown away where it runs through much code
 * @param warmupMs length of each
 * @param iterations iterations kept
 * @param iterationMs length of each
 */
public record ForkTiming(int warmupIterations, int longWarmupIterations, int warmupMs,
        int iterations, int iterationMs) {

    /** Start of a virtual machine, set-up and tear-down, roughly; measured on two cores. */
    private static final int OVERHEAD_MS = 900;

    /** Rows of one loop, compiled at once; others keep the compilers busy a second. */
    private static final Set<RowGroup> ONE_LOOP = Collections.unmodifiableSet(
            EnumSet.of(RowGroup.LOOKUP, RowGroup.WALK, RowGroup.SPEED, RowGroup.RULER));

    /** Checks the ranges. */
    public ForkTiming {
        if (warmupIterations < 1 || longWarmupIterations < 1 || warmupMs < 1 || iterations < 1
                || iterationMs < 1) {
            throw new IllegalArgumentException("timing must be positive");
        }
    }

    /** Returns how many iterations a fork of that group throws away. */
    int warmupIterations(RowGroup group) {
        return ONE_LOOP.contains(group) ? warmupIterations : longWarmupIterations;
    }

    /** Returns how long one fork of that group takes, roughly, in ms. */
    public long forkMs(RowGroup group) {
        return OVERHEAD_MS + (long) warmupIterations(group) * warmupMs
                + (long) iterations * iterationMs;
    }
}
