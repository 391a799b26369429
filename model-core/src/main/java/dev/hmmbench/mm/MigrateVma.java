package dev.hmmbench.mm;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * A migration of a range of one address space, between RAM and device memory: struct migrate_vma
 * with its word arrays. The caller holds the mmap lock for reading from {@link #setup} to {@link
 * #finish}, and may use the object again afterwards. Belongs to one thread.
 *
 * <pre>
 *   setup ──► the driver allocates, copies and fills dst ──► pages ──► finish
 * </pre>
 *
 * <p>Models mm/migrate_device.c, migrate_vma_setup(), migrate_vma_pages() and
 * migrate_vma_finalize(), 6.19. Fidelity: simplified (folios of 4 KiB and
 * 2 MiB, none between).
 */
public final class MigrateVma {

    /** Take pages of RAM. */
    public static final int SELECT_SYSTEM = 1;
    /** Take device-private pages of the owner. */
    public static final int SELECT_DEVICE_PRIVATE = 2;
    /** Take device-coherent pages of the owner. */
    public static final int SELECT_DEVICE_COHERENT = 4;

    /** Take 2 MiB folios as a whole, where the range covers one. */
    public static final int SELECT_COMPOUND = 8;

    private final CoreMm core;
    private final long[] src;
    private final long[] dst;
    private @Nullable Vma vma;
    private long start;
    private long end;
    private int select;
    private long pgmapOwner;
    private long faultPage;
    private int npages;
    private int cpages;

    /**
     * Creates the words of migrations of up to {@code maxPages} pages.
     *
     * @param maxPages pages of 4 KiB
     */
    public MigrateVma(CoreMm core, int maxPages) {
        this.core = core;
        this.src = new long[maxPages];
        this.dst = new long[maxPages];
    }

    /**
     * Takes the pages of a range out of every page table, locked and with one reference each.
     *
     * @param migratedVma what holds the range; its mmap lock is held
     * @param firstAddress start of the range, page aligned
     * @param endAddress end of the range, page aligned
     * @param selected {@code SELECT_} flags, at least one
     * @param owner identifies the device, as in its pagemap
     * @param faultedPage device page that a fault holds locked and referenced, or NO_PAGE
     * @throws ModelException with EINVAL for a range that cannot migrate at all
     */
    public void setup(Vma migratedVma, long firstAddress, long endAddress, int selected,
            long owner, long faultedPage) {
        check(migratedVma, firstAddress, endAddress, faultedPage);
        vma = migratedVma;
        start = firstAddress;
        end = endAddress;
        select = selected;
        pgmapOwner = owner;
        faultPage = faultedPage;
        npages = 0;
        cpages = 0;
        MigrateCollect.collect(core, this);
        if (cpages > 0) {
            cpages = MigrateUnmap.unmap(core, src, npages, faultPage);
        }
    }

    /** Moves what the kernel knows of each page to the page in its destination word. */
    public void pages() {
        MigratePages.migrate(core, src, dst, npages, this);
    }

    /** Maps every page again, the new one where it migrated, and drops what {@link #setup} took. */
    public void finish() {
        MigrateFinalize.finish(core, src, dst, npages, faultPage);
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

    /** Returns how many of them {@link #setup} was able to take. */
    public int nrCollected() {
        return cpages;
    }

    /** Returns how many pages still migrate. */
    public int nrMigrating() {
        int count = 0;
        for (int i = 0; i < npages; i++) {
            if ((src[i] & MigratePfns.MIGRATE) != 0) {
                count += (src[i] & MigratePfns.COMPOUND) != 0 ? HugePmd.NR_PAGES : 1;
            }
        }
        return count;
    }

    /** Returns the range's vma. */
    public Vma vma() {
        if (vma == null) {
            throw new IllegalStateException("no migration was set up");
        }
        return vma;
    }

    /** Returns the first address. */
    public long start() {
        return start;
    }

    /** Returns the address behind the last one. */
    public long end() {
        return end;
    }

    long pgmapOwner() {
        return pgmapOwner;
    }

    long faultPage() {
        return faultPage;
    }

    boolean selects(int kind) {
        return (select & kind) != 0;
    }

    void append(long mpfn) {
        dst[npages] = 0;
        src[npages++] = mpfn;
    }

    void countCollected() {
        cpages++;
    }

    private void check(Vma migrated, long firstAddress, long endAddress, long faultedPage) {
        long nrPages = endAddress - firstAddress >> Pte.PAGE_SHIFT;
        if (migrated.hasAny(VmFlags.SPECIAL | VmFlags.HUGETLB)) {
            throw refused(migrated + " is special memory");
        }
        if (nrPages <= 0 || firstAddress < migrated.start() || firstAddress >= migrated.end()
                || endAddress > migrated.end()) {
            throw refused("range 0x" + Long.toHexString(firstAddress) + " to 0x"
                    + Long.toHexString(endAddress) + " does not lie in " + migrated);
        }
        if (nrPages > src.length) {
            throw refused(nrPages + " pages do not fit " + src.length + " words");
        }
        if (faultedPage != StructPage.NO_PAGE
                && !(core.isDevicePrivate(faultedPage)
                        && Folio.isLocked(Folio.headOf(faultedPage)))) {
            throw refused("the fault page is no locked device-private page");
        }
    }

    private static ModelException refused(String cause) {
        return new ModelException(Errno.EINVAL, cause);
    }
}
