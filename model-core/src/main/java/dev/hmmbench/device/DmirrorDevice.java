package dev.hmmbench.device;

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
import dev.hmmbench.mm.ZoneDevice;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PercpuRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A test device with private memory that grows by chunks: one minor number of dmirror. Safe for
 * several threads.
 *
 * <p>Models lib/test_hmm.c, struct dmirror_device, 6.19. Fidelity: simplified (pages of 4 KiB
 * alone; the chunk size is a parameter).
 */
public final class DmirrorDevice implements AutoCloseable {

    private static final int MAX_EVICTIONS = 10_000;

    private final CoreMm core;
    private final MigratePfns mpfns;
    private final long owner;
    private final int chunkPages;
    private final ChunkMemory chunkMemory;
    private final FreePages freePages = new FreePages();
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
        this.mpfns = core.migratePfns();
        this.owner = owner;
        this.chunkPages = chunkPages;
        this.chunkMemory = chunkMemory;
        allocateChunk();
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
            int place = mirrors.indexOf(null);
            if (place < 0) {
                place = mirrors.size();
                mirrors.add(null);
            }
            Dmirror mirror = new Dmirror(core, this, mm, cpu, place + 1);
            mirrors.set(place, mirror);
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

    /** Returns how many device pages are free. */
    public long nrFreePages() {
        return freePages.nrPages();
    }

