package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafKind;

/**
 * Faults on entries of 2 MiB.
 *
 * <p>Models mm/huge_memory.c, do_huge_pmd_anonymous_page(), do_huge_pmd_wp_page() and
 * do_huge_pmd_device_private(), and mm/memory.c, __handle_mm_fault(), 6.19. Fidelity: simplified
 * (a folio that others hold is split and copied page by page, also where the kernel could find out
 * that they are gone).
 */
final class HugeFault {

    /** The fault goes on with entries of 4 KiB. */
    static final int FALLBACK = 0x800;

    private final CoreMm core;
    private final HugetlbFault hugetlbFault;

    HugeFault(CoreMm core) {
        this.core = core;
        this.hugetlbFault = new HugetlbFault(core);
    }

    /** Handles a fault as far as it concerns the PMD level; {@link #FALLBACK} if it does not. */
    int handle(Fault fault) {
        Vma vma = fault.vma();
        PageTable table = vma.mm().pageTable();
        fault.slot = table.tryPmdSlot(fault.address());
        if (fault.slot == PageTable.NO_SLOT) {
            return FaultResult.OOM;
        }
        fault.entry = Memory.getLongAcquire(fault.slot);
        if (vma.has(VmFlags.HUGETLB)) {
            return hugetlbFault.handle(fault);
        }
        if (Pte.isNone(fault.entry)) {
            return HugePmd.isSuitable(vma, fault.address()) ? doAnonymous(fault) : FALLBACK;
        }
        if (PageTable.isTable(fault.entry)) {
            return FALLBACK;
        }
        if (Pte.isPresent(fault.entry)) {
            return handlePresent(fault);
        }
        LeafKind kind = core.leafEntries().kindOf(fault.entry);
        if (kind.isMigration()) {
            migrationEntryWait(fault);
            return FaultResult.DONE;
        }
        return doDevicePrivate(fault);
    }

    private int doAnonymous(Fault fault) {
        Vma vma = fault.vma();
        if (fault.access() == Access.READ) {
            return doZero(fault);
        }
        AnonVma anonVma = core.anonVmas().prepare(vma);
        PageTable table = vma.mm().pageTable();
        long deposit = table.tryNewTable();
        if (deposit == PageTable.NO_SLOT) {
            return FaultResult.OOM;
        }
        long folio = core.allocateZeroedHugeFolio();
        if (folio == StructPage.NO_PAGE) {
            table.freeTable(deposit);
            return FALLBACK;
        }
        long lock = table.lockTableOf(fault.slot);
        boolean isUnchanged = Memory.getLong(fault.slot) == fault.entry;
        if (isUnchanged) {
            table.deposit(deposit);
            map(fault, anonVma, folio);
        }
        SpinLock.unlock(lock);
        if (!isUnchanged) {
            table.freeTable(deposit);
            core.putFolio(folio);
        }
        return FaultResult.DONE;
    }

    private int doZero(Fault fault) {
        Vma vma = fault.vma();
        long zero = vma.mm().hugeZeroFolio();
        if (zero == StructPage.NO_PAGE) {
            return FALLBACK;
        }
        PageTable table = vma.mm().pageTable();
        long deposit = table.tryNewTable();
        if (deposit == PageTable.NO_SLOT) {
            return FaultResult.OOM;
        }
        long lock = table.lockTableOf(fault.slot);
        boolean isUnchanged = Pte.isNone(Memory.getLong(fault.slot));
        if (isUnchanged) {
            table.deposit(deposit);
            table.set(fault.slot, HugePmd.of(core, zero, vma));
        }
        SpinLock.unlock(lock);
        if (!isUnchanged) {
            table.freeTable(deposit);
        }
        return FaultResult.DONE;
    }

    private void map(Fault fault, AnonVma anonVma, long folio) {
        Vma vma = fault.vma();
        AnonRmap.addNewHuge(folio, anonVma, vma.indexOf(HugePmd.startOf(fault.address())));
        core.addToLru(folio);
        vma.mm().pageTable().set(fault.slot, HugePmd.writable(core, folio, vma));
        vma.mm().addAnonRss(HugePmd.NR_PAGES);
    }

