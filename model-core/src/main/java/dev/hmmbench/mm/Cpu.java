package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AccessViolationException.Signal;

/**
 * A CPU that loads and stores by virtual address. Belongs to one thread.
 *
 * <p>Models arch/x86/mm/fault.c, do_user_addr_fault(), 6.19. Fidelity: simplified (an access holds
 * the page-table lock instead of relying on a TLB and its shootdown).
 */
public final class Cpu {

    private final CoreMm core;
    private final Fault fault;
    private final Patience patience = new Patience();
    private long lock;

    /** Creates a CPU of a kernel. */
    public Cpu(CoreMm core) {
        this.core = core;
        this.fault = new Fault(core);
    }

    /**
     * Loads 8 bytes.
     *
     * @param address a multiple of 8
     * @throws AccessViolationException if the access ends in a signal
     */
    public long loadLong(AddressSpace mm, long address) {
        long value = Memory.getLong(begin(mm, address, Access.READ));
        SpinLock.unlock(lock);
        return value;
    }

    /**
     * Stores 8 bytes.
     *
     * @param address a multiple of 8
     * @throws AccessViolationException if the access ends in a signal
     */
    public void storeLong(AddressSpace mm, long address, long value) {
        Memory.putLong(begin(mm, address, Access.WRITE), value);
        SpinLock.unlock(lock);
    }

    /**
     * Loads 4-byte words, one translation for each page.
     *
     * @param address a multiple of 4
     * @param target filled completely
     * @throws AccessViolationException if an access ends in a signal; the words before it are there
     */
    public void loadInts(AddressSpace mm, long address, int[] target) {
        for (int i = 0; i < target.length;) {
            long at = address + (long) i * Integer.BYTES;
            long bytes = begin(mm, at, Access.READ);
            int end = endOnPage(at, i, target.length);
            Memory.getInts(bytes, target, i, end - i);
            i = end;
            SpinLock.unlock(lock);
        }
    }

    /**
     * Stores 4-byte words, one translation for each page.
     *
     * @param address a multiple of 4
     * @throws AccessViolationException if an access ends in a signal; the words before it are
     *      stored
     */
    public void storeInts(AddressSpace mm, long address, int[] source) {
        for (int i = 0; i < source.length;) {
            long at = address + (long) i * Integer.BYTES;
            long bytes = begin(mm, at, Access.WRITE);
            int end = endOnPage(at, i, source.length);
            Memory.putInts(bytes, source, i, end - i);
            i = end;
            SpinLock.unlock(lock);
        }
    }

    /** Takes one fault at an address, whatever its entry is; returns {@link FaultResult} bits. */
    int fault(AddressSpace mm, long address, Access access) {
        long stamp = mm.lockRead();
        try {
            Vma vma = mm.find(address);
            if (vma == null || !vma.has(access == Access.WRITE ? VmFlags.WRITE : VmFlags.READ)) {
                return FaultResult.SIGSEGV;
            }
            return handleFault(vma, address, access);
        } finally {
            mm.unlockRead(stamp);
        }
    }

    /** Handles a fault in a range that allows it, on behalf of a device; the mmap lock is held. */
    int handleFault(Vma vma, long address, Access access) {
        fault.begin(vma, address, access);
        return core.faultHandler().handle(fault);
    }

    /** Translates an address, faulting as often as needed; the table stays locked. */
    private long begin(AddressSpace mm, long address, Access access) {
        PageTable table = mm.pageTable();
        long needed = Pte.PRESENT | (access == Access.WRITE ? Pte.WRITE : 0);
        long recorded = Pte.ACCESSED | (access == Access.WRITE ? Pte.DIRTY : 0);
        patience.renew();
        for (;;) {
            long slot = table.pteSlot(address);
            if (slot != PageTable.NO_SLOT) {
                lock = table.lockTableOf(slot);
                long pte = Memory.getLong(slot);
                if ((pte & needed) == needed) {
                    if ((pte & recorded) != recorded) {
                        Memory.putLong(slot, pte | recorded);
                    }
                    return core.bytesOfPfn(Pte.pfnOf(pte)) + (address & ~Pte.PAGE_MASK);
                }
                SpinLock.unlock(lock);
            } else {
                long bytes = beginHuge(table, address, needed, recorded);
                if (bytes != 0) {
                    return bytes;
                }
            }
            int result = fault(mm, address, access);
            if (!isWithoutMemoryAtDriver(result)) {
                raise(result, access, address);
            }
            patience.turn(address);
        }
    }

    /** Translates an address by an entry of 2 MiB; 0 if there is none that allows the access. */
    private long beginHuge(PageTable table, long address, long needed, long recorded) {
        long slot = HugePmd.leafSlot(table, address);
        if (slot == PageTable.NO_SLOT) {
            return 0;
        }
        lock = table.lockTableOf(slot);
        long pmd = Memory.getLong(slot);
        if (HugePmd.isLeaf(pmd) && (pmd & needed) == needed) {
            if ((pmd & recorded) != recorded) {
                Memory.putLong(slot, pmd | recorded);
            }
            return core.bytesOfPfn(Pte.pfnOf(pmd)) + (address & Pte.PMD_BYTES - 1);
        }
        SpinLock.unlock(lock);
        return 0;
    }

    /**
     * Tells whether a driver found no memory to bring a page back to. Nobody is killed for that:
     * the access starts over, as pagefault_out_of_memory() lets it.
     */
    private boolean isWithoutMemoryAtDriver(int result) {
        return (result & FaultResult.OOM) != 0 && fault.page() != StructPage.NO_PAGE;
    }

    private static void raise(int result, Access access, long address) {
        if ((result & FaultResult.SIGSEGV) != 0) {
            throw new AccessViolationException(Signal.SIGSEGV, access, address);
        }
        if ((result & FaultResult.OOM) != 0) {
            throw CoreMm.outOfMemory("a fault at 0x" + Long.toHexString(address));
        }
        if ((result & FaultResult.ERROR) != 0) {
            throw new AccessViolationException(Signal.SIGBUS, access, address);
        }
    }

    private static int endOnPage(long address, int position, int length) {
        long leftOnPage = Pte.PAGE_BYTES - (address & ~Pte.PAGE_MASK);
        return (int) Math.min(length, position + leftOnPage / Integer.BYTES);
    }
}