    /**
     * Evicts everything and gives all chunks back. Models the RELEASE command,
     * dmirror_device_remove_chunks().
     */
    public void removeChunks() {
        synchronized (chunks) {
            for (Chunk chunk : chunks) {
                chunk.isRemoved = true;
            }
            freePages.clear();
            for (Chunk chunk : chunks) {
                evictCompletely(chunk);
                chunkMemory.remove(core, chunk.pagemap());
            }
            chunks.clear();
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
        return core.isDevicePrivate(page) ? backingOf(page) : page;
    }

    /** Tells whether a device page belongs to this device. */
    boolean owns(long devicePage) {
        return core.ownerOf(devicePage) == owner;
    }

    /** A file was closed, after its pages were evicted. */
    void forget(Dmirror mirror) {
        synchronized (mirrors) {
            mirrors.set(mirror.number() - 1, null);
        }
    }

    /** Returns the page of RAM that stands behind a device page in use. */
    static long backingOf(long devicePage) {
        return StructPage.zoneDeviceData(devicePage);
    }

    /**
     * Takes a device page, locked, with a page of RAM behind it if its memory is private; makes a
     * chunk if need be.
     *
     * @param source what is copied to it; NO_PAGE for zeroes
     * @return NO_PAGE if there is no memory
     */
    long allocatePage(long source, Dmirror mirror) {
        long backing = memoryKind() == MemoryKind.PRIVATE
                ? core.allocatePage() : StructPage.NO_PAGE;
        if (memoryKind() == MemoryKind.PRIVATE && backing == StructPage.NO_PAGE) {
            return StructPage.NO_PAGE;
        }
        long devicePage = takeFreePage();
        if (devicePage == StructPage.NO_PAGE) {
            if (backing != StructPage.NO_PAGE) {
                core.putFolio(backing);
            }
            return StructPage.NO_PAGE;
        }
        if (backing != StructPage.NO_PAGE) {
            StructPage.setZoneDeviceData(devicePage, backing);
        }
        long content = ramOf(core, devicePage);
        core.fillPage(content, source);
        StructPage.setZoneDeviceData(content, mirror.number());
        synchronized (this) {
            calloc++;
        }
        return devicePage;
    }

    /** Fills the destination words of pages that leave the device. */
    void fillRamPages(long[] src, long[] dst, int nrPages) {
        for (int i = 0; i < nrPages; i++) {
            long source = mpfns.pageOf(src[i]);
            if (source == StructPage.NO_PAGE || (src[i] & MigratePfns.MIGRATE) == 0) {
                continue;
            }
            long page = core.allocatePage();
            if (page != StructPage.NO_PAGE) {
                Folio.lock(page);
                core.copyPage(ramOf(core, source), page);
                dst[i] = mpfns.fromPage(page) | src[i] & MigratePfns.WRITE;
            }
        }
    }

    /** The last reference of a device page was dropped. Models dmirror_devmem_free(). */
    private void freePage(Chunk chunk, long devicePage) {
        if (memoryKind() == MemoryKind.PRIVATE) {
            core.putFolio(backingOf(devicePage));
        }
        synchronized (this) {
            cfree++;
        }
        synchronized (freePages) {
            if (!chunk.isRemoved) {
                freePages.push(devicePage);
            }
        }
    }

    /** Models dmirror_devmem_fault(). */
    private int bringBack(Fault fault) {
        MigrateVma migrate = fault.migration();
        Optional<Dmirror> mirror = mirrorOf(backingOf(fault.page()));
        try {
            migrate.setup(fault.vma(), fault.address(), fault.address() + Vma.PAGE_BYTES,
                    MigrateVma.SELECT_DEVICE_PRIVATE, owner, fault.page());
        } catch (ModelException refused) {
            return FaultResult.SIGBUS;
        }
        mirror.ifPresent(opened -> opened.eraseMigrated(migrate));
        fillRamPages(migrate.src(), migrate.dst(), migrate.nrPages());
        migrate.pages();
        migrate.finish();
        return FaultResult.DONE;
    }

    /** Returns who put a page on the device; none if that file was closed meanwhile. */
    private Optional<Dmirror> mirrorOf(long backing) {
        synchronized (mirrors) {
            int place = (int) StructPage.zoneDeviceData(backing) - 1;
            return Optional.ofNullable(mirrors.get(place));
        }
    }

    private long takeFreePage() {
        long page = popFreePage();
        if (page != StructPage.NO_PAGE) {
            return page;
        }
        try {
            allocateChunk();
        } catch (ModelException noMemory) {
            return StructPage.NO_PAGE;
        }
        return popFreePage();
    }

    /** In one step, so that a removal of the chunk sees a page either as free or as in use. */
    private long popFreePage() {
        synchronized (freePages) {
            long page = freePages.pop();
            if (page != StructPage.NO_PAGE) {
                ZoneDevice.initPage(page);
            }
            return page;
        }
    }

    /** Models dmirror_allocate_chunk(): one number is turned into a page for each page. */
    private void allocateChunk() {
        synchronized (chunks) {
            Chunk chunk = new Chunk(this);
            Pagemap pagemap = chunkMemory.create(core, chunkPages, chunk, owner);
            chunk.setPagemap(pagemap);
            chunks.add(chunk);
            for (long i = 0; i < chunkPages; i++) {
                freePages.push(chunkMemory.pageOf(core, pagemap.firstNumber() + i));
            }
        }
    }

    /** Evicts until no page is in use; pages that somebody has locked take another turn. */
    private void evictCompletely(Chunk chunk) {
        for (int i = 0; i < MAX_EVICTIONS; i++) {
            evict(chunk);
            if (PercpuRef.count(chunk.pagemap().address()) == 1) {
                return;
            }
            Thread.yield();
        }
        throw new IllegalStateException("device pages cannot be evicted: " + chunk.pagemap());
    }

    private void evict(Chunk chunk) {
        MigrateDevice migrate = new MigrateDevice(core, chunkPages);
        migrate.rangeFrom(
                chunkMemory.mpfnOf(core, chunk.pagemap().firstNumber()), chunkPages);
        fillRamPages(migrate.src(), migrate.dst(), migrate.nrPages());
        migrate.pages();
        migrate.finish();
    }

    /** One pagemap of the device, and its callbacks. */
    private static final class Chunk implements PagemapOps {

        private final DmirrorDevice device;
        private @Nullable Pagemap pagemap;
        private volatile boolean isRemoved;

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
            device.freePage(this, folio);
        }

        @Override
        public int migrateToRam(Object fault) {
            return device.bringBack((Fault) fault);
        }
    }
}
