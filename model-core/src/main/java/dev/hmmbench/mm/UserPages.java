package dev.hmmbench.mm;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;

/**
 * Takes references to the pages behind user addresses for somebody who will access them without the
 * page tables: direct I/O, a debugger, a device without faults.
 *
 * <p>Models mm/gup.c, get_user_pages(), pin_user_pages(), their fast forms and
 * check_and_migrate_movable_folios(), 6.19. Fidelity: simplified (one page at a time; pins always
 * ask for writing, so that no page has to be unshared; every page of RAM may be pinned for long).
 */
public final class UserPages {

    private final CoreMm core;

    UserPages(CoreMm core) {
        this.core = core;
    }

    /** How long a pin will last. */
    public enum Term {
        /** Until an operation in progress ends. */
        SHORT,
        /** As long as a program likes: FOLL_LONGTERM. The page has to be in RAM. */
        LONG
    }

    /**
     * Takes a reference to the page at an address, faulting it in. Takes the mmap lock itself. The
     * caller gives it up with {@link CoreMm#putFolio} of the page's folio.
     *
     * @throws ModelException with EFAULT where the address does not allow the access
     */
    public long get(Cpu cpu, AddressSpace mm, long address, Access access) {
        long stamp = mm.lockRead();
        try {
            return getLocked(cpu, mm, address, access);
        } finally {
            mm.unlockRead(stamp);
        }
    }

    /** Does the same as {@link #get}, without any lock where the page is mapped already. */
    public long getFast(Cpu cpu, AddressSpace mm, long address, Access access) {
        long page = followFast(mm, address, access);
        return page != StructPage.NO_PAGE ? page : get(cpu, mm, address, access);
    }

    /**
     * Pins the page at an address for writing. The caller gives it up with {@link #unpin}.
     *
     * @throws ModelException with EFAULT where the address may not be written, EBUSY where a
     *     device's page cannot be moved to RAM for a long pin, ENOMEM without memory for it
     */
    public long pin(Cpu cpu, AddressSpace mm, long address, Term term) {
        return pinAgain(cpu, mm, address, term, get(cpu, mm, address, Access.WRITE));
    }

    /** Does the same as {@link #pin}, without any lock where the page is mapped already. */
    public long pinFast(Cpu cpu, AddressSpace mm, long address, Term term) {
        return pinAgain(cpu, mm, address, term, getFast(cpu, mm, address, Access.WRITE));
    }

    /** Gives a pin up. */
    public void unpin(long page) {
        long folio = Folio.headOf(page);
        assert Folio.maybePinned(folio) : "page is not pinned";
        addPins(folio, -1);
        core.putFolio(folio);
    }

    /** Takes a reference; the mmap lock is held for reading. Models __get_user_pages(). */
    long getLocked(Cpu cpu, AddressSpace mm, long address, Access access) {
        long at = address & Pte.PAGE_MASK;
        Patience patience = new Patience();
        for (;;) {
            long page = follow(mm, at, access);
            if (page != StructPage.NO_PAGE) {
                return page;
            }
            Vma vma = mm.find(at);
            if (vma == null || vma.hasAny(VmFlags.IO | VmFlags.PFNMAP)
                    || !vma.has(access == Access.WRITE ? VmFlags.WRITE : VmFlags.READ)) {
                throw badAddress(at);
            }
            if ((cpu.handleFault(vma, at, access) & FaultResult.ERROR) != 0) {
                throw badAddress(at);
            }
            patience.turn(at);
        }
    }

    /** Turns references into pins, once more for each page that had to leave its device. */
    private long pinAgain(Cpu cpu, AddressSpace mm, long address, Term term, long referenced) {
        long page = referenced;
        while (term == Term.LONG && core.isDeviceCoherent(page)) {
            // The reference goes to the migration, which gives it up.
            MigrateDevice.coherentFolio(core, page);
            page = get(cpu, mm, address, Access.WRITE);
        }
        addPins(Folio.headOf(page), 1);
        return page;
    }

    /** Marks a folio, to which each pin has a reference already, as pinned so often more. */
    private static void addPins(long folio, int nrPins) {
        if (Folio.isLarge(folio)) {
            CompoundPage.addPincount(folio, nrPins);
        } else {
            StructPage.addRefcount(folio, nrPins * (Folio.PIN_REFERENCES - 1));
        }
    }

    /** Models follow_page_pte() and follow_huge_pmd(). */
    private long follow(AddressSpace mm, long address, Access access) {
        PageTable table = mm.pageTable();
        long huge = HugePmd.leafSlot(table, address);
        long slot = huge == PageTable.NO_SLOT ? table.pteSlot(address) : huge;
        if (slot == PageTable.NO_SLOT) {
            return StructPage.NO_PAGE;
        }
        long lock = table.lockTableOf(slot);
        long entry = Memory.getLong(slot);
        long page = StructPage.NO_PAGE;
        if (allows(entry, access) && isHuge(entry) == (slot == huge)) {
            page = pageIn(entry, address);
            Folio.get(Folio.headOf(page));
        }
        SpinLock.unlock(lock);
        return page;
    }

    /**
     * Models gup_fast_pte_range() and gup_fast_pmd_leaf(): the entry is read again once the
     * reference is taken.
     */
    private long followFast(AddressSpace mm, long address, Access access) {
        long huge = HugePmd.leafSlot(mm.pageTable(), address);
        long slot = huge == PageTable.NO_SLOT ? mm.pageTable().pteSlot(address) : huge;
        if (slot == PageTable.NO_SLOT) {
            return StructPage.NO_PAGE;
        }
        long entry = Memory.getLongAcquire(slot);
        if (!allows(entry, access) || isHuge(entry) != (slot == huge)
                || (entry & Pte.SPECIAL) != 0 || HugePmd.isHugeZero(core, entry)) {
            return StructPage.NO_PAGE;
        }
        long page = pageIn(entry, address);
        long folio = Folio.headOf(page);
        if (!Folio.tryGet(folio)) {
            return StructPage.NO_PAGE;
        }
        if (Memory.getLongAcquire(slot) != entry) {
            core.putFolio(folio);
            return StructPage.NO_PAGE;
        }
        return page;
    }

    /** Tells an entry of 2 MiB from one of 4 KiB and from a pointer to a table. */
    private static boolean isHuge(long entry) {
        return (entry & Pte.HUGE) != 0;
    }

    private long pageIn(long entry, long address) {
        long first = core.pageOfPfn(Pte.pfnOf(entry));
        return !isHuge(entry) ? first : CompoundPage.pageAt(
                first, (address & Pte.PMD_BYTES - 1) >>> Pte.PAGE_SHIFT);
    }

    private static boolean allows(long pte, Access access) {
        return (pte & Pte.PRESENT) != 0 && (access == Access.READ || Pte.isWritable(pte));
    }

    private static ModelException badAddress(long address) {
        return new ModelException(
                Errno.EFAULT, "no such access to 0x" + Long.toHexString(address));
    }
}
