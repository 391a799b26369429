package dev.hmmbench.device;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.MigrateVma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.model.MigratePfns;
import org.jspecify.annotations.Nullable;

/**
 * The test device's turn in a migration: finds a new folio for each one that migrates and copies
 * its content. A 2 MiB folio goes to one of its size, or page by page to 512 small ones where there
 * is none. Safe for several threads.
 *
 * <p>Models lib/test_hmm.c, dmirror_migrate_alloc_and_copy() and
 * dmirror_devmem_fault_alloc_and_copy(), 6.19. Fidelity: simplified (a small page that there is no
 * memory for stays where it is; the kernel's module gives the whole command up, or does not check).
 */
final class DmirrorCopy {

    private final CoreMm core;
    private final MigratePfns mpfns;
    private final DmirrorDevice device;

    DmirrorCopy(CoreMm core, DmirrorDevice device) {
        this.core = core;
        this.mpfns = core.migratePfns();
        this.device = device;
    }

    /** Fills the destination words of what leaves RAM, and the device folios they name. */
    void toDevice(MigrateVma migrate, Dmirror mirror) {
        for (int i = 0; i < migrate.nrPages();) {
            boolean mayMigrate = (migrate.src()[i] & MigratePfns.MIGRATE) != 0;
            i += mayMigrate ? fillDevice(migrate, i, mirror) : 1;
        }
    }

    /**
     * Fills the destination words of what leaves the device, and the folios of RAM they name.
     *
     * @param mirror whose request to fail is honoured; none for an eviction
     * @return whether there was memory for all of it
     */
    boolean toRam(long[] src, long[] dst, int nrPages, @Nullable Dmirror mirror) {
        boolean isComplete = true;
        for (int i = 0; i < nrPages;) {
            long source = mpfns.pageOf(src[i]);
            if (source == StructPage.NO_PAGE || (src[i] & MigratePfns.MIGRATE) == 0) {
                i++;
                continue;
            }
            isComplete &= fillRam(src[i], DmirrorDevice.ramOf(core, source), dst, i, mirror);
            i += sizeOf(src[i]).nrPages();
        }
        return isComplete;
    }

    private static FolioSize sizeOf(long mpfn) {
        return (mpfn & MigratePfns.COMPOUND) != 0 ? FolioSize.HUGE : FolioSize.BASE;
    }

    /** Returns how many words that took. */
    private int fillDevice(MigrateVma migrate, int position, Dmirror mirror) {
        long word = migrate.src()[position];
        long[] dst = migrate.dst();
        FolioSize size = sizeOf(word);
        long source = mpfns.pageOf(word);
        long hole = migrate.vma().has(VmFlags.WRITE) ? MigratePfns.WRITE : 0;
        long write = source == StructPage.NO_PAGE ? hole : word & MigratePfns.WRITE;
        long folio = mirror.takeFailAlloc()
                ? StructPage.NO_PAGE : device.allocate(size, mirror);
        if (folio != StructPage.NO_PAGE) {
            fill(size, DmirrorDevice.ramOf(core, folio), source);
            dst[position] = mpfns.fromPage(folio) | write | word & MigratePfns.COMPOUND;
        } else if (size == FolioSize.HUGE) {
            fillDevicePages(dst, position, source, write, mirror);
        }
        return size.nrPages();
    }

    private void fillDevicePages(
            long[] dst, int position, long source, long write, Dmirror mirror) {
        for (int i = 0; i < CompoundPage.HUGE_PAGES; i++) {
            long page = device.allocate(FolioSize.BASE, mirror);
            if (page != StructPage.NO_PAGE) {
                fill(FolioSize.BASE, DmirrorDevice.ramOf(core, page),
                        source == StructPage.NO_PAGE ? source : CompoundPage.pageAt(source, i));
                dst[position + i] = mpfns.fromPage(page) | write;
            }
        }
    }

    private void fill(FolioSize size, long target, long source) {
        if (size == FolioSize.BASE) {
            core.fillPage(target, source);
        } else {
            core.fillHugeFolio(target, source);
        }
    }

    /** Tells whether there was memory for the folio, in one piece or in small ones. */
    private boolean fillRam(
            long word, long source, long[] dst, int position, @Nullable Dmirror mirror) {
        FolioSize size = sizeOf(word);
        boolean mustFail = mirror != null && mirror.takeFailAlloc();
        long folio = mustFail ? StructPage.NO_PAGE : device.allocateRam(size);
        if (folio != StructPage.NO_PAGE) {
            Folio.lock(folio);
            fill(size, folio, source);
            dst[position] = mpfns.fromPage(folio)
                    | word & (MigratePfns.WRITE | MigratePfns.COMPOUND);
            return true;
        }
        return size == FolioSize.HUGE
                && fillRamPages(word & MigratePfns.WRITE, source, dst, position);
    }

    /** Gives the pages back if there is not one for each of the folio's. */
    private boolean fillRamPages(long write, long source, long[] dst, int position) {
        for (int i = 0; i < CompoundPage.HUGE_PAGES; i++) {
            long page = core.allocatePage();
            if (page == StructPage.NO_PAGE) {
                while (i-- > 0) {
                    long unused = mpfns.pageOf(dst[position + i]);
                    dst[position + i] = 0;
                    Folio.unlock(unused);
                    core.putFolio(unused);
                }
                return false;
            }
            Folio.lock(page);
            core.copyPage(CompoundPage.pageAt(source, i), page);
            dst[position + i] = mpfns.fromPage(page) | write;
        }
        return true;
    }
}
