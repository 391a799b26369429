package dev.hmmbench.mm;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one process: struct mm_struct. Its system calls take the mmap lock themselves.
 *
 * <p>Models include/linux/mm_types.h, mm/mmap.c and mm/vma.c, 6.19. Fidelity: simplified
 * (addresses are given out from the bottom).
 */
public final class AddressSpace implements AutoCloseable {

    /** Addresses given out by mmap start here. */
    private static final long MMAP_BASE = 0x1000_0000L;

    private final CoreMm core;
    private final PageTable pageTable;
    private final VmaTree vmas = new VmaTree();
    private final MmuNotifiers notifiers;
    private final StampedLock mmapLock = new StampedLock();
    private final AtomicLong nrAnonPages = new AtomicLong();
    private final AtomicLong nrFilePages = new AtomicLong();
    private boolean usesHugeZero;
    private volatile boolean isOpen = true;

    AddressSpace(CoreMm core) {
        this.core = core;
        this.pageTable = new PageTable(core);
        this.notifiers = new MmuNotifiers(core.counters());
    }

    /**
     * Maps anonymous memory at an address that the kernel chooses, 2 MiB aligned.
     *
     * <p>Shared memory gets a file of its own, which lives as long as a range maps it.
     *
     * @param sizeBytes positive; rounded up to pages
     * @param access {@link VmFlags#READ} and {@link VmFlags#WRITE}, and {@link VmFlags#SHARED}
     * @throws ModelException with ENOMEM if no addresses are left, EINVAL for a size of 0
     */
    public Vma mmap(long sizeBytes, long access) {
        long length = UserRange.roundedLength(sizeBytes);
        if ((access & VmFlags.SHARED) == 0) {
            return mapAnywhere(length, access, null);
        }
        try (PageCache shared = core.createFile(length >>> Pte.PAGE_SHIFT)) {
            return mapAnywhere(length, access, shared);
        }
    }

    /**
     * Maps a file from its start.
     *
     * @param sizeBytes positive; rounded up to pages
     * @param access as for {@link #mmap}; without {@link VmFlags#SHARED} writes make private copies
     * @throws ModelException with ENOMEM if no addresses are left, EINVAL for a size of 0
     */
    public Vma mmapFile(PageCache file, long sizeBytes, long access) {
        return mapAnywhere(UserRange.roundedLength(sizeBytes), access, file);
    }

    /**
     * Maps a range that its driver fills.
     *
     * @param sizeBytes positive; rounded up to pages
     * @param access {@link VmFlags#READ} and {@link VmFlags#WRITE}
     * @param special the {@link VmFlags} of {@link VmFlags#SPECIAL} that it has
     * @throws ModelException with ENOMEM if no addresses are left, EINVAL for a size of 0
     */
    public Vma mmapSpecial(long sizeBytes, long access, long special) {
        Vma vma = mapAnywhere(UserRange.roundedLength(sizeBytes), access, null);
        vma.setFlags(vma.flags() | special & VmFlags.SPECIAL);
        return vma;
    }

    /**
     * Maps a page of a driver in a range of mixed pages; the range takes a reference of its own.
     * Models mm/memory.c, vm_insert_page().
     */
    public void insertPage(Vma vma, long address, long page) {
        assert vma.has(VmFlags.MIXEDMAP) : vma + " has no mixed pages";
        long slot = pageTable.pteSlotAllocated(address);
        assert slot != PageTable.NO_SLOT : vma + " has an entry of 2 MiB";
        long lock = pageTable.lockTableOf(slot);
        Folio.get(page);
        StructPage.addMapcount(page, 1);
        addFileRss(1);
        pageTable.set(slot, Pte.of(core.pfnOf(page), vma.pageProtection()));
        SpinLock.unlock(lock);
    }

    /**
     * Maps private anonymous memory at a given address, replacing what was mapped there.
     *
     * @param start page aligned
     * @throws ModelException with EINVAL for an address that is not aligned or not a user address
     */
    public Vma mmapFixed(long start, long sizeBytes, long access) {
        long length = UserRange.require(start, sizeBytes);
        long stamp = mmapLock.writeLock();
        try {
            unmapRange(start, start + length);
            return map(start, length, access, null);
        } finally {
            mmapLock.unlockWrite(stamp);
        }
    }

    /**
     * Unmaps whatever lies in a range.
     *
     * @throws ModelException with EINVAL for a range that is not page aligned
     */
    public void munmap(long start, long sizeBytes) {
        long end = start + UserRange.require(start, sizeBytes);
        locked(() -> unmapRange(start, end));
    }

