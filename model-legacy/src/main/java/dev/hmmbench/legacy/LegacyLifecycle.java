package dev.hmmbench.legacy;

import dev.hmmbench.lib.FreeRegionOutcome;
import dev.hmmbench.lib.FreeRegionRequest;
import dev.hmmbench.lib.Resource;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.KernelErrors;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.model.Phase;
import dev.hmmbench.model.PhaseClock;
import dev.hmmbench.physmem.DevPagemap;
import dev.hmmbench.physmem.MemremapPages.PrivateMemory;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.physmem.RefusedException;
import dev.hmmbench.physmem.Stage;
import dev.hmmbench.platform.Limits;

/**
 * Creation and removal as a driver of the legacy design does them: a hole of the physical address
 * space, then struct pages for all of it.
 *
 * <p>Models what lib/test_hmm.c, dmirror_allocate_chunk(), asks of kernel/resource.c and
 * mm/memremap.c, 6.19. Fidelity: modelled; a request for 0 bytes is a pagemap without a range.
 */
final class LegacyLifecycle implements Lifecycle {

    private final PhysicalMemory memory;
    private final Limits limits;

    LegacyLifecycle(PhysicalMemory memory) {
        this.memory = memory;
        this.limits = memory.machine().limits();
    }

    @Override
    public Pagemap create(PagemapRequest request, PhaseClock clock) {
        clock.enter(Phase.RESERVE);
        Pagemap pagemap;
        try {
            pagemap = memory.pagemaps()
                    .allocate(request.type(), request.ops(), request.owner(), request.name());
        } catch (RefusedException refused) {
            throw KernelErrors.of(refused);
        }
        try {
            create(pagemap, request, clock);
            return pagemap;
        } catch (RefusedException refused) {
            memory.pagemaps().free(pagemap);
            throw KernelErrors.of(refused);
        } catch (ModelException failure) {
            memory.pagemaps().free(pagemap);
            throw failure;
        }
    }

    @Override
    public void remove(Pagemap pagemap, PhaseClock clock) {
        long start = DevPagemap.start(pagemap.address());
        long sizeBytes = DevPagemap.last(pagemap.address()) - start + 1;
        memory.memremapPages().unmap(pagemap, listener(clock));
        releaseRegion(start, sizeBytes);
        memory.pagemaps().free(pagemap);
    }

    private void create(Pagemap pagemap, PagemapRequest request, PhaseClock clock) {
        if (request.sizeBytes() == 0) {
            map(pagemap, request, clock);
            return;
        }
        Resource region = requestRegion(request);
        DevPagemap.setRange(pagemap.address(), region.start(), region.last());
        try {
            map(pagemap, request, clock);
        } catch (RefusedException refused) {
            releaseRegion(region.start(), region.last() - region.start() + 1);
            throw refused;
        }
    }

    private void map(Pagemap pagemap, PagemapRequest request, PhaseClock clock) {
        memory.memremapPages()
                .map(pagemap, request.nid(), PrivateMemory.ACCEPTED, listener(clock));
    }

    private Resource requestRegion(PagemapRequest request) {
        FreeRegionRequest wanted = new FreeRegionRequest(request.name(), request.sizeBytes(),
                limits.sectionBytes(), limits.usableLast(), limits.rule());
        return switch (memory.iomem().requestFreeMemRegion(wanted, memory.regionSearch())) {
            case FreeRegionOutcome.Reserved reserved -> reserved.region();
            case FreeRegionOutcome.Refused refused -> throw new ModelException(
                    Errno.ofNegative(refused.cause().errno()),
                    "no region for 0x" + Long.toHexString(request.sizeBytes()) + " bytes: "
                            + refused.cause() + " after " + refused.probes() + " candidates");
        };
    }

    private void releaseRegion(long start, long sizeBytes) {
        if (!memory.iomem().releaseMemRegion(start, sizeBytes)) {
            throw new AssertionError("region at 0x" + Long.toHexString(start) + " was lost");
        }
    }

    private static Stage.Listener listener(PhaseClock clock) {
        return stage -> clock.enter(switch (stage) {
            case CONFLICT_CHECKS -> Phase.CONFLICT_CHECKS;
            case BACKING -> Phase.BACKING;
            case ZONE -> Phase.ZONE;
            case PER_PAGE -> Phase.PER_PAGE;
            case TEARDOWN_REFERENCES -> Phase.TEARDOWN_REFERENCES;
            case TEARDOWN_BACKING -> Phase.TEARDOWN_BACKING;
            case TEARDOWN_NUMBERS -> Phase.TEARDOWN_NUMBERS;
        });
    }
}
