package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.RegionIntersection;
import dev.hmmbench.lib.ResourceDescriptor;
import dev.hmmbench.lib.ResourceFlags;
import dev.hmmbench.lib.ResourceTree;
import dev.hmmbench.physmem.BootOptions.DevicePrivateSupport;

/**
 * Gives a range of physical addresses struct pages, and takes them away again.
 *
 * <p>Models mm/memremap.c, memremap_pages(), pagemap_range() and memunmap_pages(), 6.19. Fidelity:
 * modelled for PRIVATE and COHERENT memory with one range and no altmap; other types are refused.
 */
public final class MemremapPages {

    private static final int MEMTYPE_BYTES = 64;

    private final ResourceTree iomem;
    private final PagemapArray array;
    private final MemoryHotplug hotplug;
    private final PercpuRef refs;
    private final Slab slab;
    private final DevicePrivateSupport devicePrivate;
    private final Warnings warnings;
    private final Counters counters;

    MemremapPages(
            ResourceTree iomem,
            PagemapArray array,
            MemoryHotplug hotplug,
            PercpuRef refs,
            Slab slab,
            DevicePrivateSupport devicePrivate,
            Warnings warnings,
            Counters counters) {
        this.iomem = iomem;
        this.array = array;
        this.hotplug = hotplug;
        this.refs = refs;
        this.slab = slab;
        this.devicePrivate = devicePrivate;
        this.warnings = warnings;
        this.counters = counters;
    }

    /** Whether this kernel's memremap_pages() takes device-private memory. */
    public enum PrivateMemory {
        /** Up to 7.1: it does. */
        ACCEPTED,
        /** With the series: it warns and refuses. */
        REFUSED
    }

    /**
     * Creates the struct pages of a pagemap whose range is set.
     *
     * @param nid memory node, or a negative number for the one at hand
     * @throws RefusedException naming the first failure; everything done before is undone
     */
    public void map(
            Pagemap pagemap, int nid, PrivateMemory privateMemory, Stage.Listener listener) {
        listener.enter(Stage.CONFLICT_CHECKS);
        long pgmap = pagemap.address();
        if (DevPagemap.nrRange(pgmap) == 0) {
            throw invalid("no range to map");
        }
        checkType(pagemap, privateMemory);
        refs.initialise(pgmap);
        try {
            mapRange(pagemap, nid, listener);
        } catch (RefusedException refused) {
            refs.kill(pgmap);
            refs.exit(pgmap);
            throw refused;
        }
    }

    /**
     * Removes the struct pages of a pagemap: memunmap_pages().
     *
     * @throws IllegalStateException if device pages are in use; nothing has changed then
     */
    public void unmap(Pagemap pagemap, Stage.Listener listener) {
        listener.enter(Stage.TEARDOWN_REFERENCES);
        long pgmap = pagemap.address();
        refs.kill(pgmap);
        listener.enter(Stage.TEARDOWN_BACKING);
        hotplug.begin();
        hotplug.remove(pagemap.firstNumber(), pagemap.nrPages());
        listener.enter(Stage.TEARDOWN_NUMBERS);
        untrack(pgmap);
        forget(pagemap);
        refs.exit(pgmap);
    }

    private void checkType(Pagemap pagemap, PrivateMemory privateMemory) {
        switch (pagemap.type()) {
            case PRIVATE -> checkPrivate(pagemap, privateMemory);
            case COHERENT -> {
                requireWarned(pagemap.ops().hasFolioFree(), "no folio_free");
                requireWarned(pagemap.owner() != 0, "no owner");
            }
            default -> throw invalid(pagemap.type() + " memory is not modelled");
        }
    }

    private void checkPrivate(Pagemap pagemap, PrivateMemory privateMemory) {
        requireWarned(privateMemory == PrivateMemory.ACCEPTED,
                "private memory has a function of its own");
        requireWarned(devicePrivate == DevicePrivateSupport.CONFIGURED,
                "no support for private memory");
        requireWarned(pagemap.ops().hasMigrateToRam(), "no migrate_to_ram");
        requireWarned(pagemap.ops().hasFolioFree(), "no folio_free");
        requireWarned(pagemap.owner() != 0, "no owner");
    }

    private void mapRange(Pagemap pagemap, int nid, Stage.Listener listener) {
        long pgmap = pagemap.address();
        long start = DevPagemap.start(pgmap);
        long last = DevPagemap.last(pgmap);
        requireUnclaimed(start >>> PageAllocator.PAGE_SHIFT);
        requireUnclaimed(last >>> PageAllocator.PAGE_SHIFT);
        if (iomem.regionIntersects(start, last - start + 1, ResourceFlags.SYSTEM_RAM,
                ResourceDescriptor.NONE) != RegionIntersection.DISJOINT) {
            throw new RefusedException(RefusedException.ENXIO, pagemap + " overlaps System RAM");
        }
        if (!array.store(start, last, pgmap)) {
            throw new RefusedException(RefusedException.ENOMEM,
                    "no memory for the pagemap array of " + pagemap);
        }
        try {
            track(pgmap);
            try {
                addRange(pagemap, Math.max(nid, 0), listener);
            } catch (RefusedException refused) {
                untrack(pgmap);
                throw refused;
            }
        } catch (RefusedException refused) {
            forget(pagemap);
            throw refused;
        }
    }

    private void addRange(Pagemap pagemap, int nid, Stage.Listener listener) {
        long pgmap = pagemap.address();
        if (!hotplug.isAllowed(DevPagemap.start(pgmap), DevPagemap.last(pgmap))) {
            throw invalid(pagemap + " lies beyond PHYSMEM_END");
        }
        long pfn = pagemap.firstNumber();
        long nrPages = pagemap.nrPages();
        listener.enter(Stage.BACKING);
        hotplug.begin();
        hotplug.add(pfn, nrPages);
        listener.enter(Stage.ZONE);
        hotplug.moveToZone(pfn, nrPages, nid);
        listener.enter(Stage.PER_PAGE);
        hotplug.initialise(pfn, nrPages, nid, pgmap);
    }

    private void requireUnclaimed(long pfn) {
        long other = array.get(pfn);
        if (other != PagemapArray.NONE) {
            throw new RefusedException(RefusedException.ENOMEM,
                    "PFN 0x" + Long.toHexString(pfn) + " belongs to another pagemap");
        }
    }

    /** Reserves the caching type of the range: pfnmap_track(). */
    private void track(long pgmap) {
        long memtype = slab.allocateZeroed(MEMTYPE_BYTES);
        if (memtype == Slab.NONE) {
            throw new RefusedException(RefusedException.ENOMEM, "no memory for a memtype");
        }
        DevPagemap.setMemtype(pgmap, memtype);
    }

    private void untrack(long pgmap) {
        slab.free(DevPagemap.memtype(pgmap), MEMTYPE_BYTES);
        DevPagemap.setMemtype(pgmap, Slab.NONE);
    }

    private void forget(Pagemap pagemap) {
        long pgmap = pagemap.address();
        array.erase(DevPagemap.start(pgmap), DevPagemap.last(pgmap));
        counters.increment(Counter.GRACE_PERIODS);
    }

    private void requireWarned(boolean holds, String complaint) {
        if (!holds) {
            warnings.warn("memremap_pages: " + complaint);
            throw invalid(complaint);
        }
    }

    private static RefusedException invalid(String reason) {
        return new RefusedException(RefusedException.EINVAL, reason);
    }
}
