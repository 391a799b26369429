package dev.hmmbench.mm;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.RmapWalks;
import dev.hmmbench.physmem.PageAllocator;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PhysicalMemory;

/**
 * The core mm of one running kernel: a machine's memory, one design of device memory, and what all
 * address spaces share. Safe for several threads.
 *
 * <p>Models mm/, 6.19, the part that both designs have. Fidelity: simplified (as
 * each class says).
 */
public final class CoreMm implements AutoCloseable {

    private final PhysicalMemory memory;
    private final MemoryModel model;
    private final PageAllocator allocator;
    private final Counters counters;
    private final Numbers numbers;
    private final MigratePfns migratePfns;
    private final HmmPfns hmmPfns;
    private final RmapWalks rmapWalks;
    private final LeafEntries leafEntries;
    private final long vmemmap;
    private final long directMap;
    private final long zeroPage;
    private final long zeroPfn;
    private final AnonVmas anonVmas = new AnonVmas();
    private final PageCaches pageCaches = new PageCaches(this);
    private final HugeZero hugeZero = new HugeZero(this);
    private final Hugetlb hugetlb = new Hugetlb(this);
    private final FaultHandler faultHandler;
    private final Zap zap;
    private final ForkCopy forkCopy;
    private final ProtectionChange protectionChange;
    private final MoveTables moveTables;
    private final DeviceExclusive deviceExclusive;
    private final UserPages userPages;

    /**
     * Boots the core mm.
     *
     * @param memory the machine's memory, which outlives this
     * @param model a design opened on {@code memory}, which outlives this
     */
    public CoreMm(PhysicalMemory memory, MemoryModel model) {
        this.memory = memory;
        this.model = model;
        this.allocator = memory.ram();
        this.counters = memory.counters();
        this.numbers = model.numbers();
        this.migratePfns = model.carriers().migratePfns();
        this.hmmPfns = model.carriers().hmmPfns();
        this.rmapWalks = model.carriers().rmapWalks();
        this.leafEntries = model.carriers().leafEntries();
        this.vmemmap = memory.vmemmap().pageOf(0);
        this.directMap = allocator.addressOf(vmemmap);
        this.zeroPage = allocateZeroedPage();
        this.zeroPfn = pfnOf(zeroPage);
        this.faultHandler = new FaultHandler(this);
        this.zap = new Zap(this);
        this.forkCopy = new ForkCopy(this);
        this.protectionChange = new ProtectionChange(this);
        this.moveTables = new MoveTables(this);
        this.deviceExclusive = new DeviceExclusive(this);
        this.userPages = new UserPages(this);
    }

    /** Creates an empty address space. */
    public AddressSpace newAddressSpace() {
        return new AddressSpace(this);
    }

    /** Creates an empty file in memory, open once. */
    public PageCache createFile(long nrPages) {
        return pageCaches.create(nrPages);
    }

    /** Returns the machine's memory. */
    public PhysicalMemory memory() {
        return memory;
    }

    /** Returns the design of device memory. */
    public MemoryModel model() {
        return model;
    }

    /** Returns the event counts of everything here. */
    public Counters counters() {
        return counters;
    }

    /** Returns the design's migrate pfns. */
    public MigratePfns migratePfns() {
        return migratePfns;
    }

    /** Returns the design's HMM pfns. */
    public HmmPfns hmmPfns() {
        return hmmPfns;
    }

    /** Returns the design's numbers. */
    public Numbers numbers() {
        return numbers;
    }

    /**
     * Takes a page of RAM with one reference; its content is whatever it held.
     *
     * @return its struct page, or {@link StructPage#NO_PAGE}
     */
    public long allocatePage() {
        return allocator.allocPage();
    }

    /** Takes a page of RAM that reads as zeroes; {@link StructPage#NO_PAGE} if there is none. */
    public long allocateZeroedPage() {
        long page = allocator.allocPage();
        if (page != StructPage.NO_PAGE) {
            Memory.zero(bytesOf(page), Pte.PAGE_BYTES);
            Folio.set(page, PageFlags.UPTODATE);
        }
        return page;
    }

    /** Copies the content of a page of RAM to another one. */
    public void copyPage(long source, long target) {
        counters.increment(Counter.PAGES_COPIED);
        Memory.copy(bytesOf(source), bytesOf(target), Pte.PAGE_BYTES);
    }

    /**
     * Fills a page of RAM, or of a device if the CPU can access it.
     *
     * @param source what is copied; NO_PAGE for zeroes
     */
    public void fillPage(long target, long source) {
        if (source == StructPage.NO_PAGE) {
            Memory.zero(bytesOf(target), Pte.PAGE_BYTES);
        } else {
            copyPage(source, target);
        }
    }

    /**
     * Takes a 2 MiB folio of RAM with one reference; its content is whatever it held.
     *
     * @return its first struct page, or {@link StructPage#NO_PAGE}
     */
    public long allocateHugeFolio() {
        long folio = allocator.allocHugePage();
        if (folio != StructPage.NO_PAGE) {
            CompoundPage.prepare(folio);
        }
        return folio;
    }

    /** Takes a 2 MiB folio that reads as zeroes; {@link StructPage#NO_PAGE} if there is none. */
    public long allocateZeroedHugeFolio() {
        long folio = allocateHugeFolio();
        if (folio != StructPage.NO_PAGE) {
            Memory.zero(bytesOf(folio), Pte.PMD_BYTES);
            Folio.set(folio, PageFlags.UPTODATE);
        }
        return folio;
    }

    /** Copies the content of a 2 MiB folio of RAM to another one. */
    public void copyHugeFolio(long source, long target) {
        counters.add(Counter.PAGES_COPIED, CompoundPage.HUGE_PAGES);
        Memory.copy(bytesOf(source), bytesOf(target), Pte.PMD_BYTES);
    }

