package dev.hmmbench.conformance;

import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.model.PhaseClock;
import dev.hmmbench.physmem.Pagemap;

/** Creation and removal with a fault. */
record FaultyLifecycle(PlantedFault fault, Lifecycle right) implements Lifecycle {

    @Override
    public Pagemap create(PagemapRequest request, PhaseClock clock) {
        if (fault != PlantedFault.CREATION_FORGETS_THE_OWNER) {
            return right.create(request, clock);
        }
        return right.create(new PagemapRequest(request.sizeBytes(), request.type(),
                request.ops(), request.owner() + 1, request.nid(), request.name()), clock);
    }

    @Override
    public void remove(Pagemap pagemap, PhaseClock clock) {
        if (fault != PlantedFault.REMOVAL_LEAVES_THE_PAGEMAP) {
            right.remove(pagemap, clock);
        }
    }
}
