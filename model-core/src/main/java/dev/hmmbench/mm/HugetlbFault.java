package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;

/**
 * Faults on memory of huge pages that were set aside.
 *
 * <p>Models mm/hugetlb.c, hugetlb_fault(), hugetlb_no_page() and hugetlb_wp(), 6.19. Fidelity:
 * simplified (private memory; a parent that finds no page to copy to does not take its child's).
 */
final class HugetlbFault {

    private final CoreMm core;

    HugetlbFault(CoreMm core) {
        this.core = core;
    }

    /** Handles a fault whose slot and entry are known; returns {@link FaultResult} bits. */
    int handle(Fault fault) {
        if (Pte.isNone(fault.entry)) {
            return noPage(fault);
        }
        assert HugePmd.isLeaf(fault.entry) && Pte.isPresent(fault.entry) : "hugetlb entry";
        boolean isWrite = fault.access() == Access.WRITE;
        if (isWrite && !Pte.isWritable(fault.entry)) {
            return writeProtected(fault);
        }
        PageTable table = fault.vma().mm().pageTable();
        long lock = table.lockTableOf(fault.slot);
        if (Memory.getLong(fault.slot) == fault.entry) {
            table.set(fault.slot, fault.entry | Pte.ACCESSED | (isWrite ? Pte.DIRTY : 0));
        }
        SpinLock.unlock(lock);
        return FaultResult.DONE;
    }

    private int noPage(Fault fault) {
        Vma vma = fault.vma();
        AnonVma anonVma = core.anonVmas().prepare(vma);
        long folio = core.hugetlb().take();
        if (folio == StructPage.NO_PAGE) {
            return FaultResult.SIGBUS;
        }
        PageTable table = vma.mm().pageTable();
        long lock = table.lockTableOf(fault.slot);
        boolean isUnchanged = Pte.isNone(Memory.getLong(fault.slot));
        if (isUnchanged) {
            AnonRmap.addNewHuge(folio, anonVma, vma.indexOf(HugePmd.startOf(fault.address())));
            vma.mm().addAnonRss(HugePmd.NR_PAGES);
            table.set(fault.slot, fault.access() == Access.WRITE
                    ? HugePmd.writable(core, folio, vma) : HugePmd.of(core, folio, vma));
        }
        SpinLock.unlock(lock);
        if (!isUnchanged) {
            core.putFolio(folio);
        }
        return FaultResult.DONE;
    }

    private int writeProtected(Fault fault) {
        PageTable table = fault.vma().mm().pageTable();
        long lock = table.lockTableOf(fault.slot);
        boolean isUnchanged = Memory.getLong(fault.slot) == fault.entry;
        long folio = HugePmd.folioOf(core, fault.entry);
        boolean isReused = Folio.has(folio, PageFlags.ANON_EXCLUSIVE)
                || Folio.mapcount(folio) == 1;
        if (isUnchanged && isReused) {
            HugePmd.reuse(table, fault, folio);
        } else if (isUnchanged) {
            Folio.get(folio);
        }
        SpinLock.unlock(lock);
        if (!isUnchanged || isReused) {
            return FaultResult.DONE;
        }
        int result = copy(fault, folio);
        core.putFolio(folio);
        return result;
    }

    private int copy(Fault fault, long oldFolio) {
        Vma vma = fault.vma();
        AnonVma anonVma = core.anonVmas().prepare(vma);
        long newFolio = core.hugetlb().take();
        if (newFolio == StructPage.NO_PAGE) {
            return FaultResult.SIGBUS;
        }
        core.copyHugeFolio(oldFolio, newFolio);
        PageTable table = vma.mm().pageTable();
        long start = HugePmd.startOf(fault.address());
        vma.mm().notifiers().start(NotifierEvent.CLEAR, 0, start, start + Pte.PMD_BYTES);
        long lock = table.lockTableOf(fault.slot);
        boolean isUnchanged = Memory.getLong(fault.slot) == fault.entry;
        if (isUnchanged) {
            core.flushTlb();
            AnonRmap.removeHuge(oldFolio);
            AnonRmap.addNewHuge(newFolio, anonVma, vma.indexOf(start));
            table.set(fault.slot, HugePmd.writable(core, newFolio, vma));
        }
        SpinLock.unlock(lock);
        vma.mm().notifiers().end();
        core.putFolio(isUnchanged ? oldFolio : newFolio);
        return FaultResult.DONE;
    }
}
