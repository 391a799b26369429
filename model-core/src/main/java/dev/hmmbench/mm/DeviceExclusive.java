package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;

/**
 * Takes the CPU's access to a page of RAM away, so that a device can make atomic updates of it, and
 * gives it back. An exclusive entry keeps the page's map count and the reference of its mapping; it
 * holds a page frame number in both designs, because a device page is brought back before.
 *
 * <p>Models mm/rmap.c, make_device_exclusive(), and mm/memory.c, remove_device_exclusive_entry(),
 * restore_exclusive_pte() and try_restore_exclusive_pte(), 6.19. Fidelity: modelled (for pages of
 * 4 KiB).
 */
public final class DeviceExclusive {

    /** Losing a race this often means that nobody can be at work any more. */
    private static final int MAX_RETRIES = 10_000;

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
     * @return the page, locked and with one reference, both for the caller to give up
     * @throws ModelException with EFAULT where the address cannot be written, EOPNOTSUPP for a page
     *     that is not anonymous
     */
    public long make(Cpu cpu, AddressSpace mm, long address, long owner) {
        for (int i = 0; i < MAX_RETRIES; i++) {
            long page = core.userPages().getLocked(cpu, mm, address, Access.WRITE);
            if (!Folio.isAnon(page)) {
                core.putFolio(page);
                throw new ModelException(Errno.EOPNOTSUPP, "the page at 0x"
                        + Long.toHexString(address) + " is not anonymous");
            }
            Folio.lock(page);
            if (replace(mm, address, page, owner)) {
                return page;
            }
            Folio.unlock(page);
            core.putFolio(page);
        }
        throw new AssertionError("endless races for 0x" + Long.toHexString(address));
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
                    Folio.set(page, PageFlags.DIRTY);
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
        if (!Folio.tryGet(page)) {
            return FaultResult.DONE;
        }
        Folio.lock(page);
        AddressSpace mm = fault.vma().mm();
        long start = fault.address();
        mm.notifiers().start(NotifierEvent.EXCLUSIVE, 0, start, start + Pte.PAGE_BYTES);
        long lock = mm.pageTable().lockTableOf(fault.slot);
        if (Memory.getLong(fault.slot) == fault.entry) {
            restore(fault.vma(), fault.slot, fault.entry, page);
        }
        SpinLock.unlock(lock);
        Folio.unlock(page);
        core.putFolio(page);
        mm.notifiers().end();
        return FaultResult.DONE;
    }

    /**
     * Makes an exclusive entry present again if its page is not locked; tells whether it did. The
     * table is locked.
     */
    boolean tryRestore(Vma vma, long slot, long entry) {
        long page = core.leafEntries().pageOf(entry);
        if (!core.tryLockFolio(page)) {
            return false;
        }
        restore(vma, slot, entry, page);
        Folio.unlock(page);
        return true;
    }

    /** The table and the page are locked. */
    private void restore(Vma vma, long slot, long entry, long page) {
        assert Folio.isLocked(page) : "exclusive page is not locked";
        assert StructPage.mapcount(page) > 0 : "exclusive page is not mapped";
        long pte = Pte.of(core.pfnOf(page), vma.pageProtection()) & ~Pte.ACCESSED;
        if ((entry & Pte.SWP_SOFT_DIRTY) != 0) {
            pte |= Pte.SOFT_DIRTY;
        }
        if ((entry & Pte.SWP_UFFD_WP) != 0) {
            pte |= Pte.UFFD_WP;
        } else if (vma.has(VmFlags.WRITE) && Folio.has(page, PageFlags.ANON_EXCLUSIVE)) {
            pte |= Pte.WRITE | (Folio.has(page, PageFlags.DIRTY) ? Pte.DIRTY : 0);
        }
        vma.mm().pageTable().set(slot, pte);
    }
}
