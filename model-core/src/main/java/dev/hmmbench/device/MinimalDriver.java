package dev.hmmbench.device;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Fault;
import dev.hmmbench.mm.FaultResult;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.MigrateDevice;
import dev.hmmbench.mm.MigrateVma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;

/**
 * A driver of one device with one pagemap that does nothing but migrate: no page tables of the
 * device, no commands. Migrations are safe for several threads, each with its own words.
 *
 * <p>Models the migrating half of lib/test_hmm.c, 6.19. Fidelity: simplified (one chunk, which does
 * not grow; without data on request).
 */
public final class MinimalDriver implements PagemapOps, AutoCloseable {

    private static final int CLOSE_BATCH = 512;

    private final CoreMm core;
    private final MigratePfns mpfns;
    private final Content content;
    private final long owner;
    private final FreePages freePages = new FreePages();
    private final Pagemap pagemap;
    private final long nrPages;
    private final long nrUsable;
    private final FolioSize folioSize;

    /**
     * Creates the device and its memory; all of it is free.
     *
     * @param sizeBytes bytes of device memory
     * @param owner identifies the device; not 0
     * @throws ModelException if the pagemap cannot be created
     */
    public MinimalDriver(CoreMm core, long sizeBytes, Content content, long owner) {
        this(core, sizeBytes, content, owner, FolioSize.BASE);
    }

    /**
     * Creates the device with folios of a size; otherwise as the constructor without it.
     *
     * @param folioSize with {@link FolioSize#HUGE} migrations, faults and evictions move 2 MiB at
     *      once where the range, which is mapped with MADV_HUGEPAGE, allows it; such memory cannot
     *      hold single pages, and what lies before the first number that is a multiple of 512 or
     *      behind the last whole folio is wasted
     */
    public MinimalDriver(
            CoreMm core, long sizeBytes, Content content, long owner, FolioSize folioSize) {
        this.folioSize = folioSize;
        this.core = core;
        this.mpfns = core.migratePfns();
        this.content = content;
        this.owner = owner;
        this.pagemap = core.model().lifecycle().create(new PagemapRequest(
                sizeBytes, PagemapType.PRIVATE, this, owner, PagemapRequest.NO_NODE, "minimal"));
        this.nrPages = sizeBytes / Vma.PAGE_BYTES;
        long firstNumber = pagemap.firstNumber();
        int step = folioSize.nrPages();
        long first = -firstNumber & step - 1;
        for (long i = first; i + step <= nrPages; i += step) {
            freePages.push(core.numbers().pageOf(firstNumber + i));
        }
        this.nrUsable = freePages.nrPages() * step;
    }

    /** Whether device pages hold anything. */
    public enum Content {
        /** Device pages hold nothing, and migrating copies nothing: the core's work alone. */
        NONE,
        /** Each device page in use has a page of RAM behind it, and migrating copies. */
        COPIED
    }

    /** Returns what identifies the device. */
    public long owner() {
        return owner;
    }

    /** Returns the pagemap of the device's memory. */
    public Pagemap pagemap() {
        return pagemap;
    }

    /** Returns how many pages of memory the device has. */
    public long nrPages() {
        return nrPages;
    }

    /** Returns how many device pages are free. */
    public long nrFreePages() {
        return freePages.nrPages() * folioSize.nrPages();
    }

    /** Returns how many pages the device can hand out in all; the rest lies in unaligned rims. */
    public long nrUsablePages() {
        return nrUsable;
    }

    /**
     * Migrates a range from RAM to the device, as many pages at once as the words hold. The mmap
     * lock is held for reading.
     *
     * @return how many pages migrated
     */
    public int migrateToDevice(MigrateVma migrate, Vma vma, long start, long end) {
        return migrate(migrate, vma, start, end, MigrateVma.SELECT_SYSTEM);
    }

    /** Migrates a range from the device to RAM, otherwise as {@link #migrateToDevice}. */
    public int migrateToSystem(MigrateVma migrate, Vma vma, long start, long end) {
        return migrate(migrate, vma, start, end, MigrateVma.SELECT_DEVICE_PRIVATE);
    }

    /** The driver's turn on the way to the device: allocates device pages and copies to them. */
    public void fillDevicePages(MigrateVma migrate) {
        long[] src = migrate.src();
        long[] dst = migrate.dst();
        long writableHole = migrate.vma().has(VmFlags.WRITE) ? MigratePfns.WRITE : 0;
        for (int i = 0; i < migrate.nrPages(); i++) {
            if ((src[i] & MigratePfns.MIGRATE) != 0) {
                long source = mpfns.pageOf(src[i]);
                long write = source == StructPage.NO_PAGE
                        ? writableHole : src[i] & MigratePfns.WRITE;
                long compound = src[i] & MigratePfns.COMPOUND;
                boolean isHuge = folioSize == FolioSize.HUGE;
                long devicePage = isHuge == (compound != 0)
                        ? allocate(source) : StructPage.NO_PAGE;
                dst[i] = devicePage == StructPage.NO_PAGE
                        ? 0 : mpfns.fromPage(devicePage) | write | compound;
            }
        }
    }

    /**
     * The driver's turn on the way to RAM: allocates pages of RAM and copies to them.
     *
     * @return whether there was memory for all
     */
    public boolean fillRamPages(long[] src, long[] dst, int nrPages) {
        boolean isComplete = true;
        for (int i = 0; i < nrPages; i++) {
            long source = mpfns.pageOf(src[i]);
            if (source != StructPage.NO_PAGE && (src[i] & MigratePfns.MIGRATE) != 0) {
                dst[i] = fillRamPage(source, src[i]);
                isComplete &= dst[i] != 0;
            }
        }
        return isComplete;
    }

