package dev.hmmbench.conformance;

import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.physmem.AllocationSite;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;

/** Pagemaps whose pages nobody uses: they take numbers and make holes beside the devices. */
final class SparePagemaps implements AutoCloseable {

    private static final int MAX_PAGEMAPS = 6;
    /** Too many for the hole that a device's chunk leaves: the next chunk takes it again. */
    private static final int USUAL_PAGES = 3 * 512;
    private static final int MAX_ODD_PAGES = 1_500;
    /** One of so many is odd. */
    private static final int ODD_EVERY = 4;
    private static final long OWNER = 3;
    private static final long REFUSED = -1;

    private final Lifecycle lifecycle;
    private final PhysicalMemory memory;
    private final FuzzArena arena;
    private final List<Pagemap> pagemaps = new ArrayList<>();

    SparePagemaps(Lifecycle lifecycle, PhysicalMemory memory, FuzzArena arena) {
        this.arena = arena;
        this.lifecycle = lifecycle;
        this.memory = memory;
    }

    /** Does a step; which error a creation gives is the design's own, that it fails is not. */
    long apply(FuzzStep step) {
        try {
            switch (step.op()) {
                case CREATE_PAGEMAP -> createUnlessFull(step.value());
                case FAIL_PAGEMAP -> {
                    memory.allocationPlan().refuseAll(AllocationSite.PERCPU_COUNTER);
                    createUnlessFull(step.value());
                }
                case REMOVE_PAGEMAP -> removeOne(step.value());
                default -> throw new AssertionError(step);
            }
        } catch (ModelException refused) {
            return REFUSED;
        }
        return pagemaps.size();
    }

    /** Adds one. */
    void create(int nrPages) {
        pagemaps.add(lifecycle.create(new PagemapRequest(nrPages * Vma.PAGE_BYTES,
                PagemapType.PRIVATE, new IdleDriver(), OWNER, PagemapRequest.NO_NODE, "spare")));
    }

    @Override
    public void close() {
        pagemaps.forEach(lifecycle::remove);
        pagemaps.clear();
    }

    private void createUnlessFull(int value) {
        if (pagemaps.size() < MAX_PAGEMAPS) {
            boolean isOdd = arena == FuzzArena.SMALL && value % ODD_EVERY == 0;
            create(USUAL_PAGES + (isOdd ? 1 + value % MAX_ODD_PAGES : 0));
        }
    }

    /** Removes any but the first, which keeps the devices' numbers where they are. */
    private void removeOne(int value) {
        if (pagemaps.size() > 1) {
            lifecycle.remove(pagemaps.remove(1 + value % (pagemaps.size() - 1)));
        }
    }
}
