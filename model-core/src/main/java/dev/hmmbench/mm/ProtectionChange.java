package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafEntries.MigrationKind;
import dev.hmmbench.model.LeafKind;

/**
 * Brings page-table entries in line with a changed protection.
 *
 * <p>Models mm/mprotect.c, change_protection(), change_pte_range() and change_softleaf_pte(), 6.19
 * and the series. Fidelity: simplified (no NUMA hints).
 */
final class ProtectionChange {

    private final CoreMm core;
    private final LeafEntries entries;

    ProtectionChange(CoreMm core) {
        this.core = core;
        this.entries = core.leafEntries();
    }

    /**
     * Changes all entries of a range whose flags are new; the mmap lock is held for writing. Opens
     * a bracket at the first table, none where nothing was ever touched.
     */
    void apply(Vma vma) {
        PageTable table = vma.mm().pageTable();
        boolean isNotified = false;
        for (long address = vma.start(); address < vma.end();) {
            long blockEnd = Math.min(vma.end(), (address | Pte.PMD_BYTES - 1) + 1);
            if (!isNotified && table.pmdSlot(address) != PageTable.NO_SLOT) {
                isNotified = true;
                vma.mm().notifiers()
                        .start(NotifierEvent.PROTECTION_VMA, 0, address, vma.end());
            }
            if (HugePmd.leafSlot(table, address) != PageTable.NO_SLOT
                    && changeHuge(vma, address, blockEnd)) {
                address = blockEnd;
                continue;
            }
            long slot = table.pteSlot(address);
            if (slot != PageTable.NO_SLOT) {
                changeTable(vma, slot, blockEnd - address >>> Pte.PAGE_SHIFT);
            }
            address = blockEnd;
        }
        if (isNotified) {
            core.flushTlb();
            vma.mm().notifiers().end();
        }
    }

    /** Tells whether the block is done; if not, its entry of 2 MiB was split. */
    private boolean changeHuge(Vma vma, long start, long end) {
        if (!HugePmd.isWhole(start, end)) {
            SplitHugePmd.split(vma, start, SplitHugePmd.Freeze.NO);
            return false;
        }
        PageTable table = vma.mm().pageTable();
        long slot = table.pmdSlot(start);
        long lock = table.lockTableOf(slot);
        boolean isLeaf = HugePmd.isLeaf(Memory.getLong(slot));
        if (isLeaf) {
            HugePmdChange.protect(core, vma, slot);
        }
        SpinLock.unlock(lock);
        return isLeaf;
    }

    private void changeTable(Vma vma, long firstSlot, long nrEntries) {
        PageTable table = vma.mm().pageTable();
        long lock = table.lockTableOf(firstSlot);
        for (long i = 0; i < nrEntries; i++) {
            long slot = firstSlot + (i << 3);
            long pte = Memory.getLong(slot);
            if (!Pte.isNone(pte)) {
                long changed = Pte.isPresent(pte)
                        ? changePresent(vma, pte) : changeNonpresent(vma, pte);
                if (changed != pte) {
                    table.set(slot, changed);
                }
            }
        }
        SpinLock.unlock(lock);
    }

    private long changePresent(Vma vma, long pte) {
        long changed = Pte.modify(pte, vma.pageProtection());
        boolean mayBeWritable = vma.has(VmFlags.WRITE) && !Pte.isProtnone(changed)
                && Pte.pfnOf(pte) != core.zeroPfn();
        if (mayBeWritable
                && Folio.has(core.pageOfPfn(Pte.pfnOf(pte)), PageFlags.ANON_EXCLUSIVE)) {
            changed |= Pte.WRITE;
        }
        return changed;
    }

    private long changeNonpresent(Vma vma, long entry) {
        LeafKind kind = entries.kindOf(entry);
        if (!kind.isWritable()) {
            return entry;
        }
        if (kind.isMigration()) {
            MigrationKind weaker = Folio.isAnon(Folio.headOf(entries.pageOf(entry)))
                    ? MigrationKind.READ_EXCLUSIVE : MigrationKind.READ;
            return entries.toMigration(entry, weaker) | entry & Pte.SWP_SOFT_DIRTY;
        }
        assert kind.isDevicePrivate() : "writable entry of kind " + kind + " in " + vma;
        return entries.toReadableDevice(entry) | entry & Pte.SWP_UFFD_WP;
    }
}
