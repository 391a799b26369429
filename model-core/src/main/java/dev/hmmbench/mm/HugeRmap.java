package dev.hmmbench.mm;

import dev.hmmbench.count.Counter;
import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafEntries.AgeFlags;
import dev.hmmbench.model.LeafEntries.MigrationKind;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.RmapWalks;

/**
 * Walks over what maps a 2 MiB folio in one range, by PMDs and by single entries: migration entries
 * take the place of the mappings, and back.
 *
 * <p>Models mm/page_vma_mapped.c, check_pmd(), mm/rmap.c, try_to_migrate_one(), and
 * mm/huge_memory.c, set_pmd_migration_entry() and remove_migration_pmd(), 6.19 and the series.
 * Fidelity: modelled (as the callers in {@link MigrationEntries}).
 */
final class HugeRmap {

    private HugeRmap() {}

    /** Tells whether the walk may go on to the next range. */
    static boolean tryToMigrateOne(CoreMm core, long folio, Vma vma, SplitHugePmd.Freeze split) {
        AddressSpace mm = vma.mm();
        PageTable table = mm.pageTable();
        int flags = core.rmapWalks().flagsFor(folio, 0);
        long number = core.rmapWalks().numberFor(folio);
        long start = firstAddress(vma, folio);
        long end = lastAddress(vma, folio);
        mm.notifiers().start(NotifierEvent.CLEAR, 0, start, end);
        boolean mayGoOn = true;
        for (long address = start; address < end && mayGoOn;) {
            long pmdSlot = lockMatching(core, table, address, number, flags);
            if (pmdSlot != PageTable.NO_SLOT) {
                if (split == SplitHugePmd.Freeze.YES) {
                    SplitHugePmd.splitLocked(core, table, pmdSlot, vma, split);
                } else {
                    mayGoOn = setMigration(core, table, pmdSlot, folio);
                }
                SpinLock.unlock(table.lockOf(pmdSlot));
                address = HugePmd.startOf(address) + Pte.PMD_BYTES;
                continue;
            }
            long slot = PageVmaWalk.lockMapping(
                    core, table, address, number, HugePmd.NR_PAGES, flags);
            if (slot != PageTable.NO_SLOT) {
                mayGoOn = MigrationEntries.replaceLocked(core, folio, table, slot);
                SpinLock.unlock(table.lockOf(slot));
            }
            address += Pte.PAGE_BYTES;
        }
        mm.notifiers().end();
        return mayGoOn;
    }

    /** Puts mappings of a new folio where migration entries of an old one stand in a range. */
    static void removeOne(CoreMm core, long oldFolio, long newFolio, Vma vma) {
        PageTable table = vma.mm().pageTable();
        int flags = core.rmapWalks().flagsFor(oldFolio, RmapWalks.SYNC | RmapWalks.MIGRATION);
        long number = core.rmapWalks().numberFor(oldFolio);
        long end = lastAddress(vma, oldFolio);
        for (long address = firstAddress(vma, oldFolio); address < end;) {
            long pmdSlot = lockMatching(core, table, address, number, flags);
            if (pmdSlot != PageTable.NO_SLOT) {
                removeMigration(core, table, pmdSlot, vma, newFolio);
                SpinLock.unlock(table.lockOf(pmdSlot));
                address = HugePmd.startOf(address) + Pte.PMD_BYTES;
                continue;
            }
            long slot = PageVmaWalk.lockMapping(
                    core, table, address, number, HugePmd.NR_PAGES, flags);
            if (slot != PageTable.NO_SLOT) {
                long offset = vma.indexOf(address) - Folio.indexOf(oldFolio);
                MigrationEntries.removeLocked(
                        core, table, slot, vma, CompoundPage.pageAt(newFolio, offset));
            }
            address += Pte.PAGE_BYTES;
        }
    }