    /**
     * Changes what may be done with a range.
     *
     * @param access {@link VmFlags#READ}, {@link VmFlags#WRITE}, both or neither
     * @throws ModelException with EINVAL for a range that is not page aligned, ENOMEM if part of it
     *      is not mapped (the mapped parts before that are changed)
     */
    public void mprotect(long start, long sizeBytes, long access) {
        long end = start + UserRange.require(start, sizeBytes);
        long stamp = mmapLock.writeLock();
        try {
            long reached = start;
            for (Vma vma : vmas.overlapping(start, end)) {
                UserRange.requireNoHole(reached, vma.start());
                reached = Math.min(end, vma.end());
                protect(vma, start, end, access);
            }
            UserRange.requireNoHole(reached, end);
        } finally {
            mmapLock.unlockWrite(stamp);
        }
    }

    /**
     * Drops the content of a range; it reads as zeroes afterwards. Models madvise(MADV_DONTNEED).
     *
     * @throws ModelException with EINVAL for a range that is not page aligned, or that starts
     *      within a huge page of hugetlb; ENOMEM if part of it is not mapped (the rest is dropped)
     */
    public void madviseDontneed(long start, long sizeBytes) {
        MadviseDontneed.range(core, this, start, start + UserRange.require(start, sizeBytes));
    }

    /**
     * Gives advice on a range. Models madvise().
     *
     * @throws ModelException with EINVAL for a range that is not page aligned, that cannot be
     *      collapsed, or that is to be freed and is a file's or hugetlb's; ENOMEM without memory to
     *      collapse to, or if part of the range is not mapped (the rest is advised)
     */
    public void madvise(long start, long sizeBytes, Advice advice) {
        switch (advice) {
            case DONTNEED -> madviseDontneed(start, sizeBytes);
            case FREE -> MadviseFree.range(core, this, start, start
                    + UserRange.require(start, sizeBytes));
            case HUGEPAGE -> changeFlags(start, sizeBytes, VmFlags.HUGEPAGE, VmFlags.NOHUGEPAGE);
            case NOHUGEPAGE -> changeFlags(
                    start, sizeBytes, VmFlags.NOHUGEPAGE, VmFlags.HUGEPAGE);
            case COLLAPSE -> {
                long end = start + UserRange.require(start, sizeBytes);
                locked(() -> Collapse.range(core, this, start, end));
            }
        }
    }

    private void changeFlags(long start, long sizeBytes, long set, long cleared) {
        long end = start + UserRange.require(start, sizeBytes);
        long stamp = mmapLock.writeLock();
        try {
            List<Vma> parts = vmas.overlapping(start, end);
            for (Vma vma : parts) {
                Vma inside = isolate(vma, start, end);
                inside.setFlags(inside.flags() & ~cleared | set);
                pageTable.retireUnused(inside);
            }
            AdvisedRange.requireNoHole(parts, start, end);
        } finally {
            mmapLock.unlockWrite(stamp);
        }
    }

    /** Moves a mapping; nothing stays at its old place. */
    public Vma mremap(long start, long sizeBytes, long target) {
        return mremap(start, sizeBytes, target, RemapSource.UNMAPPED);
    }

    /**
     * Moves a mapping to another address, replacing what is mapped there. Models mremap() with
     * MREMAP_MAYMOVE and MREMAP_FIXED.
     *
     * @param start start of the mapping that is moved; it may be part of a larger one
     * @param target page aligned; the two ranges may not overlap
     * @throws ModelException with EINVAL for ranges that are not page aligned or overlap, huge
     *      pages cut through, or a special mapping that shall stay; EFAULT if the source is not one
     *      mapping
     */
    public Vma mremap(long start, long sizeBytes, long target, RemapSource source) {
        long length = UserRange.require(start, sizeBytes);
        UserRange.require(target, sizeBytes);
        if (target < start + length && start < target + length) {
            throw new ModelException(Errno.EINVAL, "mremap onto itself");
        }
        long stamp = mmapLock.writeLock();
        try {
            Vma whole = requireOneVma(start, length);
            if (source == RemapSource.KEPT
                    && whole.hasAny(VmFlags.DONTEXPAND | VmFlags.PFNMAP)) {
                throw new ModelException(Errno.EINVAL, whole + " is special and cannot stay");
            }
            Hugetlb.requireBorder(whole, start);
            Hugetlb.requireBorder(whole, target);
            unmapRange(target, target + length);
            Vma moved = isolate(requireOneVma(start, length), start, start + length);
            return move(moved, target, source);
        } finally {
            mmapLock.unlockWrite(stamp);
        }
    }

