package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafKind;

/**
 * Makes an address accessible: the common half of every fault, by CPU or device.
 *
 * <p>Models mm/memory.c, handle_mm_fault() and below, 6.19. Fidelity: simplified (folios of
 * 4 KiB and 2 MiB, none between; no NUMA hints, no swap).
 */
final class FaultHandler {

    /** What a write records in its entry. */
    private static final long WRITTEN = Pte.DIRTY | Pte.SOFT_DIRTY;

    private final CoreMm core;
    private final FileFaults fileFaults;
    private final HugeFault hugeFault;

    FaultHandler(CoreMm core) {
        this.core = core;
        this.fileFaults = new FileFaults(core);
        this.hugeFault = new HugeFault(core);
    }

    /**
     * Handles a fault; the address space is locked for reading and the range allows the access.
     *
     * @return {@link FaultResult} bits
     */
    int handle(Fault fault) {
        PageTable table = fault.vma().mm().pageTable();
        int result = hugeFault.handle(fault);
        if (result != HugeFault.FALLBACK) {
            return result;
        }
        fault.slot = table.tryPteSlot(fault.address());
        if (fault.slot == PageTable.NO_MEMORY) {
            return FaultResult.OOM;
        }
        if (fault.slot == PageTable.NO_SLOT) {
            return FaultResult.DONE;
        }
        fault.entry = Memory.getLongAcquire(fault.slot);
        if (Pte.isNone(fault.entry)) {
            PageCache file = fault.vma().file();
            return file == null ? doAnonymousPage(fault) : fileFaults.handle(fault, file);
        }
        if (!Pte.isPresent(fault.entry)) {
            return doSwapPage(fault);
        }
        return handlePresent(fault);
    }

    /** Models handle_pte_fault(), its end. */
    private int handlePresent(Fault fault) {
        PageTable table = fault.vma().mm().pageTable();
        long lock = table.lockTableOf(fault.slot);
        if (Memory.getLong(fault.slot) != fault.entry) {
            SpinLock.unlock(lock);
            return FaultResult.DONE;
        }
        long entry = fault.entry | Pte.ACCESSED;
        if (fault.access() == Access.WRITE) {
            if (!Pte.isWritable(entry)) {
                return doWpPage(fault, lock);
            }
            entry |= Pte.DIRTY;
        }
        if (entry != fault.entry) {
            table.set(fault.slot, entry);
        }
        SpinLock.unlock(lock);
        return FaultResult.DONE;
    }

    private int doAnonymousPage(Fault fault) {
        Vma vma = fault.vma();
        if (vma.hasAny(VmFlags.SPECIAL)) {
            return FaultResult.SIGBUS;
        }
        if (fault.access() == Access.READ) {
            long zeroEntry = Pte.of(core.zeroPfn(), vma.pageProtection()) | Pte.SPECIAL;
            installIfNone(fault, zeroEntry);
            return FaultResult.DONE;
        }
        AnonVma anonVma = core.anonVmas().prepare(vma);
        long page = core.allocateZeroedPage();
        if (page == StructPage.NO_PAGE) {
            return FaultResult.OOM;
        }
        long lock = vma.mm().pageTable().lockTableOf(fault.slot);
        if (!Pte.isNone(Memory.getLong(fault.slot))) {
            SpinLock.unlock(lock);
            core.putFolio(page);
            return FaultResult.DONE;
        }
        vma.mm().addAnonRss(1);
        AnonRmap.addNew(page, anonVma, vma.indexOf(fault.address()));
        core.addToLru(page);
        vma.mm().pageTable().set(fault.slot, writableEntry(vma, page));
        SpinLock.unlock(lock);
        return FaultResult.DONE;
    }

    private static void installIfNone(Fault fault, long entry) {
        PageTable table = fault.vma().mm().pageTable();
        long lock = table.lockTableOf(fault.slot);
        if (Pte.isNone(Memory.getLong(fault.slot))) {
            table.set(fault.slot, entry);
        }
        SpinLock.unlock(lock);
    }

    /** Models do_swap_page(). */
    private int doSwapPage(Fault fault) {
        LeafKind kind = core.leafEntries().kindOf(fault.entry);
        if (kind.isMigration()) {
            migrationEntryWait(fault);
            return FaultResult.DONE;
        }
        if (kind.isDevicePrivate()) {
            return doDevicePrivate(fault);
        }
        if (kind == LeafKind.DEVICE_EXCLUSIVE) {
            return core.deviceExclusive().remove(fault);
        }
        return kind == LeafKind.HWPOISON ? FaultResult.HWPOISON : FaultResult.SIGBUS;
    }

    /**
     * Asks the driver to bring a page back. The entry is read again before its number is turned
     * into a page, which may be gone with its pagemap otherwise.
     */
    private int doDevicePrivate(Fault fault) {
        long lock = fault.vma().mm().pageTable().lockTableOf(fault.slot);
        if (Memory.getLong(fault.slot) != fault.entry) {
            SpinLock.unlock(lock);
            return FaultResult.DONE;
        }
        long page = core.leafEntries().pageOf(fault.entry);
        long folio = Folio.headOf(page);
        if (!core.tryLockFolio(folio)) {
            SpinLock.unlock(lock);
            return FaultResult.DONE;
        }
        Folio.get(folio);
        SpinLock.unlock(lock);
        fault.setPage(page);
        int result = core.opsOf(folio).migrateToRam(fault);
        folio = Folio.headOf(page);
        Folio.unlock(folio);
        core.putFolio(folio);
        return result;
    }

