package dev.hmmbench.mm;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.physmem.DevPagemap;
import dev.hmmbench.physmem.DevicePages;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PercpuRef;

/**
 * Pages of device memory: what kind they are, and how they begin and end to be in use.
 *
 * <p>Models mm/memremap.c, zone_device_page_init() and free_zone_device_folio(), and
 * include/linux/memremap.h, 6.19. Fidelity: simplified (no memory
 * cgroup; a page that its driver cannot take back gives its reference of the pagemap up, while the
 * kernel keeps it and never ends the removal).
 */
public final class ZoneDevice {

    /** The name of the warning about a freed page that its driver cannot take back. */
    public static final String NO_FOLIO_FREE = "free_zone_device_folio: no folio_free";

    private ZoneDevice() {}

    /**
     * Puts a free device page into use: takes a reference of its pagemap, gives it one reference
     * and locks it.
     *
     * @param page free, in the hands of its driver
     */
    public static void initPage(long page) {
        if (Folio.isLarge(page)) {
            CompoundPage.dissolve(page, StructPage.pgmap(page));
        }
        init(page, 1);
    }

    /**
     * Puts 512 free device pages into use as one folio; otherwise as {@link #initPage}.
     *
     * @param page first of 512 pages; its number is a multiple of 512
     */
    public static void initHugeFolio(long page) {
        CompoundPage.prepare(page);
        init(page, CompoundPage.HUGE_PAGES);
    }

    private static void init(long page, int nrPages) {
        assert StructPage.refcount(page) == 0 : "device page is in use";
        boolean isLive = PercpuRef.tryGetLive(StructPage.pgmap(page), nrPages);
        assert isLive : "pagemap is going away";
        StructPage.setRefcount(page, 1);
        Folio.lock(page);
    }

    /** Returns what identifies the device that a device page belongs to. */
    static long ownerOf(long page) {
        return DevPagemap.owner(DevicePages.pgmapOf(page));
    }

    static boolean isZoneDevice(long page) {
        return PageFlags.zoneOf(StructPage.flags(page)) == PageFlags.ZONE_DEVICE;
    }

    /** Tells whether a device page is one that the CPU cannot access. */
    static boolean isPrivate(long page) {
        return DevPagemap.type(DevicePages.pgmapOf(page)) == PagemapType.PRIVATE.value();
    }

    /** Tells whether a device page is one that the CPU can access. */
    static boolean isCoherent(long page) {
        return DevPagemap.type(StructPage.pgmap(page)) == PagemapType.COHERENT.value();
    }

    /** Gives a device page without references back to its driver. */
    static void free(CoreMm core, long folio) {
        assert !Folio.isMapped(folio) : "mapped device folio freed";
        long pgmap = StructPage.pgmap(folio);
        int nrPages = Folio.nrPages(folio);
        for (int i = 0; i < nrPages; i++) {
            Folio.clear(CompoundPage.pageAt(folio, i), PageFlags.ANON_EXCLUSIVE);
        }
        StructPage.setMapping(folio, 0);
        PagemapOps ops = core.opsOf(folio);
        if (ops.hasFolioFree()) {
            ops.folioFree(folio);
        } else {
            core.memory().warnings().warnOnce(NO_FOLIO_FREE);
        }
        PercpuRef.put(pgmap, nrPages);
    }
}
