package dev.hmmbench.mm;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.MigratePfns;

/**
 * Last stage of a migration: mappings come back, to the new page where it migrated and to the old
 * one where not.
 *
 * <p>Models mm/migrate_device.c, __migrate_device_finalize(), 6.19. Fidelity: simplified (folios of
 * 4 KiB and 2 MiB, none between).
 */
final class MigrateFinalize {

    private MigrateFinalize() {}

    /**
     * Ends a migration; every page it held is unlocked and released.
     *
     * @param faultPage device page that a fault goes on holding locked, or NO_PAGE
     */
    static void finish(CoreMm core, long[] src, long[] dst, int npages, long faultPage) {
        MigratePfns mpfns = core.migratePfns();
        for (int i = 0; i < npages; i++) {
            long newFolio = mpfns.pageOf(dst[i]);
            long folio = mpfns.pageOf(src[i]);
            boolean hasMigrated = folio != StructPage.NO_PAGE
                    && newFolio != StructPage.NO_PAGE && (src[i] & MigratePfns.MIGRATE) != 0;
            if (newFolio != StructPage.NO_PAGE && !hasMigrated) {
                release(core, newFolio);
            }
            if (folio != StructPage.NO_PAGE) {
                finishFolio(core, folio, hasMigrated ? newFolio : folio, faultPage);
            }
        }
    }

    private static void finishFolio(CoreMm core, long folio, long mapped, long faultPage) {
        if (!ZoneDevice.isZoneDevice(mapped)) {
            core.addToLru(mapped);
        }
        MigrationEntries.remove(core, folio, mapped);
        if (folio != faultPage) {
            Folio.unlock(folio);
        }
        core.putFolio(folio);
        if (mapped != folio) {
            release(core, mapped);
        }
    }

    private static void release(CoreMm core, long folio) {
        Folio.unlock(folio);
        core.putFolio(folio);
    }
}
