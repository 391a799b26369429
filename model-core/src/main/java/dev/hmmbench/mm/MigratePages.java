package dev.hmmbench.mm;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.MigratePfns;
import org.jspecify.annotations.Nullable;

/**
 * Third stage of a migration, after the driver's turn: the new page takes the old one's place in
 * the kernel's records.
 *
 * <p>Models mm/migrate_device.c, __migrate_device_pages(), and mm/migrate.c,
 * folio_migrate_mapping() and folio_migrate_flags(), 6.19 and the series. Fidelity: simplified
 * (anonymous folios of 4 KiB and 2 MiB, none between; no swap cache).
 */
final class MigratePages {

    private MigratePages() {}

    /**
     * Migrates what the destination words name; clears MIGRATE in the source words of the others.
     *
     * @param args the range, for holes; none if the pages were named by number
     */
    static void migrate(
            CoreMm core, long[] src, long[] dst, int npages, @Nullable MigrateVma args) {
        MigratePfns mpfns = core.migratePfns();
        boolean isNotified = false;
        for (int i = 0; i < npages; i++) {
            long newPage = mpfns.pageOf(dst[i]);
            long page = mpfns.pageOf(src[i]);
            if (newPage == StructPage.NO_PAGE) {
                src[i] &= ~MigratePfns.MIGRATE;
            } else if (page != StructPage.NO_PAGE) {
                i += migrateFolio(core, src, dst, i, page, args) - 1;
            } else if ((src[i] & MigratePfns.MIGRATE) != 0 && args != null) {
                if (!isNotified) {
                    isNotified = true;
                    openBracket(args, i);
                }
                i += insert(core, args, i) - 1;
            }
        }
        if (isNotified && args != null) {
            args.vma().mm().notifiers().end();
        }
    }

    /** Fills a hole, of 2 MiB or one page; returns how many words that took. */
    private static int insert(CoreMm core, MigrateVma args, int position) {
        long[] src = args.src();
        boolean isSplit = (src[position] & MigratePfns.COMPOUND) != 0
                && (args.dst()[position] & MigratePfns.COMPOUND) == 0;
        int nrWords = isSplit ? HugePmd.NR_PAGES : 1;
        if (isSplit) {
            src[position] &= ~MigratePfns.COMPOUND;
        }
        for (int i = position; i < position + nrWords; i++) {
            src[i] = MigrateInsert.insert(core, args, i);
        }
        return nrWords;
    }

    /** Migrates a folio, split if its new one is not large; returns how many words that took. */
    private static int migrateFolio(
            CoreMm core, long[] src, long[] dst, int i, long folio, @Nullable MigrateVma args) {
        boolean isLarge = (src[i] & MigratePfns.COMPOUND) != 0;
        boolean isNewLarge = (dst[i] & MigratePfns.COMPOUND) != 0;
        int nrWords = 1;
        if ((src[i] & MigratePfns.MIGRATE) != 0 && isLarge != isNewLarge) {
            if (args == null) {
                src[i] &= ~(MigratePfns.MIGRATE | MigratePfns.COMPOUND);
                return 1;
            }
            if (isNewLarge || !MigrateHuge.splitUnmapped(core, src, i, folio)) {
                src[i] &= ~MigratePfns.MIGRATE;
                return 1;
            }
            nrWords = HugePmd.NR_PAGES;
        }
        for (int j = i; j < i + nrWords; j++) {
            if ((dst[j] & MigratePfns.VALID) == 0) {
                src[j] &= ~MigratePfns.MIGRATE;
            } else {
                migratePage(core, src, dst, j, args);
            }
        }
        return nrWords;
    }

    private static void openBracket(MigrateVma args, int position) {
        long address = args.start() + ((long) position << Pte.PAGE_SHIFT);
        args.vma().mm().notifiers().start(
                NotifierEvent.MIGRATE, args.pgmapOwner(), address, args.end());
    }

    /**
     * Migrates one page. Its words are turned into pages again, as the kernel's loop over the pages
     * of a folio does.
     */
    private static void migratePage(
            CoreMm core, long[] src, long[] dst, int i, @Nullable MigrateVma args) {
        long folio = core.migratePfns().pageOf(src[i]);
        long newFolio = core.migratePfns().pageOf(dst[i]);
        int extraReferences = args != null && args.faultPage() == folio ? 1 : 0;
        if (mayGoTo(folio, newFolio) && migrateMapping(folio, newFolio, extraReferences)) {
            migrateFlags(folio, newFolio);
        } else {
            src[i] &= ~MigratePfns.MIGRATE;
        }
    }

    /** Pages of files stay in RAM. */
    private static boolean mayGoTo(long folio, long newFolio) {
        return Folio.isAnon(folio) || !ZoneDevice.isZoneDevice(newFolio);
    }

    /** Tells whether nobody but the migration, and a fault, holds the folio. */
    private static boolean migrateMapping(long folio, long newFolio, int extraReferences) {
        int expected = Folio.mapcount(folio) + extraReferences + 1;
        if (StructPage.refcount(folio) != expected) {
            return false;
        }
        StructPage.setIndex(newFolio, StructPage.index(folio));
        StructPage.setMapping(newFolio, StructPage.mapping(folio));
        return true;
    }

    private static void migrateFlags(long folio, long newFolio) {
        Folio.set(newFolio, StructPage.flags(folio) & Folio.CARRIED);
    }
}
