package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafEntries.MigrationKind;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.MigratePfns;

/**
 * First stage of a migration: takes the pages of a range out of the page tables of one address
 * space and leaves migration entries behind.
 *
 * <p>Models mm/migrate_device.c, migrate_vma_collect(), migrate_vma_collect_hole() and
 * migrate_vma_collect_pmd(), 6.19 and the series. Fidelity: simplified (folios of
 * 4 KiB and 2 MiB, none between).
 */
final class MigrateCollect {

    /** The entry maps a page of a 2 MiB folio, which has to be split before. */
    private static final long SPLIT_FIRST = -1L;

    private MigrateCollect() {}

    /** Fills the source words of a migration and counts the pages that may migrate. */
    static void collect(CoreMm core, MigrateVma args) {
        AddressSpace mm = args.vma().mm();
        PageTable table = mm.pageTable();
        mm.notifiers().start(
                NotifierEvent.MIGRATE, args.pgmapOwner(), args.start(), args.end());
        for (long address = args.start(); address < args.end();) {
            long blockEnd = Math.min(args.end(), (address | Pte.PMD_BYTES - 1) + 1);
            long huge = HugePmd.leafSlot(table, address);
            if (huge != PageTable.NO_SLOT) {
                if (MigrateHuge.collect(core, args, huge, address, blockEnd)
                        == MigrateHuge.Collected.DONE) {
                    address = blockEnd;
                }
                continue;
            }
            long slot = table.pteSlot(address);
            if (slot == PageTable.NO_SLOT) {
                collectHole(args, address, blockEnd);
            } else {
                collectTable(core, args, slot, address, blockEnd);
            }
            address = blockEnd;
        }
        mm.notifiers().end();
    }

    /** Fills the words of a range that maps nothing. Models migrate_vma_collect_hole(). */
    static void collectHole(MigrateVma args, long start, long end) {
        boolean mayMigrate = args.vma().isAnonymous();
        if (mayMigrate && args.selects(MigrateVma.SELECT_COMPOUND)
                && HugePmd.isWhole(start, end)) {
            MigrateHuge.append(args, MigratePfns.MIGRATE | MigratePfns.COMPOUND, end - start);
            args.countCollected();
            return;
        }
        for (long address = start; address < end; address += Pte.PAGE_BYTES) {
            args.append(mayMigrate ? MigratePfns.MIGRATE : 0);
            if (mayMigrate) {
                args.countCollected();
            }
        }
    }

    private static void collectTable(
            CoreMm core, MigrateVma args, long firstSlot, long start, long end) {
        long nrEntries = end - start >>> Pte.PAGE_SHIFT;
        PageTable table = args.vma().mm().pageTable();
        long lock = table.lockTableOf(firstSlot);
        long nrUnmapped = 0;
        for (long i = 0; i < nrEntries; i++) {
            long slot = firstSlot + (i << 3);
            long pte = Memory.getLong(slot);
            long mpfn = collectEntry(core, args, slot, pte);
            if (mpfn == SPLIT_FIRST) {
                long folio = folioOf(core, pte);
                if (nrUnmapped > 0) {
                    core.flushTlb();
                    nrUnmapped = 0;
                }
                SpinLock.unlock(lock);
                if (!MigrateHuge.splitFolio(core, args, folio)) {
                    MigrateHuge.skip(args, start + (i << Pte.PAGE_SHIFT), end);
                    return;
                }
                table.lockTableOf(firstSlot);
                i--;
                continue;
            }
            if ((mpfn & MigratePfns.VALID) != 0 && Pte.isPresent(pte)) {
                nrUnmapped++;
            }
            args.append(mpfn);
        }
        if (nrUnmapped > 0) {
            core.flushTlb();
        }
        SpinLock.unlock(lock);
    }

    private static long folioOf(CoreMm core, long pte) {
        return Folio.headOf(Pte.isPresent(pte)
                ? core.pageOfPfn(Pte.pfnOf(pte)) : core.leafEntries().pageOf(pte));
    }