    /**
     * Fills a 2 MiB folio of RAM.
     *
     * @param source what is copied; NO_PAGE for zeroes
     */
    public void fillHugeFolio(long target, long source) {
        if (source == StructPage.NO_PAGE) {
            Memory.zero(bytesOf(target), Pte.PMD_BYTES);
        } else {
            copyHugeFolio(source, target);
        }
    }

    /** Returns the address of the content of a page of RAM. */
    public long bytesOf(long page) {
        return bytesOfPfn(pfnOf(page));
    }

    /** Drops a reference; the last one frees the folio. */
    public void putFolio(long folio) {
        int left = StructPage.addRefcount(folio, -1);
        assert left >= 0 : "reference count of 0x" + Long.toHexString(folio) + " is negative";
        if (left == 0) {
            free(folio);
        }
    }

    /** Takes the folio lock if it is free; tells whether it did. */
    public boolean tryLockFolio(long folio) {
        counters.increment(Counter.FOLIO_LOCKS);
        return Folio.tryLock(folio);
    }

    /** Tells whether a page is device memory that the CPU cannot access. */
    public boolean isDevicePrivate(long page) {
        return ZoneDevice.isZoneDevice(page) && ZoneDevice.isPrivate(page);
    }

    /** Returns what identifies the device that a device page belongs to. */
    public long ownerOf(long page) {
        return ZoneDevice.ownerOf(page);
    }

    /** Tells whether a page is device memory that the CPU can access. */
    public boolean isDeviceCoherent(long page) {
        return ZoneDevice.isZoneDevice(page) && ZoneDevice.isCoherent(page);
    }

    /** Tells whether a page is the one that all untouched memory maps. */
    public boolean isZeroPage(long page) {
        return page == zeroPage;
    }

    /** Returns what makes pages exclusive to a device. */
    public DeviceExclusive deviceExclusive() {
        return deviceExclusive;
    }

    /** Returns what takes references to the pages behind user addresses. */
    public UserPages userPages() {
        return userPages;
    }

    /** Returns the huge pages that are set aside. */
    public Hugetlb hugetlb() {
        return hugetlb;
    }

    /** Gives the zero page and the huge pages back. */
    @Override
    public void close() {
        hugetlb.close();
        putFolio(zeroPage);
    }

    LeafEntries leafEntries() {
        return leafEntries;
    }

    RmapWalks rmapWalks() {
        return rmapWalks;
    }

    HugeZero hugeZero() {
        return hugeZero;
    }

    AnonVmas anonVmas() {
        return anonVmas;
    }

    PageCaches pageCaches() {
        return pageCaches;
    }

    /** Returns the ranges that may map the pages of a mapping word, which is not 0. */
    MappedRanges rangesOf(long mapping) {
        return (mapping & Folio.MAPPING_ANON) != 0
                ? anonVmas.of(mapping) : pageCaches.of(mapping).ranges();
    }

    FaultHandler faultHandler() {
        return faultHandler;
    }

    Zap zap() {
        return zap;
    }

    ForkCopy forkCopy() {
        return forkCopy;
    }

    ProtectionChange protectionChange() {
        return protectionChange;
    }

    MoveTables moveTables() {
        return moveTables;
    }

    long vmemmap() {
        return vmemmap;
    }

    long directMap() {
        return directMap;
    }

    long zeroPfn() {
        return zeroPfn;
    }

    long pfnOf(long page) {
        return page - vmemmap >> StructPage.SIZE_SHIFT;
    }

    long pageOfPfn(long pfn) {
        return vmemmap + (pfn << StructPage.SIZE_SHIFT);
    }

    long bytesOfPfn(long pfn) {
        return directMap + (pfn << Pte.PAGE_SHIFT);
    }

    PagemapOps opsOf(long page) {
        return memory.pagemaps().at(StructPage.pgmap(page)).ops();
    }

    static ModelException outOfMemory(String what) {
        return new ModelException(Errno.ENOMEM, "no memory for " + what);
    }

    void flushTlb() {
        counters.increment(Counter.TLB_FLUSHES);
    }

    /**
     * Makes a page known to reclaim. Simplified: without the per-CPU batch in front of the lists.
     */
    void addToLru(long folio) {
        Folio.set(folio, PageFlags.LRU);
    }

    /** Takes a page from reclaim with a reference; tells whether it was there. */
    boolean isolateFromLru(long folio) {
        if (!Folio.testAndClear(folio, PageFlags.LRU)) {
            return false;
        }
        Folio.get(folio);
        return true;
    }

    /** Models mm/swap.c, __folio_put(), 6.19. Fidelity: modelled. */
    private void free(long folio) {
        if (ZoneDevice.isZoneDevice(folio)) {
            ZoneDevice.free(this, folio);
            return;
        }
        assert !Folio.isLocked(folio) : "locked folio freed";
        assert !Folio.isMapped(folio) : "mapped folio freed";
        Folio.clear(folio, Folio.CLEARED_AT_FREE);
        StructPage.setMapping(folio, 0);
        if (Folio.isLarge(folio)) {
            freeHuge(folio);
        } else {
            allocator.freePage(folio);
        }
    }

    private void freeHuge(long folio) {
        for (int i = 1; i < CompoundPage.HUGE_PAGES; i++) {
            Folio.clear(CompoundPage.pageAt(folio, i), PageFlags.ANON_EXCLUSIVE);
        }
        if (!hugetlb.takeBack(folio)) {
            CompoundPage.dissolve(folio, 0);
            allocator.freeHugePage(folio);
        }
    }
}