    /** Brings every device page in use back to RAM, whoever maps it. */
    public void evict(MigrateDevice migrate) {
        for (long i = 0; i < nrPages; i += migrate.capacity()) {
            int batch = (int) Math.min(migrate.capacity(), nrPages - i);
            migrate.range(pagemap.firstNumber() + i, batch);
            fillRamPages(migrate.src(), migrate.dst(), migrate.nrPages());
            migrate.pages();
            migrate.finish();
        }
    }

    @Override
    public boolean hasFolioFree() {
        return true;
    }

    @Override
    public boolean hasMigrateToRam() {
        return true;
    }

    @Override
    public void folioFree(long folio) {
        if (content == Content.COPIED) {
            core.putFolio(StructPage.zoneDeviceData(folio));
        }
        if (folioSize == FolioSize.HUGE && !Folio.isLarge(folio)) {
            throw new AssertionError("part of a 2 MiB device folio freed");
        }
        freePages.push(folio);
    }

    @Override
    public int migrateToRam(Object object) {
        Fault fault = (Fault) object;
        boolean isLarge = Folio.isLarge(Folio.headOf(fault.page()));
        MigrateVma migrate = isLarge ? fault.hugeMigration() : fault.migration();
        try {
            if (isLarge) {
                migrate.setup(fault.vma(), fault.hugeStart(), fault.hugeEnd(),
                        MigrateVma.SELECT_DEVICE_PRIVATE | MigrateVma.SELECT_COMPOUND, owner,
                        fault.page());
            } else {
                migrate.setup(fault.vma(), fault.address(), fault.address() + Vma.PAGE_BYTES,
                        MigrateVma.SELECT_DEVICE_PRIVATE, owner, fault.page());
            }
        } catch (ModelException refused) {
            return FaultResult.SIGBUS;
        }
        boolean isComplete = fillRamPages(migrate.src(), migrate.dst(), migrate.nrPages());
        migrate.pages();
        migrate.finish();
        return isComplete ? FaultResult.DONE : FaultResult.OOM;
    }

    /** Checks the free pages. */
    public void validate() {
        freePages.validate();
    }

    /** Evicts what is left and removes the device's memory. */
    @Override
    public void close() {
        evict(new MigrateDevice(core, CLOSE_BATCH));
        core.model().lifecycle().remove(pagemap);
    }

    private int migrate(MigrateVma migrate, Vma vma, long start, long end, int select) {
        int nrMigrated = 0;
        long batchBytes = (long) migrate.capacity() * Vma.PAGE_BYTES;
        for (long from = start; from < end; from += batchBytes) {
            long to = Math.min(end, from + batchBytes);
            migrate.setup(vma, from, to, select | (folioSize == FolioSize.HUGE
                    ? MigrateVma.SELECT_COMPOUND : 0), owner, StructPage.NO_PAGE);
            if (select == MigrateVma.SELECT_SYSTEM) {
                fillDevicePages(migrate);
            } else {
                fillRamPages(migrate.src(), migrate.dst(), migrate.nrPages());
            }
            migrate.pages();
            nrMigrated += migrate.nrMigrating();
            migrate.finish();
        }
        return nrMigrated;
    }

    /** Takes a device page and fills it; NO_PAGE if there is none, or no RAM behind it. */
    private long allocate(long source) {
        long backing = content == Content.COPIED ? backingOf(source) : StructPage.NO_PAGE;
        if (content == Content.COPIED && backing == StructPage.NO_PAGE) {
            return StructPage.NO_PAGE;
        }
        long devicePage = freePages.pop();
        if (devicePage == StructPage.NO_PAGE) {
            if (backing != StructPage.NO_PAGE) {
                core.putFolio(backing);
            }
            return StructPage.NO_PAGE;
        }
        StructPage.setZoneDeviceData(devicePage, backing);
        folioSize.putIntoUse(devicePage);
        return devicePage;
    }

    private long backingOf(long source) {
        boolean isHuge = folioSize == FolioSize.HUGE;
        if (source == StructPage.NO_PAGE) {
            return isHuge ? core.allocateZeroedHugeFolio() : core.allocateZeroedPage();
        }
        if (isHuge) {
            long backing = core.allocateHugeFolio();
            if (backing != StructPage.NO_PAGE) {
                core.copyHugeFolio(source, backing);
            }
            return backing;
        }
        long backing = core.allocatePage();
        if (backing != StructPage.NO_PAGE) {
            core.copyPage(source, backing);
        }
        return backing;
    }

    private long fillRamPage(long source, long mpfn) {
        boolean isHuge = (mpfn & MigratePfns.COMPOUND) != 0;
        long page = isHuge ? core.allocateHugeFolio() : core.allocatePage();
        if (page == StructPage.NO_PAGE) {
            return 0;
        }
        Folio.lock(page);
        if (content == Content.COPIED && isHuge) {
            core.copyHugeFolio(StructPage.zoneDeviceData(source), page);
        } else if (content == Content.COPIED) {
            core.copyPage(StructPage.zoneDeviceData(source), page);
        }
        return mpfns.fromPage(page) | mpfn & (MigratePfns.WRITE | MigratePfns.COMPOUND);
    }
}
