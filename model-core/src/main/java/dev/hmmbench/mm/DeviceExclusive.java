package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the CPU's access to a page of RAM away, so that a device can make atomic updates of it, and
 * gives it back. An exclusive entry keeps the page's map count and the reference of its mapping; it
 * holds a page frame number in both designs, because a device page is brought back before.
 *
 * <p>Models mm/rmap.c, make_device_exclusive(), and mm/memory.c, remove_device_exclusive_entry(),
 * restore_exclusive_pte() and try_restore_exclusive_pte(), 6.19. Fidelity: modelled.
 */
public final class DeviceExclusive {

    private final CoreMm core;

    DeviceExclusive(CoreMm core) {
        this.core = core;
    }

    /**
     * Makes the page at an address exclusive to a device. The mmap lock is held for reading.
     *
     * @param cpu takes the faults that make the page present and writable
     * @param address page aligned
     * @param owner the device, whose own mirror ignores the event
     * @return the page, whose folio is locked and has one reference more, both for the caller to
     *     give up
     * @throws ModelException with EFAULT where the address cannot be written, EOPNOTSUPP for a page
     *     that is not anonymous or of hugetlb
     */
    public long make(Cpu cpu, AddressSpace mm, long address, long owner) {
        Patience patience = new Patience();
        for (;;) {
            splitPresent(mm, address);
            long page = core.userPages().getLocked(cpu, mm, address, Access.WRITE);
            long folio = Folio.headOf(page);
            if (!Folio.isAnon(folio) || isHugetlb(mm.find(address))) {
                core.putFolio(folio);
                throw new ModelException(Errno.EOPNOTSUPP, "the page at 0x"
                        + Long.toHexString(address) + " is not anonymous memory of the usual kind");
            }
            Folio.lock(folio);
            if (replace(mm, address, page, owner)) {
                return page;
            }
            Folio.unlock(folio);
            core.putFolio(folio);
            patience.turn(address);
        }
    }

    /** Splits a present entry of 2 MiB: FOLL_SPLIT_PMD. */
    private static void splitPresent(AddressSpace mm, long address) {
        Vma vma = mm.find(address);
        long huge = HugePmd.leafSlot(mm.pageTable(), address);
        if (vma != null && huge != PageTable.NO_SLOT && !isHugetlb(vma)
                && Pte.isPresent(Memory.getLong(huge))) {
            SplitHugePmd.split(vma, address, SplitHugePmd.Freeze.NO);
        }
    }

    private static boolean isHugetlb(@Nullable Vma vma) {
        return vma != null && vma.has(VmFlags.HUGETLB);
    }

    /** Tells whether the entry was still a writable mapping of the page, and is exclusive now. */
    private boolean replace(AddressSpace mm, long address, long page, long owner) {
        mm.notifiers().start(NotifierEvent.EXCLUSIVE, owner, address, address + Pte.PAGE_BYTES);
        PageTable table = mm.pageTable();
        long slot = table.pteSlot(address);
        boolean isReplaced = false;
        if (slot != PageTable.NO_SLOT) {
            long lock = table.lockTableOf(slot);
            long pte = Memory.getLong(slot);
            isReplaced = Pte.isPresent(pte) && Pte.isWritable(pte)
                    && core.pageOfPfn(Pte.pfnOf(pte)) == page;
            if (isReplaced) {
                core.flushTlb();
                if (Pte.isDirty(pte)) {
                    Folio.set(Folio.headOf(page), PageFlags.DIRTY);
                }
                table.set(slot, core.leafEntries().exclusiveEntry(page) | softwareBits(pte));
            }
            SpinLock.unlock(lock);
        }
        mm.notifiers().end();
        return isReplaced;
    }

    private static long softwareBits(long pte) {
        return ((pte & Pte.SOFT_DIRTY) != 0 ? Pte.SWP_SOFT_DIRTY : 0)
                | ((pte & Pte.UFFD_WP) != 0 ? Pte.SWP_UFFD_WP : 0);
    }

    /** Makes the page of a fault on an exclusive entry present again; the access starts over. */
    int remove(Fault fault) {
        long page = core.leafEntries().pageOf(fault.entry);
        long folio = Folio.headOf(page);
        if (!Folio.tryGet(folio)) {
            return FaultResult.DONE;
        }
        Folio.lock(folio);
        AddressSpace mm = fault.vma().mm();
        long start = fault.address();
        mm.notifiers().start(NotifierEvent.EXCLUSIVE, 0, start, start + Pte.PAGE_BYTES);
        long lock = mm.pageTable().lockTableOf(fault.slot);
        if (Memory.getLong(fault.slot) == fault.entry) {
            restore(fault.vma(), fault.slot, fault.entry, page);
        }
        SpinLock.unlock(lock);
        Folio.unlock(folio);
        core.putFolio(folio);
        mm.notifiers().end();
        return FaultResult.DONE;
    }

    /**
     * Makes an exclusive entry present again if its page is not locked; tells whether it did. The
     * table is locked.
     */
    boolean tryRestore(Vma vma, long slot, long entry) {
        long page = core.leafEntries().pageOf(entry);
        long folio = Folio.headOf(page);
        if (!core.tryLockFolio(folio)) {
            return false;
        }
        restore(vma, slot, entry, page);
        Folio.unlock(folio);
        return true;
    }

    /** The table and the page are locked. */
    private void restore(Vma vma, long slot, long entry, long page) {
        long folio = Folio.headOf(page);
        assert Folio.isLocked(folio) : "exclusive page is not locked";
        assert Folio.pageMapcount(page) > 0 : "exclusive page is not mapped";
        long pte = Pte.of(core.pfnOf(page), vma.pageProtection()) & ~Pte.ACCESSED;
        if ((entry & Pte.SWP_SOFT_DIRTY) != 0) {
            pte |= Pte.SOFT_DIRTY;
        }
        if ((entry & Pte.SWP_UFFD_WP) != 0) {
            pte |= Pte.UFFD_WP;
        } else if (vma.has(VmFlags.WRITE) && Folio.has(page, PageFlags.ANON_EXCLUSIVE)) {
            pte |= Pte.WRITE | (Folio.has(folio, PageFlags.DIRTY) ? Pte.DIRTY : 0);
        }
        vma.mm().pageTable().set(slot, pte);
    }
}