    /**
     * Waits until the folio of a migration entry is unlocked.
     *
     * <p>Models mm/migrate.c, migration_entry_wait(), 6.19. Fidelity: modelled (the entry is read
     * again under its lock; the folio cannot be freed while the entry stands).
     */
    private void migrationEntryWait(Fault fault) {
        long lock = fault.vma().mm().pageTable().lockTableOf(fault.slot);
        long entry = Memory.getLong(fault.slot);
        boolean isMigration = !Pte.isNone(entry) && !Pte.isPresent(entry)
                && core.leafEntries().kindOf(entry).isMigration();
        long folio = isMigration ? core.leafEntries().pageOf(entry) : StructPage.NO_PAGE;
        SpinLock.unlock(lock);
        if (isMigration) {
            Folio.waitLocked(Folio.headOf(folio));
        }
    }

    /** Breaks the write protection of a present entry. Models do_wp_page(). Gives the lock up. */
    private int doWpPage(Fault fault, long lock) {
        long pfn = Pte.pfnOf(fault.entry);
        if (pfn != core.zeroPfn()) {
            long page = core.pageOfPfn(pfn);
            if (mayBeReused(fault.vma(), page)) {
                fault.vma().mm().pageTable().set(
                        fault.slot, fault.entry | Pte.ACCESSED | Pte.WRITE | WRITTEN);
                SpinLock.unlock(lock);
                return FaultResult.DONE;
            }
            long folio = Folio.headOf(page);
            Folio.get(folio);
            SpinLock.unlock(lock);
            int result = copyOnWrite(fault, page);
            core.putFolio(folio);
            return result;
        }
        SpinLock.unlock(lock);
        return copyOnWrite(fault, StructPage.NO_PAGE);
    }

    /** Tells whether a page may become writable where it is; marks it exclusive then. */
    private boolean mayBeReused(Vma vma, long page) {
        if (vma.has(VmFlags.SHARED)) {
            return true;
        }
        boolean isReused = Folio.isAnon(page)
                && (Folio.has(page, PageFlags.ANON_EXCLUSIVE) || canReuse(page));
        if (isReused) {
            Folio.set(page, PageFlags.ANON_EXCLUSIVE);
        }
        return isReused;
    }

    /** Tells whether nobody else holds a page. Models wp_can_reuse_anon_folio(). */
    private boolean canReuse(long page) {
        if (Folio.headOf(page) != page || Folio.isLarge(page)
                || StructPage.refcount(page) != 1 || !core.tryLockFolio(page)) {
            return false;
        }
        boolean isAlone = StructPage.refcount(page) == 1;
        Folio.unlock(page);
        return isAlone;
    }

    /**
     * Replaces a page that may not be written by a private copy. Models wp_page_copy().
     *
     * @param oldPage what is mapped, referenced by the caller; NO_PAGE for the zero page
     */
    private int copyOnWrite(Fault fault, long oldPage) {
        Vma vma = fault.vma();
        AddressSpace mm = vma.mm();
        AnonVma anonVma = core.anonVmas().prepare(vma);
        long newPage = copyOf(oldPage);
        if (newPage == StructPage.NO_PAGE) {
            return FaultResult.OOM;
        }
        long start = fault.address();
        mm.notifiers().start(NotifierEvent.CLEAR, 0, start, start + Pte.PAGE_BYTES);
        long lock = mm.pageTable().lockTableOf(fault.slot);
        boolean isUnchanged = Memory.getLong(fault.slot) == fault.entry;
        if (isUnchanged) {
            core.flushTlb();
            AnonRmap.addNew(newPage, anonVma, vma.indexOf(start));
            core.addToLru(newPage);
            mm.pageTable().set(fault.slot, writableEntry(vma, newPage));
            if (oldPage == StructPage.NO_PAGE) {
                mm.addAnonRss(1);
            } else {
                countReplaced(mm, oldPage);
                AnonRmap.remove(oldPage);
            }
        }
        SpinLock.unlock(lock);
        mm.notifiers().end();
        if (!isUnchanged) {
            core.putFolio(newPage);
        } else if (oldPage != StructPage.NO_PAGE) {
            core.putFolio(Folio.headOf(oldPage));
        }
        return FaultResult.DONE;
    }

    /** A private copy of a file's page counts as anonymous. */
    private static void countReplaced(AddressSpace mm, long oldPage) {
        if (!Folio.isAnon(oldPage)) {
            mm.addFileRss(-1);
            mm.addAnonRss(1);
        }
    }

    private long copyOf(long oldPage) {
        if (oldPage == StructPage.NO_PAGE) {
            return core.allocateZeroedPage();
        }
        long newPage = core.allocatePage();
        if (newPage != StructPage.NO_PAGE) {
            core.copyPage(oldPage, newPage);
            Folio.set(newPage, PageFlags.UPTODATE);
        }
        return newPage;
    }

    private long writableEntry(Vma vma, long page) {
        long entry = Pte.of(core.pfnOf(page), vma.pageProtection()) | Pte.ACCESSED | Pte.SOFT_DIRTY;
        return vma.has(VmFlags.WRITE) ? entry | Pte.WRITE | Pte.DIRTY : entry;
    }
}
