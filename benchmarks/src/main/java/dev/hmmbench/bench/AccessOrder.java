package dev.hmmbench.bench;

import java.util.SplittableRandom;

/** In which order the pages of several pagemaps are visited. */
public enum AccessOrder {
    /** Pagemap by pagemap, page by page. */
    SEQUENTIAL {
        @Override
        long position(long i, long nrPositions, SplittableRandom random) {
            return i % nrPositions;
        }
    },
    /** Every page as likely as every other, each time anew. */
    RANDOM {
        @Override
        long position(long i, long nrPositions, SplittableRandom random) {
            return random.nextLong(nrPositions);
        }
    };

    /**
     * Returns the {@code i}th position to visit, from 0 to {@code nrPositions} - 1.
     *
     * @param random drawn from where the order needs it; the same seed gives the same positions
     */
    abstract long position(long i, long nrPositions, SplittableRandom random);
}