    /**
     * Forks: returns a copy of this address space that shares its pages until one of them writes.
     *
     * @throws ModelException with ENOMEM if the copy's tables cannot be allocated; it is undone
     */
    public AddressSpace fork() {
        AddressSpace child = new AddressSpace(core);
        long stamp = mmapLock.writeLock();
        try {
            for (Vma vma : vmas.all()) {
                Vma copy = new Vma(child, vma.start(), vma.end(), vma.startIndex(), vma.flags());
                core.anonVmas().fork(vma, copy);
                child.vmas.add(copy);
                core.forkCopy().copy(vma, copy);
            }
        } catch (ModelException noMemory) {
            child.close();
            throw noMemory;
        } finally {
            mmapLock.unlockWrite(stamp);
        }
        return child;
    }

    /** Takes the mmap lock for reading; the stamp is for {@link #unlockRead}. Not reentrant. */
    public long lockRead() {
        return mmapLock.readLock();
    }

    /** Gives the mmap lock up. */
    public void unlockRead(long stamp) {
        mmapLock.unlockRead(stamp);
    }

    /** Returns the range that holds an address, or null; under the mmap lock. */
    public @Nullable Vma find(long address) {
        return vmas.lookup(address);
    }

    /** Returns all ranges, ascending; under the mmap lock. */
    public List<Vma> vmas() {
        return vmas.all();
    }

    /** Returns the ranges that overlap {@code [start, end)}, ascending; under the mmap lock. */
    List<Vma> overlapping(long start, long end) {
        return vmas.overlapping(start, end);
    }

    /** Returns who mirrors this address space. */
    public MmuNotifiers notifiers() {
        return notifiers;
    }

    /** Returns how many anonymous pages are mapped, present or not: the anonymous part of RSS. */
    public long nrAnonPages() {
        return nrAnonPages.get();
    }

    /** Returns how many pages of files, shared memory and drivers are mapped: the rest of RSS. */
    public long nrFilePages() {
        return nrFilePages.get();
    }

    /** Returns the raw page-table entry at an address, 0 for none. */
    public long entryAt(long address) {
        return pageTable.leafAt(address);
    }

    /** Returns what the entry at an address is. */
    public EntryKind kindAt(long address) {
        return EntryKind.of(core, entryAt(address));
    }

    /** Returns the page that an entry holds, in RAM or on a device; NO_PAGE if it holds none. */
    public long pageAt(long address) {
        long pte = entryAt(address);
        if (Pte.isNone(pte)) {
            return StructPage.NO_PAGE;
        }
        long page = Pte.isPresent(pte)
                ? core.pageOfPfn(Pte.pfnOf(pte)) : core.leafEntries().pageOf(pte);
        return isHugeAt(address) ? CompoundPage.pageAt(
                page, (address & Pte.PMD_BYTES - 1) >>> Pte.PAGE_SHIFT) : page;
    }

    /** Tells whether one entry of 2 MiB maps an address. */
    public boolean isHugeAt(long address) {
        return HugePmd.leafSlot(pageTable, address) != PageTable.NO_SLOT;
    }

    /**
     * Exits: tells every mirror, unmaps everything and frees the page tables. Models exit_mmap().
     */
    @Override
    public void close() {
        if (!isOpen) {
            return;
        }
        isOpen = false;
        long stamp = mmapLock.writeLock();
        notifiers.start(NotifierEvent.RELEASE, 0, 0, Long.MAX_VALUE);
        notifiers.end();
        if (!vmas.all().isEmpty()) {
            notifiers.start(NotifierEvent.UNMAP, 0,
                    vmas.all().getFirst().start(), vmas.all().getLast().end());
            vmas.all().forEach(vma -> core.zap().range(vma, vma.start(), vma.end()));
            notifiers.end();
        }
        for (Vma vma : vmas.all()) {
            core.anonVmas().unlink(vma);
            vmas.remove(vma);
        }
        pageTable.free();
        if (usesHugeZero) {
            core.hugeZero().put();
        }
        mmapLock.unlockWrite(stamp);
        assert nrAnonPages.get() == 0 : "rss " + nrAnonPages.get() + " at exit";
        assert nrFilePages.get() == 0 : "rss of files " + nrFilePages.get() + " at exit";
    }

    /** Tells whether its process has not exited yet. */
    public boolean isOpen() {
        return isOpen;
    }

    CoreMm core() {
        return core;
    }

    /** Returns the huge zero folio, taken for this address space; NO_PAGE if there is none. */
    synchronized long hugeZeroFolio() {
        if (usesHugeZero) {
            return core.hugeZero().folio();
        }
        long folio = core.hugeZero().take();
        usesHugeZero = folio != StructPage.NO_PAGE;
        return folio;
    }

