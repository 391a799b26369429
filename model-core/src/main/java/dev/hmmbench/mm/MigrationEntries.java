package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafEntries.AgeFlags;
import dev.hmmbench.model.LeafEntries.MigrationKind;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.RmapWalks;

/**
 * Migration entries: how they stand in for a mapping, and how mappings come back.
 *
 * <p>Models mm/migrate.c, remove_migration_pte() and remove_migration_ptes(), mm/rmap.c,
 * try_to_migrate() and try_to_migrate_one(), 6.19 and the series. Fidelity: simplified (folios of
 * 4 KiB and 2 MiB, none between).
 */
final class MigrationEntries {

    private MigrationEntries() {}

    /**
     * Builds the entry that stands for a mapping while its page migrates, and notes on the folio
     * that it was dirty.
     *
     * @param pte the mapping: present, or a device-private entry
     */
    static long replacing(LeafEntries entries, long pte, long page, MigrationKind kind) {
        if (Pte.isPresent(pte) && Pte.isDirty(pte)) {
            Folio.set(Folio.headOf(page), PageFlags.DIRTY);
        }
        return entries.migrationEntry(page, kind, ageFlagsOf(entries, pte)) | marksOf(pte);
    }

    /**
     * Tells whether a migration entry stands for a mapping that was neither writable nor exclusive.
     */
    static boolean isPlainRead(LeafKind kind) {
        return kind == LeafKind.MIGRATION_READ || kind == LeafKind.MIGRATION_DEVICE_READ;
    }

    /** Replaces every mapping of a locked folio by a migration entry, as far as that is allowed. */
    static void tryToMigrate(CoreMm core, long folio) {
        tryToMigrate(core, folio, SplitHugePmd.Freeze.NO);
    }

    /**
     * Replaces every mapping of a locked folio by a migration entry.
     *
     * @param split whether entries of 2 MiB become 512 migration entries
     */
    static void tryToMigrate(CoreMm core, long folio, SplitHugePmd.Freeze split) {
        int nrPages = Folio.nrPages(folio);
        MappedRanges ranges = core.rangesOf(StructPage.mapping(folio));
        long index = StructPage.index(folio);
        long stamp = ranges.lockRead();
        boolean mayGoOn = true;
        for (int i = ranges.next(0, index, nrPages);
                i >= 0 && mayGoOn && Folio.isMapped(folio);) {
            Vma vma = ranges.vma(i);
            mayGoOn = nrPages > 1
                    ? HugeRmap.tryToMigrateOne(core, folio, vma, split)
                    : tryToMigrateOne(core, folio, vma, vma.addressOf(index));
            i = ranges.next(i + 1, index, nrPages);
        }
        ranges.unlockRead(stamp);
    }

    /** Puts mappings of {@code newFolio} where migration entries of {@code oldFolio} stand. */
    static void remove(CoreMm core, long oldFolio, long newFolio) {
        MappedRanges ranges = core.rangesOf(StructPage.mapping(newFolio));
        long index = StructPage.index(newFolio);
        long stamp = ranges.lockRead();
        int nrPages = Folio.nrPages(oldFolio);
        for (int i = ranges.next(0, index, nrPages); i >= 0;
                i = ranges.next(i + 1, index, nrPages)) {
            Vma vma = ranges.vma(i);
            if (nrPages > 1) {
                HugeRmap.removeOne(core, oldFolio, newFolio, vma);
            } else {
                removeOne(core, oldFolio, newFolio, vma, vma.addressOf(index));
            }
        }
        ranges.unlockRead(stamp);
    }

    /** Splits every migration entry of 2 MiB that stands for a locked folio. */
    static void splitMigrating(CoreMm core, long folio) {
        MappedRanges ranges = core.rangesOf(StructPage.mapping(folio));
        long index = StructPage.index(folio);
        long stamp = ranges.lockRead();
        for (int i = ranges.next(0, index, HugePmd.NR_PAGES); i >= 0;
                i = ranges.next(i + 1, index, HugePmd.NR_PAGES)) {
            Vma vma = ranges.vma(i);
            HugeRmap.splitMigrating(core, folio, vma);
        }
        ranges.unlockRead(stamp);
    }

    /** Returns what a migration entry remembers, in whichever family it is. */
    static MigrationKind kindOf(LeafKind kind) {
        return kind.isWritable() ? MigrationKind.WRITE
                : isPlainRead(kind) ? MigrationKind.READ : MigrationKind.READ_EXCLUSIVE;
    }

    /** Returns the marks that an entry, present or not, hands on to a migration entry. */
    static long marksOf(long pte) {
        if (!Pte.isPresent(pte)) {
            return pte & (Pte.SWP_SOFT_DIRTY | Pte.SWP_UFFD_WP);
        }
        return ((pte & Pte.SOFT_DIRTY) != 0 ? Pte.SWP_SOFT_DIRTY : 0)
                | ((pte & Pte.UFFD_WP) != 0 ? Pte.SWP_UFFD_WP : 0);
    }

