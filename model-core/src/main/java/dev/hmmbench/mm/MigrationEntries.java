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
 * 4 KiB).
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
        if (!Pte.isPresent(pte)) {
            return entries.migrationEntry(page, kind, 0)
                    | pte & (Pte.SWP_SOFT_DIRTY | Pte.SWP_UFFD_WP);
        }
        int ageFlags = Pte.isYoung(pte) ? AgeFlags.YOUNG : 0;
        if (Pte.isDirty(pte)) {
            ageFlags |= AgeFlags.DIRTY;
            Folio.set(page, PageFlags.DIRTY);
        }
        long entry = entries.migrationEntry(page, kind, ageFlags);
        if ((pte & Pte.SOFT_DIRTY) != 0) {
            entry |= Pte.SWP_SOFT_DIRTY;
        }
        if ((pte & Pte.UFFD_WP) != 0) {
            entry |= Pte.SWP_UFFD_WP;
        }
        return entry;
    }

    /**
     * Tells whether a migration entry stands for a mapping that was neither writable nor exclusive.
     */
    static boolean isPlainRead(LeafKind kind) {
        return kind == LeafKind.MIGRATION_READ || kind == LeafKind.MIGRATION_DEVICE_READ;
    }

    /** Replaces every mapping of a locked folio by a migration entry, as far as that is allowed. */
    static void tryToMigrate(CoreMm core, long folio) {
        MappedRanges ranges = core.rangesOf(StructPage.mapping(folio));
        long index = StructPage.index(folio);
        long stamp = ranges.lockRead();
        boolean mayGoOn = true;
        for (int i = ranges.next(0, index); i >= 0 && mayGoOn && Folio.isMapped(folio);) {
            Vma vma = ranges.vma(i);
            mayGoOn = tryToMigrateOne(core, folio, vma, vma.addressOf(index));
            i = ranges.next(i + 1, index);
        }
        ranges.unlockRead(stamp);
    }

    /** Puts mappings of {@code newFolio} where migration entries of {@code oldFolio} stand. */
    static void remove(CoreMm core, long oldFolio, long newFolio) {
        MappedRanges ranges = core.rangesOf(StructPage.mapping(newFolio));
        long index = StructPage.index(newFolio);
        long stamp = ranges.lockRead();
        for (int i = ranges.next(0, index); i >= 0; i = ranges.next(i + 1, index)) {
            Vma vma = ranges.vma(i);
            removeOne(core, oldFolio, newFolio, vma, vma.addressOf(index));
        }
        ranges.unlockRead(stamp);
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

    private static boolean replaceLocked(
            CoreMm core, long folio, PageTable table, long slot) {
        long pte = Memory.getLong(slot);
        LeafEntries entries = core.leafEntries();
        boolean isPresent = Pte.isPresent(pte);
        boolean isWritable;
        long page = folio;
        if (isPresent) {
            isWritable = Pte.isWritable(pte);
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
        long entry = Memory.getLong(slot);
        LeafKind kind = core.leafEntries().kindOf(entry);
        Folio.get(newFolio);
        long pte = core.isDevicePrivate(newFolio)
                ? deviceMapping(core, entry, kind, newFolio)
                : presentMapping(core, entry, kind, vma, newFolio);
        AnonRmap.add(newFolio, isPlainRead(kind) || !Folio.isAnon(newFolio)
                ? AnonRmap.Exclusive.NO : AnonRmap.Exclusive.YES);
        table.set(slot, pte);
        SpinLock.unlock(table.lockOf(slot));
    }

    private static long deviceMapping(CoreMm core, long entry, LeafKind kind, long page) {
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
        if ((ageFlags & AgeFlags.DIRTY) != 0 && Folio.has(page, PageFlags.DIRTY)) {
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
