package dev.hmmbench.platform;

/**
 * A half-open range of physical addresses.
 *
 * @param start first address
 * @param end first address behind the range; not below {@code start}, unsigned
 */
public record PhysicalRange(long start, long end) {

    /** Checks the order. */
    public PhysicalRange {
        if (Long.compareUnsigned(start, end) > 0) {
            throw new IllegalArgumentException(
                    String.format("range ends before it starts: 0x%x-0x%x", start, end));
        }
    }

    /** Returns the range that a kernel prints with an inclusive end. */
    public static PhysicalRange ofInclusive(long start, long last) {
        return new PhysicalRange(start, last + 1);
    }

    /** Returns the size in bytes. */
    public long sizeBytes() {
        return end - start;
    }

    /** Returns the last address, as the kernel prints it. */
    public long last() {
        return end - 1;
    }
}
