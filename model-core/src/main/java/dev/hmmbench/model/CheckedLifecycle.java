package dev.hmmbench.model;

import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PhysicalMemory;

/**
 * Refuses requests that make no sense on the machine at hand, for every design alike and before the
 * design has done anything.
 */
public final class CheckedLifecycle implements Lifecycle {

    private final Lifecycle design;
    private final int nrNodes;

    /**
     * Puts the checks in front of a design.
     *
     * @param design what creates and removes
     * @param memory the machine it does so on
     */
    public CheckedLifecycle(Lifecycle design, PhysicalMemory memory) {
        this.design = design;
        this.nrNodes = memory.options().nrNodes();
    }

    /**
     * Creates a pagemap.
     *
     * @throws IllegalArgumentException if the machine has no such memory node
     * @throws ModelException as {@link Lifecycle#create(PagemapRequest, PhaseClock)}
     */
    @Override
    public Pagemap create(PagemapRequest request, PhaseClock clock) {
        if (request.nid() >= nrNodes) {
            throw new IllegalArgumentException(
                    "memory node " + request.nid() + " of a machine with " + nrNodes);
        }
        return design.create(request, clock);
    }

    @Override
    public void remove(Pagemap pagemap, PhaseClock clock) {
        design.remove(pagemap, clock);
    }
}