    private int handlePresent(Fault fault) {
        if (fault.access() == Access.WRITE && !Pte.isWritable(fault.entry)) {
            return doWp(fault);
        }
        PageTable table = fault.vma().mm().pageTable();
        long lock = table.lockTableOf(fault.slot);
        if (Memory.getLong(fault.slot) == fault.entry) {
            table.set(fault.slot, fault.entry | Pte.ACCESSED
                    | (fault.access() == Access.WRITE ? Pte.DIRTY : 0));
        }
        SpinLock.unlock(lock);
        return FaultResult.DONE;
    }

    private int doWp(Fault fault) {
        if (HugePmd.isHugeZero(core, fault.entry)) {
            return doZeroWp(fault);
        }
        PageTable table = fault.vma().mm().pageTable();
        long lock = table.lockTableOf(fault.slot);
        if (Memory.getLong(fault.slot) != fault.entry) {
            SpinLock.unlock(lock);
            return FaultResult.DONE;
        }
        long folio = HugePmd.folioOf(core, fault.entry);
        boolean isReused = Folio.has(folio, PageFlags.ANON_EXCLUSIVE)
                || StructPage.refcount(folio) == 1;
        if (isReused) {
            HugePmd.reuse(table, fault, folio);
        }
        SpinLock.unlock(lock);
        if (isReused) {
            return FaultResult.DONE;
        }
        SplitHugePmd.split(fault.vma(), fault.address(), SplitHugePmd.Freeze.NO);
        return FALLBACK;
    }

    /** Models do_huge_zero_wp_pmd(). */
    private int doZeroWp(Fault fault) {
        Vma vma = fault.vma();
        AnonVma anonVma = core.anonVmas().prepare(vma);
        long folio = core.allocateZeroedHugeFolio();
        if (folio == StructPage.NO_PAGE) {
            SplitHugePmd.split(vma, fault.address(), SplitHugePmd.Freeze.NO);
            return FALLBACK;
        }
        PageTable table = vma.mm().pageTable();
        long start = HugePmd.startOf(fault.address());
        vma.mm().notifiers().start(NotifierEvent.CLEAR, 0, start, start + Pte.PMD_BYTES);
        long lock = table.lockTableOf(fault.slot);
        boolean isUnchanged = Memory.getLong(fault.slot) == fault.entry;
        if (isUnchanged) {
            core.flushTlb();
            map(fault, anonVma, folio);
        }
        SpinLock.unlock(lock);
        vma.mm().notifiers().end();
        if (!isUnchanged) {
            core.putFolio(folio);
        }
        return FaultResult.DONE;
    }

    private int doDevicePrivate(Fault fault) {
        PageTable table = fault.vma().mm().pageTable();
        long lock = table.lockTableOf(fault.slot);
        if (Memory.getLong(fault.slot) != fault.entry) {
            SpinLock.unlock(lock);
            return FaultResult.DONE;
        }
        long folio = HugePmd.folioOf(core, fault.entry);
        if (!core.tryLockFolio(folio)) {
            SpinLock.unlock(lock);
            return FaultResult.DONE;
        }
        Folio.get(folio);
        SpinLock.unlock(lock);
        fault.setPage(folio);
        int result = core.opsOf(folio).migrateToRam(fault);
        Folio.unlock(folio);
        core.putFolio(folio);
        return result;
    }

    private void migrationEntryWait(Fault fault) {
        long lock = fault.vma().mm().pageTable().lockTableOf(fault.slot);
        boolean isUnchanged = Memory.getLong(fault.slot) == fault.entry;
        long folio = isUnchanged
                ? core.leafEntries().pageOf(fault.entry) : StructPage.NO_PAGE;
        SpinLock.unlock(lock);
        if (isUnchanged) {
            Folio.waitLocked(folio);
        }
    }
}