    /**
     * Replaces a mapping of 2 MiB, whose table is locked, by a migration entry; tells whether it
     * did. Models set_pmd_migration_entry().
     */
    static boolean setMigration(CoreMm core, PageTable table, long slot, long folio) {
        long pmd = Memory.getLong(slot);
        LeafEntries entries = core.leafEntries();
        boolean isPresent = Pte.isPresent(pmd);
        boolean isWritable = isPresent ? Pte.isWritable(pmd) : entries.kindOf(pmd).isWritable();
        boolean isExclusive = Folio.has(folio, PageFlags.ANON_EXCLUSIVE);
        if (isPresent) {
            core.flushTlb();
        }
        if (isExclusive && !AnonRmap.tryShare(core, folio)) {
            return false;
        }
        MigrationKind kind = isWritable ? MigrationKind.WRITE
                : isExclusive ? MigrationKind.READ_EXCLUSIVE : MigrationKind.READ;
        table.set(slot, MigrationEntries.replacing(entries, pmd, folio, kind));
        AnonRmap.removeHuge(folio);
        core.putFolio(folio);
        return true;
    }

    /** Models remove_migration_pmd(); the slot's table is locked. */
    private static void removeMigration(
            CoreMm core, PageTable table, long slot, Vma vma, long folio) {
        long entry = Memory.getLong(slot);
        LeafEntries entries = core.leafEntries();
        LeafKind kind = entries.kindOf(entry);
        Folio.get(folio);
        long pmd;
        if (core.isDevicePrivate(folio)) {
            pmd = MigrationEntries.deviceMapping(core, entry, kind, folio);
        } else {
            pmd = HugePmd.of(core, folio, vma);
            int age = entries.ageFlagsOf(entry);
            pmd &= (age & AgeFlags.YOUNG) == 0 ? ~Pte.ACCESSED : -1;
            pmd |= (age & AgeFlags.DIRTY) != 0 && Folio.has(folio, PageFlags.DIRTY)
                    ? Pte.DIRTY : 0;
            pmd |= (entry & Pte.SWP_SOFT_DIRTY) != 0 ? Pte.SOFT_DIRTY : 0;
            pmd |= (entry & Pte.SWP_UFFD_WP) != 0 ? Pte.UFFD_WP : 0;
            pmd |= kind.isWritable() ? Pte.WRITE : 0;
        }
        AnonRmap.addHuge(folio, MigrationEntries.isPlainRead(kind)
                ? AnonRmap.Exclusive.NO : AnonRmap.Exclusive.YES);
        table.set(slot, pmd);
    }

    /** Splits the migration entry of 2 MiB that stands for a folio in a range, if there is one. */
    static void splitMigrating(CoreMm core, long folio, Vma vma) {
        PageTable table = vma.mm().pageTable();
        int flags = core.rmapWalks().flagsFor(folio, RmapWalks.SYNC | RmapWalks.MIGRATION);
        long slot = lockMatching(core, table, firstAddress(vma, folio),
                core.rmapWalks().numberFor(folio), flags);
        if (slot != PageTable.NO_SLOT) {
            SplitHugePmd.splitLocked(core, table, slot, vma, SplitHugePmd.Freeze.NO);
            SpinLock.unlock(table.lockOf(slot));
        }
    }

    /** Locks the table of a leaf that maps the folio; NO_SLOT if there is none at the address. */
    private static long lockMatching(
            CoreMm core, PageTable table, long address, long number, int flags) {
        long slot = HugePmd.leafSlot(table, address);
        if (slot == PageTable.NO_SLOT) {
            return slot;
        }
        long lock = table.lockTableOf(slot);
        core.counters().increment(Counter.RMAP_ENTRIES_VISITED);
        long pmd = Memory.getLong(slot);
        if (HugePmd.isLeaf(pmd)
                && PageVmaWalk.maps(core, pmd, number, HugePmd.NR_PAGES, flags)) {
            return slot;
        }
        SpinLock.unlock(lock);
        return PageTable.NO_SLOT;
    }

    private static long firstAddress(Vma vma, long folio) {
        return Math.max(vma.start(), vma.addressOf(Folio.indexOf(folio)));
    }

    private static long lastAddress(Vma vma, long folio) {
        return Math.min(vma.end(),
                vma.addressOf(Folio.indexOf(folio) + HugePmd.NR_PAGES));
    }
}