    /** Returns the age that an entry, present or not, hands on to a migration entry. */
    static int ageFlagsOf(LeafEntries entries, long pte) {
        if (!Pte.isPresent(pte)) {
            return entries.kindOf(pte).isMigration() ? entries.ageFlagsOf(pte) : 0;
        }
        return (Pte.isYoung(pte) ? AgeFlags.YOUNG : 0) | (Pte.isDirty(pte) ? AgeFlags.DIRTY : 0);
    }

    /** Tells whether the walk may go on. */
    private static boolean tryToMigrateOne(CoreMm core, long folio, Vma vma, long address) {
        AddressSpace mm = vma.mm();
        RmapWalks walks = core.rmapWalks();
        int flags = walks.flagsFor(folio, 0);
        long number = walks.numberFor(folio);
        mm.notifiers().start(NotifierEvent.CLEAR, 0, address, address + Pte.PAGE_BYTES);
        long slot = PageVmaWalk.lockMapping(core, mm.pageTable(), address, number, flags);
        boolean mayGoOn = true;
        if (slot != PageTable.NO_SLOT) {
            mayGoOn = replaceLocked(core, folio, mm.pageTable(), slot);
            SpinLock.unlock(mm.pageTable().lockOf(slot));
        }
        mm.notifiers().end();
        return mayGoOn;
    }

    /** Replaces an entry, whose table is locked; tells whether the walk may go on. */
    static boolean replaceLocked(
            CoreMm core, long folio, PageTable table, long slot) {
        long pte = Memory.getLong(slot);
        LeafEntries entries = core.leafEntries();
        boolean isPresent = Pte.isPresent(pte);
        boolean isWritable;
        long page = folio;
        if (isPresent) {
            isWritable = Pte.isWritable(pte);
            page = core.pageOfPfn(Pte.pfnOf(pte));
            core.flushTlb();
        } else {
            isWritable = entries.kindOf(pte).isWritable();
            page += core.rmapWalks().subpageIndex(folio, pte) << StructPage.SIZE_SHIFT;
        }
        boolean isExclusive = Folio.has(page, PageFlags.ANON_EXCLUSIVE);
        assert !isWritable || isExclusive || !Folio.isAnon(page)
                : "writable mapping of a shared page";
        if (isExclusive && !AnonRmap.tryShare(core, page)) {
            return false;
        }
        MigrationKind kind = isWritable ? MigrationKind.WRITE
                : isExclusive ? MigrationKind.READ_EXCLUSIVE : MigrationKind.READ;
        table.set(slot, replacing(entries, pte, page, kind));
        AnonRmap.remove(page);
        core.putFolio(folio);
        return true;
    }

    private static void removeOne(
            CoreMm core, long oldFolio, long newFolio, Vma vma, long address) {
        RmapWalks walks = core.rmapWalks();
        PageTable table = vma.mm().pageTable();
        int flags = walks.flagsFor(oldFolio, RmapWalks.SYNC | RmapWalks.MIGRATION);
        long number = walks.numberFor(oldFolio);
        long slot = PageVmaWalk.lockMapping(core, table, address, number, flags);
        if (slot == PageTable.NO_SLOT) {
            return;
        }
        removeLocked(core, table, slot, vma, newFolio);
    }

    /** Puts a mapping of a page in place of a migration entry; unlocks the entry's table. */
    static void removeLocked(CoreMm core, PageTable table, long slot, Vma vma, long page) {
        long entry = Memory.getLong(slot);
        LeafKind kind = core.leafEntries().kindOf(entry);
        Folio.get(Folio.headOf(page));
        long pte = core.isDevicePrivate(page)
                ? deviceMapping(core, entry, kind, page)
                : presentMapping(core, entry, kind, vma, page);
        AnonRmap.add(page, isPlainRead(kind) || !Folio.isAnon(page)
                ? AnonRmap.Exclusive.NO : AnonRmap.Exclusive.YES);
        table.set(slot, pte);
        SpinLock.unlock(table.lockOf(slot));
    }

    /** Returns the device entry that takes a migration entry's place. */
    static long deviceMapping(CoreMm core, long entry, LeafKind kind, long page) {
        LeafEntries.Access access =
                kind.isWritable() ? LeafEntries.Access.WRITE : LeafEntries.Access.READ;
        return core.leafEntries().deviceEntry(page, access)
                | entry & (Pte.SWP_SOFT_DIRTY | Pte.SWP_UFFD_WP);
    }

    private static long presentMapping(
            CoreMm core, long entry, LeafKind kind, Vma vma, long page) {
        int ageFlags = core.leafEntries().ageFlagsOf(entry);
        long pte = Pte.of(core.pfnOf(page), vma.pageProtection());
        if ((ageFlags & AgeFlags.YOUNG) == 0) {
            pte &= ~Pte.ACCESSED;
        }
        if ((ageFlags & AgeFlags.DIRTY) != 0 && Folio.has(Folio.headOf(page), PageFlags.DIRTY)) {
            pte |= Pte.DIRTY;
        }
        if ((entry & Pte.SWP_SOFT_DIRTY) != 0) {
            pte |= Pte.SOFT_DIRTY;
        }
        if (kind.isWritable()) {
            return pte | Pte.WRITE;
        }
        return (entry & Pte.SWP_UFFD_WP) != 0 ? pte | Pte.UFFD_WP : pte;
    }
}
