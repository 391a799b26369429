package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafEntries.MigrationKind;
import dev.hmmbench.model.LeafKind;

/**
 * Copies the page tables of a parent to its child at fork; private pages are shared until one of
 * them writes.
 *
 * <p>Models mm/memory.c, copy_page_range(), copy_present_ptes() and copy_nonpresent_pte(), 6.19 and
 * the series. Fidelity: simplified (entries of a table one at a time, not in batches).
 */
final class ForkCopy {

    private final CoreMm core;
    private final LeafEntries entries;

    ForkCopy(CoreMm core) {
        this.core = core;
        this.entries = core.leafEntries();
    }

    /** Copies what the parent's range maps; both address spaces are locked for writing. */
    void copy(Vma parent, Vma child) {
        if (parent.anonVmaChain().isEmpty()
                && !parent.hasAny(VmFlags.PFNMAP | VmFlags.MIXEDMAP)) {
            return;
        }
        AddressSpace mm = parent.mm();
        mm.notifiers().start(NotifierEvent.PROTECTION_PAGE, 0, parent.start(), parent.end());
        try {
            for (long address = parent.start(); address < parent.end();) {
                long blockEnd = Math.min(parent.end(), (address | Pte.PMD_BYTES - 1) + 1);
                copyBlock(parent, child, address, blockEnd);
                address = blockEnd;
            }
        } finally {
            core.flushTlb();
            mm.notifiers().end();
        }
    }

    private void copyBlock(Vma parent, Vma child, long start, long end) {
        PageTable table = parent.mm().pageTable();
        long huge = HugePmd.leafSlot(table, start);
        if (huge != PageTable.NO_SLOT && copyHuge(parent, child, huge, start, end)) {
            return;
        }
        long parentSlot = table.pteSlot(start);
        if (parentSlot != PageTable.NO_SLOT) {
            copyTable(parent, child, parentSlot, start, end);
        }
    }

    /** Tells whether the block is copied; if not, its entry of 2 MiB was split. */
    private boolean copyHuge(Vma parent, Vma child, long slot, long start, long end) {
        PageTable table = parent.mm().pageTable();
        PageTable childTable = child.mm().pageTable();
        boolean isCopied = false;
        if (HugePmd.isWhole(start, end)) {
            long childSlot = childTable.pmdSlotAllocated(start);
            long deposit = childTable.newTable();
            long childLock = childTable.lockTableOf(childSlot);
            long lock = table.lockTableOf(slot);
            isCopied = HugePmd.isLeaf(Memory.getLong(slot))
                    && HugePmdChange.copy(core, parent, slot, child, childSlot);
            if (isCopied && !parent.has(VmFlags.HUGETLB)) {
                childTable.deposit(deposit);
            } else {
                childTable.freeTable(deposit);
            }
            SpinLock.unlock(lock);
            SpinLock.unlock(childLock);
        }
        if (!isCopied) {
            SplitHugePmd.split(parent, start, SplitHugePmd.Freeze.NO);
        }
        return isCopied;
    }

    private void copyTable(Vma parent, Vma child, long parentSlot, long start, long end) {
        PageTable table = parent.mm().pageTable();
        PageTable childTable = child.mm().pageTable();
        long childSlot = childTable.pteSlotAllocated(start);
        assert childSlot != PageTable.NO_SLOT : "a new child has an entry of 2 MiB";
        long childLock = childTable.lockTableOf(childSlot);
        long lock = table.lockTableOf(parentSlot);
        try {
            for (long offset = 0; offset < end - start >>> 9; offset += Long.BYTES) {
                long pte = Memory.getLong(parentSlot + offset);
                if (Pte.isNone(pte)) {
                    continue;
                }
                if (isExclusive(pte)) {
                    pte = restored(parent, parentSlot + offset, lock, childLock);
                }
                long copy = Pte.isPresent(pte)
                        ? copyPresent(parent, child, parentSlot + offset, pte)
                        : copyNonpresent(parent, parentSlot + offset, pte);
                child.mm().addAnonRss(countAnon(child, copy));
                childTable.set(childSlot + offset, copy);
            }
        } finally {
            SpinLock.unlock(lock);
            SpinLock.unlock(childLock);
        }
    }

