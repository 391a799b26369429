package dev.hmmbench.model;

import dev.hmmbench.platform.PhysicalRange;
import java.util.Optional;

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

    /** Returns where the numbers come from. */
    NumberSpace space();

    /**
     * Plugs RAM into the machine.
     *
     * <p>Models mm/memory_hotplug.c, register_memory_resource(), 6.19. Fidelity: modelled.
     *
     * @param range where the RAM answers
     * @return why the kernel refuses it, in its own words where it logs any; empty if the RAM came
     *     in
     */
    Optional<String> hotAdd(PhysicalRange range);
}
