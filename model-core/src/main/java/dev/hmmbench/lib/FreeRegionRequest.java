package dev.hmmbench.lib;

/**
 * A request for addresses behind which nothing answers, with the limits of the machine.
 *
 * @param name name of the region, as {@code /proc/iomem} will print it
 * @param sizeBytes wanted bytes, unsigned; rounded up to the alignment, where it may wrap to 0
 * @param alignBytes the kernel's {@code GFR_DEFAULT_ALIGN}: one memory section, a power of two
 * @param usableLast {@code PHYSMEM_END}: last usable physical address, unsigned, inclusive
 * @param rule whose search is followed
 */
public record FreeRegionRequest(
        String name, long sizeBytes, long alignBytes, long usableLast, FreeRegionRule rule) {

    /** Checks the alignment. */
    public FreeRegionRequest {
        if (Long.bitCount(alignBytes) != 1) {
            throw new IllegalArgumentException(
                    "alignment is not a power of two: 0x" + Long.toHexString(alignBytes));
        }
    }

    /** Returns the size rounded up to the alignment, modulo 2^64. */
    public long roundedSizeBytes() {
        return (sizeBytes + alignBytes - 1) & -alignBytes;
    }

    /** Returns the address that every candidate must be above. */
    public long lowerBound() {
        return stepBytes();
    }

    /** Returns the first candidate: as high as both limits allow, modulo 2^64. */
    public long firstCandidate(Resource root) {
        long last = Long.compareUnsigned(root.last(), usableLast) < 0 ? root.last() : usableLast;
        return last - roundedSizeBytes() + 1;
    }

    /** Returns whether the search goes on with this candidate: gfr_continue(). */
    public boolean allows(Resource root, long candidate) {
        return Long.compareUnsigned(candidate, stepBytes()) > 0
                && Long.compareUnsigned(candidate, root.start()) >= 0;
    }

    long stepBytes() {
        return rule.stepBytes(roundedSizeBytes(), alignBytes);
    }
}
