package dev.hmmbench.device;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Cpu;
import dev.hmmbench.mm.Fault;
import dev.hmmbench.mm.FaultResult;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.MigrateDevice;
import dev.hmmbench.mm.MigrateVma;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PercpuRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A test device whose memory grows by chunks: one minor number of dmirror. It hands out pages of
 * 4 KiB and folios of 2 MiB, from chunks divided into the one or, as far as the numbers are
 * aligned, the other. Safe for several threads.
 *
 * <p>Models lib/test_hmm.c, struct dmirror_device, 6.19. Fidelity: simplified (the chunk size is a
 * parameter; giving a chunk back one of whose pages somebody holds is refused after a while, where
 * the kernel waits for ever).
 */
public final class DmirrorDevice implements AutoCloseable {

    private static final int MAX_EVICTIONS = 10_000;
    /** Evictions that leave pages over which nobody works: somebody holds them for long. */
    private static final int MAX_EVICTIONS_OF_HELD = 50;
    private static final int EVICTIONS_BEFORE_REST = 10;
    private static final long REST_NS = 1_000_000;

    private final CoreMm core;
    private final DmirrorCopy copies;
    private final long owner;
    private final int chunkPages;
    private final ChunkMemory chunkMemory;
    private final FreePages freePages = new FreePages();
    private final FreePages freeFolios = new FreePages();
    /** Held while pages go to the lists and come from them. */
    private final Object freeLock = new Object();
    /** No page is given out while the chunks are being removed; under the lock of the lists. */
    private boolean isRemoving;
    private final List<Chunk> chunks = new ArrayList<>();
    /** Open files by their number minus 1; the place of a closed one is taken again. */
    private final List<@Nullable Dmirror> mirrors = new ArrayList<>();
    private long calloc;
    private long cfree;

    /**
     * Creates a device with private memory, one chunk of it.
     *
     * @param owner identifies the device; not 0
     * @param chunkPages pages of a chunk; 65,536 in the kernel
     * @throws ModelException if the chunk cannot be created
     */
    public DmirrorDevice(CoreMm core, long owner, int chunkPages) {
        this(core, owner, chunkPages, new ChunkMemory.Private());
    }

    private DmirrorDevice(CoreMm core, long owner, int chunkPages, ChunkMemory chunkMemory) {
        this.core = core;
        this.copies = new DmirrorCopy(core, this);
        this.owner = owner;
        this.chunkPages = chunkPages;
        this.chunkMemory = chunkMemory;
        allocateChunk(FolioSize.BASE);
    }

    /**
     * Creates a device with one chunk of memory that the CPU can access too, at a physical address
     * as the parameter spm_addr_dev0 of the kernel's module gives it.
     *
     * @param startPfn first page frame, aligned to 2 MiB, in {@link
     *     dev.hmmbench.physmem.PhysicalMemory#deviceMemoryPfn the room for devices}
     * @throws ModelException if the chunk cannot be created
     */
    public static DmirrorDevice coherent(
            CoreMm core, long owner, int chunkPages, long startPfn) {
        return new DmirrorDevice(core, owner, chunkPages, new ChunkMemory.Coherent(startPfn));
    }

    /** Opens the device: attaches to an address space. */
    public Dmirror open(AddressSpace mm, Cpu cpu) {
        synchronized (mirrors) {
            Dmirror mirror = new Dmirror(core, this, mm, cpu, mirrors.size() + 1);
            mirrors.add(mirror);
            return mirror;
        }
    }

    /** Returns what kind of memory the device has. */
    public MemoryKind memoryKind() {
        return chunkMemory.kind();
    }

    /** Returns what identifies the device. */
    public long owner() {
        return owner;
    }

    /** Returns how many chunks there are. */
    public int nrChunks() {
        synchronized (chunks) {
            return chunks.size();
        }
    }

    /** Returns how many device pages are in use. */
    public synchronized long nrUsedPages() {
        return calloc - cfree;
    }

    /** Returns how many device pages are free, those in 2 MiB folios among them. */
    public long nrFreePages() {
        return freePages.nrPages() + nrFreeFolios() * CompoundPage.HUGE_PAGES;
    }

    /** Returns how many 2 MiB folios of device memory are free. */
    public long nrFreeFolios() {
        return freeFolios.nrPages();
    }

    /**
     * Evicts everything and gives all chunks back. Models the RELEASE command,
     * dmirror_device_remove_chunks().
     *
     * @throws ModelException with EBUSY if somebody goes on holding a device page; all chunks stay
     */
    public void removeChunks() {
        synchronized (chunks) {
            setRemoving(true);
            try {
                chunks.forEach(this::evictCompletely);
                chunks.forEach(chunk -> chunkMemory.remove(core, chunk.pagemap()));
                chunks.clear();
                freePages.clear();
                freeFolios.clear();
            } finally {
                setRemoving(false);
            }
        }
    }

    /** Brings every device page in use back to RAM, whoever maps it. */
    public void evictAll() {
        synchronized (chunks) {
            chunks.forEach(this::evict);
        }
    }

