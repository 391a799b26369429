package dev.hmmbench.model;

/**
 * The address space of one design on one machine: numbers reserved and released without any
 * backing.
 */
public interface Placement {

    /**
     * Reserves numbers for one pagemap.
     *
     * @param sizeBytes bytes of device memory, as an unsigned 64-bit value; every value is allowed
     * @return where it was placed, or why not; nothing changes if not
     */
    PlacementOutcome reserve(long sizeBytes);

    /**
     * Releases what {@link #reserve} placed.
     *
     * @throws IllegalArgumentException if exactly this was not reserved
     */
    void release(PlacementOutcome.Placed placed);

    /** Returns bytes of the largest hole that a reservation could use, as an unsigned value. */
    long largestHoleBytes();

    /** Returns what the design rounds a size up to, in bytes: a memory section, or a page. */
    long granuleBytes();
}
