package dev.hmmbench.mm;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.physmem.PagemapOps;

/**
 * Splits a 2 MiB folio into 512 folios of one page.
 *
 * <p>Models mm/huge_memory.c, __folio_split(), folio_split_unmapped() and
 * zone_device_private_split_cb(), 6.19 and the series. Fidelity: simplified (anonymous folios, to
 * order 0 alone; the list of folios whose split was put off is left out).
 */
final class SplitFolio {

    private static final long INHERITED = Folio.CARRIED | PageFlags.LOCKED | PageFlags.LRU;

    private SplitFolio() {}

    /**
     * Splits a locked folio that may be mapped; the caller holds a reference, which stays on the
     * first page with the lock. The other pages are unlocked.
     *
     * @return whether it was split, which it is not if somebody else holds it
     */
    static boolean split(CoreMm core, long folio) {
        assert Folio.isLocked(folio) && Folio.isLarge(folio) : "split of what is no locked folio";
        if (StructPage.refcount(folio) != Folio.mapcount(folio) + 1) {
            return false;
        }
        MigrationEntries.tryToMigrate(core, folio, SplitHugePmd.Freeze.YES);
        boolean isFree = !Folio.isMapped(folio) && StructPage.refcount(folio) == 1;
        if (!isFree) {
            MigrationEntries.remove(core, folio, folio);
            return false;
        }
        divide(core, folio);
        for (int i = 0; i < HugePmd.NR_PAGES; i++) {
            long page = CompoundPage.pageAt(folio, i);
            MigrationEntries.remove(core, page, page);
        }
        for (int i = 1; i < HugePmd.NR_PAGES; i++) {
            long page = CompoundPage.pageAt(folio, i);
            Folio.unlock(page);
            core.putFolio(page);
        }
        return true;
    }

    /**
     * Splits a locked folio that nothing but migration entries refer to; every page is locked and
     * has one reference afterwards.
     *
     * @return whether it was split, which it is not if somebody else holds it
     */
    static boolean splitUnmapped(CoreMm core, long folio) {
        if (Folio.isMapped(folio) || StructPage.refcount(folio) != 1) {
            return false;
        }
        divide(core, folio);
        return true;
    }

    private static void divide(CoreMm core, long folio) {
        boolean isDevice = ZoneDevice.isZoneDevice(folio);
        CompoundPage.dissolve(folio, isDevice ? StructPage.pgmap(folio) : 0);
        PagemapOps ops = isDevice ? core.opsOf(folio) : PagemapOps.NONE;
        long inherited = StructPage.flags(folio) & INHERITED;
        for (int i = 1; i < HugePmd.NR_PAGES; i++) {
            long page = CompoundPage.pageAt(folio, i);
            StructPage.setMapping(page, StructPage.mapping(folio));
            StructPage.setIndex(page, StructPage.index(folio) + i);
            Folio.set(page, inherited);
            ops.folioSplit(folio, page);
            StructPage.setRefcount(page, 1);
        }
        ops.folioSplit(folio, StructPage.NO_PAGE);
    }
}