    /**
     * Checks that every device page is free or in use and none is both.
     *
     * @throws AssertionError naming the first broken invariant
     */
    public void validate() {
        freePages.validate();
        freeFolios.validate();
        long capacity = (long) nrChunks() * chunkPages;
        if (nrFreePages() + nrUsedPages() != capacity) {
            throw new AssertionError(nrFreePages() + " free and " + nrUsedPages()
                    + " used pages, of " + capacity);
        }
    }

    /** Removes the device. */
    @Override
    public void close() {
        removeChunks();
    }

    /**
     * Returns the page of RAM that holds the content of a page, be it RAM or a device page in use.
     */
    public static long ramOf(CoreMm core, long page) {
        if (!core.isDevicePrivate(page)) {
            return page;
        }
        long folio = Folio.headOf(page);
        return CompoundPage.pageAt(backingOf(folio), page - folio >> StructPage.SIZE_SHIFT);
    }

    /**
     * Tells whether a page that was looked at without a lock is still RAM, or a device page in use
     * whose content lies in RAM. The kernel's module does not ask: a fault of the device itself may
     * free the page between its look and the use of it, and no notifier tells, as the event is the
     * device's own.
     */
    static boolean isStillThere(CoreMm core, long page) {
        if (!core.isDevicePrivate(page)) {
            return true;
        }
        long folio = Folio.headOf(page);
        long backing = StructPage.refcount(folio) > 0 ? backingOf(folio) : StructPage.NO_PAGE;
        return backing != StructPage.NO_PAGE && !core.isDevicePrivate(backing);
    }

    /** Tells whether a device page belongs to this device. */
    boolean owns(long devicePage) {
        return core.ownerOf(devicePage) == owner;
    }

    /**
     * A file was closed, after its pages were evicted. Its number is never given out again: a page
     * that was held meanwhile still bears it.
     */
    void forget(Dmirror mirror) {
        synchronized (mirrors) {
            mirrors.set(mirror.number() - 1, null);
        }
    }

    /** Returns what allocates and copies when pages migrate. */
    DmirrorCopy copies() {
        return copies;
    }

    /**
     * Takes a device folio, locked, with a folio of RAM of its size behind it if its memory is
     * private; makes a chunk if need be. Its content is whatever it held.
     *
     * @return NO_PAGE if there is no memory
     */
    long allocate(FolioSize size, Dmirror mirror) {
        boolean isPrivate = memoryKind() == MemoryKind.PRIVATE;
        long backing = isPrivate ? allocateRam(size) : StructPage.NO_PAGE;
        if (isPrivate && backing == StructPage.NO_PAGE) {
            return StructPage.NO_PAGE;
        }
        long folio = takeFree(size);
        if (folio == StructPage.NO_PAGE) {
            if (isPrivate) {
                core.putFolio(backing);
            }
            return StructPage.NO_PAGE;
        }
        if (isPrivate) {
            StructPage.setZoneDeviceData(folio, backing);
        }
        StructPage.setZoneDeviceData(ramOf(core, folio), mirror.number());
        synchronized (this) {
            calloc += size.nrPages();
        }
        return folio;
    }

    /** Takes a folio of RAM; NO_PAGE if there is none. */
    long allocateRam(FolioSize size) {
        return size == FolioSize.HUGE ? core.allocateHugeFolio() : core.allocatePage();
    }

    /** Returns the folio of RAM that stands behind a device folio in use. */
    private static long backingOf(long deviceFolio) {
        return StructPage.zoneDeviceData(deviceFolio);
    }

    /** The last reference of a device folio was dropped. Models dmirror_devmem_free(). */
    private void freeFolio(long folio) {
        if (memoryKind() == MemoryKind.PRIVATE) {
            core.putFolio(backingOf(folio));
        }
        synchronized (this) {
            cfree += Folio.nrPages(folio);
        }
        synchronized (freeLock) {
            (Folio.isLarge(folio) ? freeFolios : freePages).push(folio);
        }
    }

    private void setRemoving(boolean isBegun) {
        synchronized (freeLock) {
            isRemoving = isBegun;
        }
    }

    /**
     * A device folio was split: what stands behind it is split alike. Models
     * dmirror_devmem_folio_split().
     *
     * @param tail one of the new folios, or NO_PAGE at the end
     */
    private void splitBacking(long folio, long tail) {
        long backing = backingOf(folio);
        if (Folio.isLarge(backing)) {
            CompoundPage.dissolve(backing, 0);
        }
        if (tail != StructPage.NO_PAGE) {
            long index = core.numbers().numberOf(tail) - core.numbers().numberOf(folio);
            long backingTail = CompoundPage.pageAt(backing, index);
            StructPage.setZoneDeviceData(tail, backingTail);
            StructPage.setZoneDeviceData(backingTail, StructPage.zoneDeviceData(backing));
            StructPage.setRefcount(backingTail, 1);
        }
    }

