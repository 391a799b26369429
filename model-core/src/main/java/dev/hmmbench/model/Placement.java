package dev.hmmbench.model;

import dev.hmmbench.count.Counters;
import dev.hmmbench.platform.PhysicalRange;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * Returns how many pagemaps of one size could be placed one after the other. Changes nothing.
     *
     * @param sizeBytes bytes of device memory of each, unsigned
     * @param most where to stop counting
     */
    default int nrFitting(long sizeBytes, int most) {
        List<PlacementOutcome.Placed> placed = new ArrayList<>();
        while (placed.size() < most
                && reserve(sizeBytes) instanceof PlacementOutcome.Placed one) {
            placed.add(one);
        }
        placed.forEach(this::release);
        return placed.size();
    }

    /** Returns bytes of the largest hole that a reservation could use, as an unsigned value. */
    long largestHoleBytes();

    /**
     * Returns the region in the way of the first candidate for such a request, as a reader knows
     * it; empty where there is none, or where the design has no regions.
     *
     * @param sizeBytes bytes of device memory, unsigned
     */
    String firstBlocker(long sizeBytes);

    /**
     * Chooses how the design searches from now on. Every search gives the same answers; only the
     * kernel's own is worth measuring. Placements begin with the fast one.
     */
    void setSearch(SearchMode mode);

    /**
     * Returns how many nodes the searches of all reservations so far visit in the kernel: regions
     * walked past for each candidate, or nodes of the tree. Known without event counts, too.
     */
    long nodesVisited();

    /** Returns the event counts of this placement. */
    Counters counters();

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
