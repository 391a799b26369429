package dev.hmmbench.bench;

import java.util.Random;

/**
 * Devices of odd sizes that come and go, drawn in advance from one seed: in each step a size, a
 * choice and a victim, the same for every design.
 *
 * <p>A step creates a device where {@code choice * 2 * target} reaches the bytes that are there,
 * and removes one otherwise. So a design that refused a device, and holds less, may create where
 * another one removes; what is drawn for the steps behind stays the same.
 */
public final class DeviceSequence {

    private static final int PAGE_SHIFT = 12;
    /** Sizes are spread evenly over their logarithms, from 1 MiB to 64 GiB, in whole pages. */
    private static final double MIN_LOG2 = 20;
    private static final double LOG2_SPAN = 16;

    private final long targetBytes;
    private final long[] sizesBytes;
    private final double[] choices;
    private final double[] victims;

    /**
     * Draws a sequence.
     *
     * @param seed of all that is drawn
     * @param nrSteps creations and removals together
     * @param targetBytes device memory to hover around: below it a step rather creates, above it
     *     rather removes
     */
    public DeviceSequence(long seed, int nrSteps, long targetBytes) {
        this.targetBytes = targetBytes;
        this.sizesBytes = new long[nrSteps];
        this.choices = new double[nrSteps];
        this.victims = new double[nrSteps];
        Random random = new Random(seed);
        for (int step = 0; step < nrSteps; step++) {
            double log2 = MIN_LOG2 + LOG2_SPAN * random.nextDouble();
            sizesBytes[step] = (long) Math.pow(2, log2 - PAGE_SHIFT) << PAGE_SHIFT;
            choices[step] = random.nextDouble();
            victims[step] = random.nextDouble();
        }
    }

    /** Returns how many steps there are. */
    public int nrSteps() {
        return sizesBytes.length;
    }

    /**
     * Tells whether a step creates a device; it always does where there is none.
     *
     * @param liveBytes device memory that is there
     */
    public boolean isCreation(int step, long liveBytes) {
        return choices[step] * 2 * targetBytes >= liveBytes;
    }

    /** Returns the size of the device that a step creates, in bytes: whole pages. */
    public long sizeBytes(int step) {
        return sizesBytes[step];
    }

    /** Returns which of {@code nrLive} devices a step removes, from 0 for the eldest. */
    public int victim(int step, int nrLive) {
        return (int) (victims[step] * nrLive);
    }
}