    /**
     * Models dmirror_devmem_fault(): a folio that one entry maps comes back whole, of any other the
     * one page.
     */
    private int bringBack(Fault fault) {
        Dmirror mirror = mirrorOf(backingOf(Folio.headOf(fault.page())));
        boolean isWhole = fault.vma().mm().isHugeAt(fault.address());
        MigrateVma migrate = isWhole ? fault.hugeMigration() : fault.migration();
        long start = isWhole ? fault.hugeStart() : fault.address();
        long end = isWhole ? fault.hugeEnd() : start + Vma.PAGE_BYTES;
        int compound = isWhole ? MigrateVma.SELECT_COMPOUND : 0;
        try {
            migrate.setup(fault.vma(), start, end,
                    MigrateVma.SELECT_DEVICE_PRIVATE | compound, owner, fault.page());
        } catch (ModelException refused) {
            return FaultResult.SIGBUS;
        }
        if (mirror != null) {
            mirror.eraseMigrated(migrate);
        }
        boolean isComplete =
                copies.toRam(migrate.src(), migrate.dst(), migrate.nrPages(), mirror);
        migrate.pages();
        migrate.finish();
        return isComplete ? FaultResult.DONE : FaultResult.OOM;
    }

    /** Returns who put a folio on the device; null if that file was closed meanwhile. */
    private @Nullable Dmirror mirrorOf(long backing) {
        synchronized (mirrors) {
            return mirrors.get((int) StructPage.zoneDeviceData(backing) - 1);
        }
    }

    private long takeFree(FolioSize size) {
        long folio = popFree(size);
        if (folio != StructPage.NO_PAGE) {
            return folio;
        }
        try {
            allocateChunk(size);
        } catch (ModelException noMemory) {
            return StructPage.NO_PAGE;
        }
        return popFree(size);
    }

    /** In one step, so that a removal of the chunk sees a page either as free or as in use. */
    private long popFree(FolioSize size) {
        synchronized (freeLock) {
            if (isRemoving) {
                return StructPage.NO_PAGE;
            }
            long folio = (size == FolioSize.HUGE ? freeFolios : freePages).pop();
            if (folio != StructPage.NO_PAGE) {
                size.putIntoUse(folio);
            }
            return folio;
        }
    }

    /**
     * Models dmirror_allocate_chunk(): one number is turned into a page for each page or folio.
     * Where folios are wanted, what lies in front of the first aligned number and behind the last
     * whole folio becomes single pages.
     */
    private void allocateChunk(FolioSize size) {
        synchronized (chunks) {
            Chunk chunk = new Chunk(this);
            Pagemap pagemap = chunkMemory.create(core, chunkPages, chunk, owner);
            chunk.setPagemap(pagemap);
            chunks.add(chunk);
            for (int i = 0; i < chunkPages;) {
                long number = pagemap.firstNumber() + i;
                boolean isFolio = size == FolioSize.HUGE
                        && (number & CompoundPage.HUGE_PAGES - 1) == 0
                        && i + CompoundPage.HUGE_PAGES <= chunkPages;
                (isFolio ? freeFolios : freePages).push(chunkMemory.pageOf(core, number));
                i += isFolio ? CompoundPage.HUGE_PAGES : 1;
            }
        }
    }

    /**
     * Evicts until no page is in use; pages that somebody has locked take another turn. The kernel
     * evicts once and then waits for the last reference.
     */
    private void evictCompletely(Chunk chunk) {
        int nrOfHeld = 0;
        for (int i = 0; i < MAX_EVICTIONS && nrOfHeld < MAX_EVICTIONS_OF_HELD; i++) {
            evict(chunk);
            if (PercpuRef.count(chunk.pagemap().address()) == 1) {
                return;
            }
            nrOfHeld = hasLockedFolio(chunk) ? 0 : nrOfHeld + 1;
            if (i < EVICTIONS_BEFORE_REST) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(REST_NS);
            }
        }
        throw new ModelException(
                Errno.EBUSY, "device pages cannot be evicted: " + chunk.pagemap());
    }

    private boolean hasLockedFolio(Chunk chunk) {
        for (int i = 0; i < chunkPages; i++) {
            long page = chunkMemory.pageOf(core, chunk.pagemap().firstNumber() + i);
            if (StructPage.refcount(page) > 0 && Folio.isLocked(page)) {
                return true;
            }
        }
        return false;
    }

    private void evict(Chunk chunk) {
        MigrateDevice migrate = new MigrateDevice(core, chunkPages);
        migrate.rangeFrom(
                chunkMemory.mpfnOf(core, chunk.pagemap().firstNumber()), chunkPages);
        copies.toRam(migrate.src(), migrate.dst(), migrate.nrPages(), null);
        migrate.pages();
        migrate.finish();
    }

    /** One pagemap of the device, and its callbacks. */
    private static final class Chunk implements PagemapOps {

        private final DmirrorDevice device;
        private @Nullable Pagemap pagemap;

        Chunk(DmirrorDevice device) {
            this.device = device;
        }

        void setPagemap(Pagemap created) {
            pagemap = created;
        }

        Pagemap pagemap() {
            return Objects.requireNonNull(pagemap);
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
            device.freeFolio(folio);
        }

        @Override
        public void folioSplit(long head, long tail) {
            device.splitBacking(head, tail);
        }

        @Override
        public int migrateToRam(Object fault) {
            return device.bringBack((Fault) fault);
        }
    }
}
