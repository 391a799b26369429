package dev.hmmbench.mm;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.MigratePfns;

/**
 * Second stage of a migration: removes the mappings that collecting did not know of, and puts pages
 * back that somebody else holds.
 *
 * <p>Models mm/migrate_device.c, migrate_device_unmap() and migrate_vma_check_page(), 6.19.
 * Fidelity: simplified (folios of 4 KiB and 2 MiB, none between).
 */
final class MigrateUnmap {

    private MigrateUnmap() {}

    /**
     * Unmaps every page of the source words; returns how many still migrate.
     *
     * @param faultPage device page that a fault holds locked and referenced, or NO_PAGE
     */
    static int unmap(CoreMm core, long[] src, int npages, long faultPage) {
        MigratePfns mpfns = core.migratePfns();
        int unmapped = 0;
        int toRestore = 0;
        for (int i = 0; i < npages;) {
            long page = mpfns.pageOf(src[i]);
            int step = page == StructPage.NO_PAGE ? 1 : Folio.nrPages(page);
            if (page == StructPage.NO_PAGE) {
                if ((src[i] & MigratePfns.MIGRATE) != 0) {
                    unmapped++;
                }
            } else if (unmapPage(core, page, faultPage)) {
                unmapped++;
            } else {
                src[i] &= ~MigratePfns.MIGRATE;
                toRestore++;
            }
            i += step;
        }
        for (int i = 0; i < npages && toRestore > 0; i++) {
            long page = mpfns.pageOf(src[i]);
            if (page != StructPage.NO_PAGE && (src[i] & MigratePfns.MIGRATE) == 0) {
                restore(core, page, faultPage);
                src[i] = 0;
                toRestore--;
            }
        }
        return unmapped;
    }

    /** Tells whether the page is free of mappings and of references that it did not expect. */
    private static boolean unmapPage(CoreMm core, long page, long faultPage) {
        boolean isRam = !ZoneDevice.isZoneDevice(page);
        if (isRam) {
            if (!core.isolateFromLru(page)) {
                return false;
            }
            core.putFolio(page);
        }
        if (Folio.isMapped(page)) {
            MigrationEntries.tryToMigrate(core, page);
        }
        if (!Folio.isMapped(page) && hasNoOtherReference(page, faultPage)) {
            return true;
        }
        if (isRam) {
            core.addToLru(page);
        }
        return false;
    }

    /**
     * Tells whether all references of a page are known. One is the migration's; device pages are
     * allowed one more for historic reasons, the page of a fault one for the fault, and that of a
     * file one for the file.
     */
    private static boolean hasNoOtherReference(long page, long faultPage) {
        int extra = page == faultPage ? 2 : 1;
        if (ZoneDevice.isZoneDevice(page)) {
            extra++;
        }
        if (StructPage.mapping(page) != 0 && !Folio.isAnon(page)) {
            extra++;
        }
        return StructPage.refcount(page) - extra <= Folio.mapcount(page);
    }

    private static void restore(CoreMm core, long page, long faultPage) {
        MigrationEntries.remove(core, page, page);
        if (page != faultPage) {
            Folio.unlock(page);
        }
        core.putFolio(page);
    }
}