    private static long collectEntry(CoreMm core, MigrateVma args, long slot, long pte) {
        if (Pte.isNone(pte)) {
            return args.vma().isAnonymous() ? collectEmpty(args) : 0;
        }
        return Pte.isPresent(pte)
                ? collectPresent(core, args, slot, pte)
                : collectNonpresent(core, args, slot, pte);
    }

    private static long collectEmpty(MigrateVma args) {
        args.countCollected();
        return MigratePfns.MIGRATE;
    }

    private static long collectNonpresent(CoreMm core, MigrateVma args, long slot, long entry) {
        LeafKind kind = core.leafEntries().kindOf(entry);
        if (!kind.isDevicePrivate()) {
            return 0;
        }
        long page = core.leafEntries().pageOf(entry);
        if (!args.selects(MigrateVma.SELECT_DEVICE_PRIVATE)
                || ZoneDevice.ownerOf(page) != args.pgmapOwner()) {
            return 0;
        }
        if (Folio.isLarge(Folio.headOf(page))) {
            return SPLIT_FIRST;
        }
        long mpfn = core.migratePfns().fromPage(page) | MigratePfns.MIGRATE;
        if (kind.isWritable()) {
            mpfn |= MigratePfns.WRITE;
        }
        return takeOut(core, args, slot, entry, page, mpfn);
    }

    private static long collectPresent(CoreMm core, MigrateVma args, long slot, long pte) {
        long pfn = Pte.pfnOf(pte);
        boolean selectsSystem = args.selects(MigrateVma.SELECT_SYSTEM);
        if (pfn == core.zeroPfn()) {
            return selectsSystem ? collectEmpty(args) : 0;
        }
        long page = core.pageOfPfn(pfn);
        if (!selectsPresent(args, page)) {
            return 0;
        }
        if (Folio.isLarge(Folio.headOf(page))) {
            return SPLIT_FIRST;
        }
        long mpfn = core.migratePfns().fromPage(page) | MigratePfns.MIGRATE;
        if (Pte.isWritable(pte)) {
            mpfn |= MigratePfns.WRITE;
        }
        return takeOut(core, args, slot, pte, page, mpfn);
    }

    private static boolean selectsPresent(MigrateVma args, long page) {
        return ZoneDevice.isZoneDevice(page)
                ? args.selects(MigrateVma.SELECT_DEVICE_COHERENT)
                        && ZoneDevice.isCoherent(page)
                        && ZoneDevice.ownerOf(page) == args.pgmapOwner()
                : args.selects(MigrateVma.SELECT_SYSTEM);
    }

    /** Replaces an entry by a migration entry; returns {@code mpfn}, or 0 if the page must stay. */
    private static long takeOut(
            CoreMm core, MigrateVma args, long slot, long pte, long page, long mpfn) {
        if (StructPage.mapping(page) == 0) {
            return 0;
        }
        Folio.get(page);
        if (page != args.faultPage() && !core.tryLockFolio(page)) {
            core.putFolio(page);
            return 0;
        }
        boolean isExclusive = Folio.isAnon(page) && Folio.has(page, PageFlags.ANON_EXCLUSIVE);
        if (isExclusive && !AnonRmap.tryShare(core, page)) {
            if (page != args.faultPage()) {
                Folio.unlock(page);
            }
            core.putFolio(page);
            return 0;
        }
        args.countCollected();
        LeafEntries entries = core.leafEntries();
        MigrationKind kind = (mpfn & MigratePfns.WRITE) != 0 ? MigrationKind.WRITE
                : isExclusive ? MigrationKind.READ_EXCLUSIVE : MigrationKind.READ;
        args.vma().mm().pageTable().set(
                slot, MigrationEntries.replacing(entries, pte, page, kind));
        AnonRmap.remove(page);
        core.putFolio(page);
        return mpfn;
    }
}
