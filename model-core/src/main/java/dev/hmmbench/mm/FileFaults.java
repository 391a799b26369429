package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import org.jspecify.annotations.Nullable;

/**
 * Faults on ranges that map a file: the file's page itself, or a private copy of it.
 *
 * <p>Models mm/memory.c, do_fault(), do_read_fault(), do_cow_fault(), do_shared_fault() and
 * finish_fault(), 6.19. Fidelity: simplified (files on tmpfs: no page_mkwrite, no fault-around).
 */
final class FileFaults {

    private final CoreMm core;

    FileFaults(CoreMm core) {
        this.core = core;
    }

    /** Handles a fault on an empty entry; returns {@link FaultResult} bits. */
    int handle(Fault fault, PageCache file) {
        Vma vma = fault.vma();
        long index = vma.indexOf(fault.address());
        if (!file.holds(index)) {
            return FaultResult.SIGBUS;
        }
        boolean isCopied = fault.access() == Access.WRITE && !vma.has(VmFlags.SHARED);
        AnonVma anonVma = isCopied ? core.anonVmas().prepare(vma) : null;
        long filePage = file.findOrCreate(index);
        if (filePage == StructPage.NO_PAGE) {
            return FaultResult.OOM;
        }
        if (anonVma == null) {
            finish(fault, filePage, null);
            return FaultResult.DONE;
        }
        long copy = core.allocatePage();
        if (copy != StructPage.NO_PAGE) {
            core.copyPage(filePage, copy);
            Folio.set(copy, PageFlags.UPTODATE);
            finish(fault, copy, anonVma);
        }
        core.putFolio(filePage);
        return copy == StructPage.NO_PAGE ? FaultResult.OOM : FaultResult.DONE;
    }

    /**
     * Maps a page if nothing was mapped meanwhile. Takes over one reference of the caller.
     *
     * @param anonVma of a private copy; null for the file's own page
     */
    private void finish(Fault fault, long page, @Nullable AnonVma anonVma) {
        Vma vma = fault.vma();
        PageTable table = vma.mm().pageTable();
        long lock = table.lockTableOf(fault.slot);
        boolean isFree = Pte.isNone(Memory.getLong(fault.slot));
        if (isFree) {
            long entry = Pte.of(core.pfnOf(page), vma.pageProtection()) | Pte.ACCESSED;
            if (fault.access() == Access.WRITE && vma.has(VmFlags.WRITE)) {
                entry |= Pte.WRITE | Pte.DIRTY | Pte.SOFT_DIRTY;
            }
            if (anonVma == null) {
                StructPage.addMapcount(page, 1);
                vma.mm().addFileRss(1);
            } else {
                AnonRmap.addNew(page, anonVma, vma.indexOf(fault.address()));
                core.addToLru(page);
                vma.mm().addAnonRss(1);
            }
            table.set(fault.slot, entry);
        }
        SpinLock.unlock(lock);
        if (!isFree) {
            core.putFolio(page);
        }
    }
}
