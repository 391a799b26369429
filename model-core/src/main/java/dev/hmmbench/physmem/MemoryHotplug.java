package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.memory.StructPages;

/**
 * Adds and removes the sections of device memory.
 *
 * <p>Models mm/memory_hotplug.c, __add_pages() and __remove_pages(), and mm/mm_init.c,
 * memmap_init_zone_device(), 6.19. Fidelity: simplified (the hotplug lock is counted, each time
 * with the grace period that its first use on an idle system waits for; sections added before a
 * failure are removed again).
 */
final class MemoryHotplug {

    private static final String BEYOND_END = "add_pages: beyond PHYSMEM_END";
    private static final String MISALIGNED = "__add_pages: misaligned range";

    private final MemSections sections;
    private final Vmemmap vmemmap;
    private final DeviceZone[] zonesByNode;
    private final long physmemLast;
    private final Warnings warnings;
    private final Counters counters;

    MemoryHotplug(
            MemSections sections,
            Vmemmap vmemmap,
            DeviceZone[] zonesByNode,
            long physmemLast,
            Warnings warnings,
            Counters counters) {
        this.sections = sections;
        this.vmemmap = vmemmap;
        this.zonesByNode = zonesByNode;
        this.physmemLast = physmemLast;
        this.warnings = warnings;
        this.counters = counters;
    }

    /** Tells whether a range may be added at all: mhp_range_allowed(). */
    boolean isAllowed(long start, long last) {
        return Long.compareUnsigned(start, last) < 0
                && Long.compareUnsigned(last, physmemLast) <= 0;
    }

    /** Takes the hotplug lock: mem_hotplug_begin(). */
    void begin() {
        counters.increment(Counter.HOTPLUG_LOCK_WRITES);
        counters.increment(Counter.GRACE_PERIODS);
    }

    /**
     * Adds the sections of a range of PFNs.
     *
     * @throws RefusedException naming the cause; nothing is left behind
     */
    void add(long pfn, long nrPages) {
        long endPfn = pfn + nrPages;
        if (Long.compareUnsigned((endPfn << PageAllocator.PAGE_SHIFT) - 1, physmemLast) > 0) {
            warnings.warnOnce(BEYOND_END);
            throw new RefusedException(RefusedException.ERANGE,
                    "PFN 0x" + Long.toHexString(endPfn) + " lies beyond PHYSMEM_END");
        }
        if ((pfn | nrPages) % MemSections.SUBSECTION_PAGES != 0) {
            warnings.warn(MISALIGNED);
            throw new RefusedException(RefusedException.EINVAL, "PFNs [0x"
                    + Long.toHexString(pfn) + ", 0x" + Long.toHexString(endPfn)
                    + ") are not whole subsections");
        }
        long next = pfn;
        try {
            while (next < endPfn) {
                long piece = pieceAt(next, endPfn);
                sections.add(next, piece);
                next += piece;
                counters.increment(Counter.RESCHEDULE_POINTS);
            }
        } catch (RefusedException refused) {
            removeSections(pfn, next);
            throw refused;
        }
    }

    /** Moves a range into ZONE_DEVICE: move_pfn_range_to_zone(). */
    void moveToZone(long pfn, long nrPages, int nid) {
        zonesByNode[nid].widen(pfn, nrPages);
        if (pfn % sections.pagesPerSection() != 0) {
            sections.taint(pfn);
        }
        if ((pfn + nrPages) % sections.pagesPerSection() != 0) {
            sections.taint(pfn + nrPages - 1);
        }
    }

    /**
     * Initialises the struct pages of a range, and the migrate type of each 2 MiB: the loop of
     * memmap_init_zone_device().
     */
    void initialise(long pfn, long nrPages, int nid, long pgmap) {
        long flags = PageFlags.zoneDevice(nid);
        long endPfn = pfn + nrPages;
        long next = pfn;
        while (next < endPfn) {
            long blockEnd = (next | MemSections.SUBSECTION_PAGES - 1) + 1;
            long piece = Math.min(blockEnd, endPfn) - next;
            StructPages.initialiseZoneDevice(vmemmap.pageOf(next), piece, flags, pgmap);
            if (next % MemSections.SUBSECTION_PAGES == 0) {
                sections.setMigrateType(next, MemSections.MIGRATE_MOVABLE);
                counters.increment(Counter.RESCHEDULE_POINTS);
            }
            next += piece;
        }
        counters.add(Counter.STRUCT_PAGES_INITIALISED, nrPages);
        counters.add(Counter.STRUCT_PAGE_BYTES_STORED, nrPages << StructPage.SIZE_SHIFT);
    }

    /** Removes the sections of a range; the zone keeps its span. */
    void remove(long pfn, long nrPages) {
        removeSections(pfn, pfn + nrPages);
    }

    private void removeSections(long pfn, long endPfn) {
        long next = pfn;
        while (next < endPfn) {
            long piece = pieceAt(next, endPfn);
            counters.increment(Counter.RESCHEDULE_POINTS);
            sections.remove(next, piece);
            next += piece;
        }
    }

    private long pieceAt(long pfn, long endPfn) {
        long sectionEnd = (pfn | sections.pagesPerSection() - 1) + 1;
        return Math.min(sectionEnd, endPfn) - pfn;
    }
}