    /** Returns 1 for an entry of an anonymous page; counts that of a file's page itself. */
    private int countAnon(Vma child, long pte) {
        if (isZeroPage(pte)) {
            return 0;
        }
        boolean isAnon = Pte.isPresent(pte)
                ? Folio.isAnon(core.pageOfPfn(Pte.pfnOf(pte)))
                : child.isAnonymous() || Folio.isAnon(entries.pageOf(pte));
        child.mm().addFileRss(isAnon ? 0 : 1);
        return isAnon ? 1 : 0;
    }

    private boolean isExclusive(long pte) {
        return !Pte.isPresent(pte) && entries.kindOf(pte) == LeafKind.DEVICE_EXCLUSIVE;
    }

    /**
     * Makes an exclusive entry of the parent present again, waiting for its page with both tables
     * unlocked; returns what stands there then.
     */
    private long restored(Vma parent, long slot, long lock, long childLock) {
        while (isExclusive(Memory.getLong(slot))) {
            long entry = Memory.getLong(slot);
            if (core.deviceExclusive().tryRestore(parent, slot, entry)) {
                break;
            }
            SpinLock.unlock(lock);
            SpinLock.unlock(childLock);
            Folio.waitLocked(Folio.headOf(entries.pageOf(entry)));
            SpinLock.lock(childLock);
            SpinLock.lock(lock);
        }
        return Memory.getLong(slot);
    }

    private boolean isZeroPage(long pte) {
        return Pte.isPresent(pte) && Pte.pfnOf(pte) == core.zeroPfn();
    }

    /** Returns the child's entry; write-protects the parent's. */
    private long copyPresent(Vma parent, Vma child, long slot, long pte) {
        if (!isZeroPage(pte)) {
            long page = core.pageOfPfn(Pte.pfnOf(pte));
            if (!AnonRmap.tryDuplicate(core, page)) {
                return copyPinned(child, page);
            }
            Folio.get(Folio.headOf(page));
        }
        long copy = pte;
        if (VmFlags.isCowMapping(parent.flags()) && Pte.isWritable(pte)) {
            copy &= ~Pte.WRITE;
            parent.mm().pageTable().set(slot, copy);
        }
        return copy & ~(Pte.ACCESSED | Pte.UFFD_WP);
    }

    /**
     * Gives the child a page of its own where the parent's is pinned. Models copy_present_page().
     */
    private long copyPinned(Vma child, long page) {
        long copy = core.allocatePage();
        if (copy == StructPage.NO_PAGE) {
            throw CoreMm.outOfMemory("a pinned page's copy at fork");
        }
        core.copyPage(page, copy);
        AnonRmap.addNew(copy, core.anonVmas().prepare(child), Folio.indexOf(page));
        core.addToLru(copy);
        return Pte.of(core.pfnOf(copy), child.pageProtection()) | Pte.SOFT_DIRTY;
    }

    /** Returns the child's entry; weakens the parent's where both now share the page. */
    private long copyNonpresent(Vma parent, long slot, long entry) {
        LeafKind kind = entries.kindOf(entry);
        boolean isCow = VmFlags.isCowMapping(parent.flags());
        if (kind.isMigration()) {
            long folio = entries.pageOf(entry);
            assert Folio.isLocked(folio) : "page under migration is not locked";
            if (!MigrationEntries.isPlainRead(kind) && isCow) {
                return weaken(parent, slot, entries.toMigration(entry, MigrationKind.READ)
                        | entry & (Pte.SWP_SOFT_DIRTY | Pte.SWP_UFFD_WP));
            }
            return entry & ~Pte.SWP_UFFD_WP;
        }
        if (!kind.isDevicePrivate()) {
            throw new AssertionError("entry of kind " + kind);
        }
        long page = entries.pageOf(entry);
        Folio.get(Folio.headOf(page));
        boolean isDuplicated = AnonRmap.tryDuplicate(core, page);
        assert isDuplicated : "device page is pinned";
        if (kind.isWritable() && isCow) {
            return weaken(parent, slot,
                    entries.toReadableDevice(entry) | entry & Pte.SWP_UFFD_WP);
        }
        return entry & ~Pte.SWP_UFFD_WP;
    }

    private static long weaken(Vma parent, long slot, long entry) {
        parent.mm().pageTable().set(slot, entry);
        return entry & ~Pte.SWP_UFFD_WP;
    }
}
