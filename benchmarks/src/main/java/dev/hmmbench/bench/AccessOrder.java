package dev.hmmbench.bench;

import java.util.SplittableRandom;

/** In which order the pages of several pagemaps are visited. */
public enum AccessOrder {
    /** Page by page and pagemap by pagemap; each sample begins elsewhere in the space. */
    SEQUENTIAL {
        @Override
        long position(long i, long nrPositions, SplittableRandom random) {
            long sample = i / LookupSet.BATCH;
            double start = (0.5 + sample * GOLDEN_RATIO) % 1 * nrPositions;
            return ((long) start + i % LookupSet.BATCH) % nrPositions;
        }
    },
    /** Every page as likely as every other, each time anew. */
    RANDOM {
        @Override
        long position(long i, long nrPositions, SplittableRandom random) {
            return random.nextLong(nrPositions);
        }
    };

    /** Multiples of it, without their whole part, cover the unit interval evenly. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    /**
     * Returns the {@code i}th position to visit, from 0 to {@code nrPositions} - 1.
     *
     * @param random drawn from where the order needs it; the same seed gives the same positions
     */
    abstract long position(long i, long nrPositions, SplittableRandom random);
}
