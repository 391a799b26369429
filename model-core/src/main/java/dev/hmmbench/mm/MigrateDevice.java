package dev.hmmbench.mm;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.ModelException;
import java.util.Arrays;

/**
 * A migration of device pages by number, without looking at an address space first: how drivers
 * evict. Belongs to one thread and may be used again after {@link #finish}.
 *
 * <p>Models mm/migrate_device.c, migrate_device_range(), migrate_device_pfns(),
 * migrate_device_pfn_lock(), migrate_device_pages() and migrate_device_finalize(), 6.19 and the
 * series. Fidelity: simplified (folios of 4 KiB and 2 MiB, none between).
 */
public final class MigrateDevice {

    private final CoreMm core;
    private final long[] src;
    private final long[] dst;
    private int npages;

    /** Creates the words of migrations of up to {@code maxPages} pages. */
    public MigrateDevice(CoreMm core, int maxPages) {
        this.core = core;
        this.src = new long[maxPages];
        this.dst = new long[maxPages];
    }

    /**
     * Moves one page of memory that the CPU can access to RAM, whoever maps it. Takes over one
     * reference of the caller.
     *
     * <p>Models mm/migrate_device.c, migrate_device_coherent_folio(), 6.19. Fidelity: modelled.
     *
     * @throws ModelException with EBUSY where somebody else holds the page, or without memory
     */
    static void coherentFolio(CoreMm core, long folio) {
        Folio.lock(folio);
        long[] src = {core.migratePfns().fromPage(folio) | MigratePfns.MIGRATE};
        long[] dst = {0};
        MigrateUnmap.unmap(core, src, 1, StructPage.NO_PAGE);
        if ((src[0] & MigratePfns.MIGRATE) == 0) {
            throw busy(folio);
        }
        long page = core.allocatePage();
        if (page != StructPage.NO_PAGE) {
            Folio.lock(page);
            dst[0] = core.migratePfns().fromPage(page);
        }
        MigratePages.migrate(core, src, dst, 1, null);
        boolean hasMigrated = (src[0] & MigratePfns.MIGRATE) != 0;
        if (hasMigrated) {
            core.copyPage(folio, page);
        }
        MigrateFinalize.finish(core, src, dst, 1, StructPage.NO_PAGE);
        if (!hasMigrated) {
            throw busy(folio);
        }
    }

    /**
     * Takes the pages of a range of numbers out of every page table, locked and with one reference
     * each. Free pages and pages that somebody else has locked are left out. Costs as much as the
     * range is long.
     *
     * @param firstNumber number of the first device page
     * @param nrPages pages of the range, not more than fit
     */
    public void range(long firstNumber, int nrPages) {
        rangeFrom(core.migratePfns().fromDeviceNumber(firstNumber), nrPages);
    }

    /**
     * Does the same for a range that begins at the page of a word: for memory that the CPU can
     * access, whose numbers are page frame numbers.
     */
    public void rangeFrom(long firstMpfn, int nrPages) {
        for (int i = 0; i < nrPages;) {
            i = take(i, firstMpfn + i * MigratePfns.NEXT_PAGE, nrPages);
        }
        unmap(nrPages);
    }

    /**
     * Does the same for pages that need not lie side by side.
     *
     * @param mpfns a word for each page, such as {@link MigratePfns#fromDeviceNumber} gives; after
     *     that of a 2 MiB folio come 511 words that are not looked at
     * @param nrPages words, not more than fit
     */
    public void pfns(long[] mpfns, int nrPages) {
        for (int i = 0; i < nrPages;) {
            i = take(i, mpfns[i], nrPages);
        }
        unmap(nrPages);
    }

    /** Moves what the kernel knows of each page to the page in its destination word. */
    public void pages() {
        MigratePages.migrate(core, src, dst, npages, null);
    }

    /** Maps every page again, the new one where it migrated, and drops what {@link #range} took. */
    public void finish() {
        MigrateFinalize.finish(core, src, dst, npages, StructPage.NO_PAGE);
    }

    /** Returns the source words; {@link #nrPages} of them are in use. */
    public long[] src() {
        return src;
    }

    /** Returns the destination words, which the driver fills. */
    public long[] dst() {
        return dst;
    }

    /** Returns how many pages the words hold. */
    public int capacity() {
        return src.length;
    }

    /** Returns the pages of the range. */
    public int nrPages() {
        return npages;
    }

    /** Locks the folio of a word; returns the position behind its pages. */
    private int take(int position, long mpfn, int nrPages) {
        long page = core.migratePfns().pageOf(mpfn);
        assert page != StructPage.NO_PAGE : "evicted number has no page";
        int nrFolioPages = Folio.nrPages(Folio.headOf(page));
        int end = Math.min(nrPages, position + nrFolioPages);
        Arrays.fill(src, position, end, 0);
        Arrays.fill(dst, position, end, 0);
        src[position] = lock(mpfn);
        if (nrFolioPages > 1 && src[position] != 0) {
            src[position] |= MigratePfns.COMPOUND;
        }
        return end;
    }

    private void unmap(int nrPages) {
        npages = nrPages;
        MigrateUnmap.unmap(core, src, npages, StructPage.NO_PAGE);
    }

    private static ModelException busy(long folio) {
        return new ModelException(Errno.EBUSY,
                "coherent folio 0x" + Long.toHexString(folio) + " cannot leave its device");
    }

    /** Locks and references the page of a word; returns its source word, or 0 if it must stay. */
    private long lock(long mpfn) {
        long folio = core.migratePfns().pageOf(mpfn);
        if (!Folio.tryGet(folio)) {
            return 0;
        }
        if (!core.tryLockFolio(folio)) {
            core.putFolio(folio);
            return 0;
        }
        return mpfn | MigratePfns.MIGRATE;
    }
}
