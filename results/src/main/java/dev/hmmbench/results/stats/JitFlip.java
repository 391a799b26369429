package dev.hmmbench.results.stats;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Forks that ran in another gear than the rest of their arm: compiled differently or placed
 * differently in memory. Averaging them would describe neither gear.
 */
public final class JitFlip {

    /** How far off the median a fork must be, as a factor. */
    public static final double FACTOR = 2;

    private static final int MIN_FORKS = 3;

    private JitFlip() {}

    /**
     * Returns the indices of forks at least {@link #FACTOR} times above or below the median; none
     * for fewer than three forks, where no fork is the odd one.
     */
    public static List<Integer> indices(double[] forkValues) {
        if (forkValues.length < MIN_FORKS) {
            return List.of();
        }
        double median = Numbers.median(forkValues);
        return IntStream.range(0, forkValues.length)
                .filter(i -> forkValues[i] >= median * FACTOR || forkValues[i] * FACTOR <= median)
                .boxed().toList();
    }
}
