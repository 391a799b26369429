package dev.hmmbench.mm;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafEntries.MigrationKind;
import dev.hmmbench.model.LeafKind;

/**
 * Replaces an entry of 2 MiB by a table of 512 entries that map the same.
 *
 * <p>Models mm/huge_memory.c, __split_huge_pmd() and __split_huge_pmd_locked(), 6.19 and the
 * series. Fidelity: modelled (any table that the address space has deposited is taken, not one of
 * the same PMD table).
 */
final class SplitHugePmd {

    /** What becomes of the mappings. */
    enum Freeze {
        /** The new entries map what the old one mapped. */
        NO,
        /** The new entries are migration entries, and the old one's reference is dropped. */
        YES
    }

    private SplitHugePmd() {}

    /**
     * Splits the entries that a border of a range cuts through.
     *
     * @throws dev.hmmbench.model.ModelException with EINVAL for one of hugetlb
     */
    static void atBorder(Vma vma, long address) {
        Hugetlb.requireBorder(vma, address);
        if ((address & Pte.PMD_BYTES - 1) != 0) {
            split(vma, address, Freeze.NO);
        }
    }

    /** Splits the entry of an address, if it is a leaf. */
    static void split(Vma vma, long address, Freeze freeze) {
        AddressSpace mm = vma.mm();
        PageTable table = mm.pageTable();
        long start = HugePmd.startOf(address);
        mm.notifiers().start(NotifierEvent.CLEAR, 0, start, start + Pte.PMD_BYTES);
        long slot = table.pmdSlot(start);
        try {
            if (slot != PageTable.NO_SLOT) {
                splitIfLeaf(vma, slot, freeze);
            }
        } finally {
            mm.notifiers().end();
        }
    }

    private static void splitIfLeaf(Vma vma, long slot, Freeze freeze) {
        PageTable table = vma.mm().pageTable();
        long lock = table.lockTableOf(slot);
        try {
            if (HugePmd.isLeaf(Memory.getLong(slot))) {
                splitLocked(vma.mm().core(), table, slot, vma, freeze);
            }
        } finally {
            SpinLock.unlock(lock);
        }
    }

    /** Splits a leaf whose table is locked. */
    static void splitLocked(
            CoreMm core, PageTable table, long slot, Vma vma, Freeze freeze) {
        long pmd = Memory.getLong(slot);
        long entries = table.withdraw();
        if (HugePmd.isHugeZero(core, pmd)) {
            long zero = Pte.of(core.zeroPfn(), vma.pageProtection()) | Pte.SPECIAL
                    | pmd & Pte.UFFD_WP;
            for (int i = 0; i < HugePmd.NR_PAGES; i++) {
                table.set(entries + (i << 3), zero);
            }
        } else {
            splitMapping(core, table, entries, pmd, freeze);
        }
        core.flushTlb();
        table.publish(slot, entries);
    }

    private static void splitMapping(
            CoreMm core, PageTable table, long entries, long pmd, Freeze wanted) {
        LeafEntries leafEntries = core.leafEntries();
        boolean isPresent = Pte.isPresent(pmd);
        LeafKind kind = isPresent ? LeafKind.SWAP : leafEntries.kindOf(pmd);
        long folio = HugePmd.folioOf(core, pmd);
        if (kind.isMigration()) {
            fillMigration(core, table, entries, folio, MigrationEntries.kindOf(kind), pmd);
            if (wanted == Freeze.YES) {
                core.putFolio(folio);
            }
            return;
        }
        boolean isWritable = isPresent ? Pte.isWritable(pmd) : kind.isWritable();
        boolean isExclusive = Folio.has(folio, PageFlags.ANON_EXCLUSIVE);
        boolean freezes = wanted == Freeze.YES
                && (!isExclusive || AnonRmap.tryShare(core, folio));
        if (isPresent && Pte.isDirty(pmd)) {
            Folio.set(folio, PageFlags.DIRTY);
        }
        if (freezes) {
            MigrationKind migration = isWritable ? MigrationKind.WRITE
                    : isExclusive ? MigrationKind.READ_EXCLUSIVE : MigrationKind.READ;
            fillMigration(core, table, entries, folio, migration, pmd);
        } else {
            Folio.add(folio, HugePmd.NR_PAGES - 1);
            fillMappings(core, table, entries, folio, pmd, isExclusive);
        }
        AnonRmap.removeHuge(folio);
        if (freezes) {
            core.putFolio(folio);
        }
    }

    private static void fillMappings(CoreMm core, PageTable table, long entries, long folio,
            long pmd, boolean isExclusive) {
        AnonRmap.Exclusive exclusive =
                isExclusive ? AnonRmap.Exclusive.YES : AnonRmap.Exclusive.NO;
        boolean isPresent = Pte.isPresent(pmd);
        LeafEntries.Access access = !isPresent && core.leafEntries().kindOf(pmd).isWritable()
                ? LeafEntries.Access.WRITE : LeafEntries.Access.READ;
        for (int i = 0; i < HugePmd.NR_PAGES; i++) {
            long page = CompoundPage.pageAt(folio, i);
            AnonRmap.add(page, exclusive);
            table.set(entries + (i << 3), isPresent
                    ? Pte.of(Pte.pfnOf(pmd) + i, pmd & ~(Pte.FRAME_MASK | Pte.HUGE))
                    : core.leafEntries().deviceEntry(page, access)
                            | pmd & (Pte.SWP_SOFT_DIRTY | Pte.SWP_UFFD_WP));
        }
    }

    private static void fillMigration(CoreMm core, PageTable table, long entries, long folio,
            MigrationKind kind, long pmd) {
        LeafEntries leafEntries = core.leafEntries();
        long marks = MigrationEntries.marksOf(pmd);
        int ageFlags = MigrationEntries.ageFlagsOf(leafEntries, pmd);
        for (int i = 0; i < HugePmd.NR_PAGES; i++) {
            table.set(entries + (i << 3), leafEntries.migrationEntry(
                    CompoundPage.pageAt(folio, i), kind, ageFlags) | marks);
        }
    }
}