    PageTable pageTable() {
        return pageTable;
    }

    void addAnonRss(long nrPages) {
        nrAnonPages.addAndGet(nrPages);
    }

    void addFileRss(long nrPages) {
        nrFilePages.addAndGet(nrPages);
    }

    private Vma mapAnywhere(long length, long access, @Nullable PageCache file) {
        long stamp = mmapLock.writeLock();
        try {
            long start = MMAP_BASE;
            Vma next = vmas.findFrom(start);
            while (next != null && next.start() < start + length) {
                start = next.end() + Pte.PMD_BYTES - 1 & -Pte.PMD_BYTES;
                next = vmas.findFrom(start);
            }
            if (start + length > UserRange.TASK_SIZE) {
                throw new ModelException(Errno.ENOMEM, "no addresses for " + length + " bytes");
            }
            return map(start, length, access, file);
        } finally {
            mmapLock.unlockWrite(stamp);
        }
    }

    private Vma map(long start, long length, long access, @Nullable PageCache file) {
        Vma vma = new Vma(this, start, start + length,
                file == null ? start >>> Pte.PAGE_SHIFT : 0,
                access & (VmFlags.ACCESS | VmFlags.SHARED) | VmFlags.MAYWRITE);
        if (file != null) {
            core.anonVmas().mapFile(vma, file);
        }
        vmas.add(vma);
        return vma;
    }

    private void locked(Runnable change) {
        long stamp = mmapLock.writeLock();
        try {
            change.run();
        } finally {
            mmapLock.unlockWrite(stamp);
        }
    }

    private void unmapRange(long start, long end) {
        for (Vma vma : vmas.overlapping(start, end)) {
            Vma inside = isolate(vma, start, end);
            notifiers.start(NotifierEvent.UNMAP, 0, inside.start(), inside.end());
            core.zap().range(inside, inside.start(), inside.end());
            notifiers.end();
            pageTable.retireIn(inside);
            core.anonVmas().unlink(inside);
            vmas.remove(inside);
        }
    }

    /** Models mprotect_fixup(): a range whose flags stay is left alone. */
    private void protect(Vma vma, long start, long end, long access) {
        long flags = vma.flags() & ~VmFlags.ACCESS | access & VmFlags.ACCESS;
        if (flags != vma.flags()) {
            Vma inside = isolate(vma, start, end);
            inside.setFlags(flags);
            core.protectionChange().apply(inside);
        }
    }

    private Vma requireOneVma(long start, long length) {
        Vma vma = vmas.lookup(start);
        if (vma == null || vma.end() < start + length) {
            throw new ModelException(Errno.EFAULT,
                    "no mapping of " + length + " bytes at 0x" + Long.toHexString(start));
        }
        return vma;
    }

    private Vma move(Vma vma, long target, RemapSource source) {
        Vma moved = new Vma(this, target, target + vma.end() - vma.start(), vma.startIndex(),
                vma.flags());
        core.anonVmas().cloneLinks(vma, moved);
        vmas.add(moved);
        try {
            core.anonVmas().runLocked(vma, () -> core.moveTables().move(vma, moved));
        } catch (ModelException noMemory) {
            core.anonVmas().runLocked(vma, () -> core.moveTables().move(moved, vma));
            core.anonVmas().unlink(moved);
            vmas.remove(moved);
            throw noMemory;
        }
        if (source == RemapSource.KEPT) {
            core.anonVmas().unlinkAnon(vma);
        } else {
            core.anonVmas().unlink(vma);
            vmas.remove(vma);
        }
        return moved;
    }

    /** Splits a range at both borders where it crosses them; returns the part inside. */
    private Vma isolate(Vma vma, long start, long end) {
        Vma inside = start > vma.start() ? split(vma, start) : vma;
        if (end < inside.end()) {
            split(inside, end);
        }
        return inside;
    }

    /** Splits a range; returns the part from {@code address} on. Models __split_vma(). */
    private Vma split(Vma vma, long address) {
        assert address > vma.start() && address < vma.end() : "split outside " + vma;
        SplitHugePmd.atBorder(vma, address);
        Vma upper = new Vma(this, address, vma.end(), vma.indexOf(address), vma.flags());
        core.anonVmas().cloneLinks(vma, upper);
        vmas.remove(vma);
        core.anonVmas().changeRange(vma, vma.start(), address, vma.startIndex());
        vmas.add(vma);
        vmas.add(upper);
        return upper;
    }
}
