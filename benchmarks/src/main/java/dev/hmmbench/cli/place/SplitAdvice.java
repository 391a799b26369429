package dev.hmmbench.cli.place;

import dev.hmmbench.model.Placement;
import java.util.Optional;

/**
 * How a device that found no numbers in one piece would find them.
 *
 * @param nrPagemaps pagemaps of equal size that would all be placed, about as few as possible
 * @param eachBytes bytes of each, whole units of 2 MiB
 */
record SplitAdvice(int nrPagemaps, long eachBytes) {

    private static final long ALIGN_BYTES = 2L << 20;
    private static final int MOST_PAGEMAPS = 1024;

    /**
     * Tries how few equal pagemaps would do. Changes nothing.
     *
     * @param sizeBytes bytes of device memory that were refused in one piece, unsigned
     * @return empty where no number up to 1,024 does
     */
    static Optional<SplitAdvice> of(Placement placement, long sizeBytes) {
        int most = 2;
        while (most < MOST_PAGEMAPS && !fit(placement, most, eachBytes(sizeBytes, most))) {
            most *= 2;
        }
        int few = most / 2 + 1;
        while (few < most) {
            int middle = (few + most) / 2;
            if (fit(placement, middle, eachBytes(sizeBytes, middle))) {
                most = middle;
            } else {
                few = middle + 1;
            }
        }
        long eachBytes = eachBytes(sizeBytes, most);
        return sizeBytes != 0 && fit(placement, most, eachBytes)
                ? Optional.of(new SplitAdvice(most, eachBytes)) : Optional.empty();
    }

    private static long eachBytes(long sizeBytes, int parts) {
        long bytes = Long.divideUnsigned(sizeBytes, parts);
        boolean isWhole = Long.remainderUnsigned(sizeBytes, parts) == 0
                && (bytes & ALIGN_BYTES - 1) == 0;
        return isWhole ? bytes : (bytes + ALIGN_BYTES) & -ALIGN_BYTES;
    }

    private static boolean fit(Placement placement, int parts, long eachBytes) {
        return placement.nrFitting(eachBytes, parts) == parts;
    }
}
