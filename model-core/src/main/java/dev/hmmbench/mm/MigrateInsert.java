package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.MigratePfns;

/**
 * Maps a new page where a migrating range had none, or the zero page.
 *
 * <p>Models mm/migrate_device.c, migrate_vma_insert_page(), 6.19 and the series. Fidelity:
 * simplified (no userfaultfd, no memory cgroup).
 */
final class MigrateInsert {

    private MigrateInsert() {}

    /** Maps the page of a destination word; returns the source word as it is afterwards. */
    static long insert(CoreMm core, MigrateVma args, int position) {
        Vma vma = args.vma();
        long page = core.migratePfns().pageOf(args.dst()[position]);
        if (page == StructPage.NO_PAGE || !vma.isAnonymous()) {
            return 0;
        }
        if ((args.dst()[position] & MigratePfns.COMPOUND) != 0) {
            return MigrateHuge.insert(core, args, position, page);
        }
        long address = args.start() + ((long) position << Pte.PAGE_SHIFT);
        long huge = HugePmd.leafSlot(vma.mm().pageTable(), address);
        if (huge != PageTable.NO_SLOT && HugePmd.isHugeZero(core, Memory.getLong(huge))) {
            SplitHugePmd.split(vma, address, SplitHugePmd.Freeze.NO);
        }
        long slot = vma.mm().pageTable().tryPteSlot(address);
        if (slot == PageTable.NO_SLOT || slot == PageTable.NO_MEMORY) {
            return 0;
        }
        AnonVma anonVma = core.anonVmas().prepare(vma);
        Folio.set(page, PageFlags.UPTODATE);
        long entry = entryFor(core, vma, page);
        return install(core, vma, address, slot, page, anonVma, entry)
                ? MigratePfns.MIGRATE : 0;
    }

    private static long entryFor(CoreMm core, Vma vma, long page) {
        boolean isWritable = vma.has(VmFlags.WRITE);
        if (core.isDevicePrivate(page)) {
            return core.leafEntries().deviceEntry(page,
                    isWritable ? LeafEntries.Access.WRITE : LeafEntries.Access.READ);
        }
        long entry = Pte.of(core.pfnOf(page), vma.pageProtection());
        return isWritable ? entry | Pte.WRITE | Pte.DIRTY | Pte.SOFT_DIRTY : entry;
    }

    private static boolean install(CoreMm core, Vma vma, long address, long slot, long page,
            AnonVma anonVma, long entry) {
        PageTable table = vma.mm().pageTable();
        long lock = table.lockTableOf(slot);
        long old = Memory.getLong(slot);
        boolean isZeroPage = Pte.isPresent(old) && Pte.pfnOf(old) == core.zeroPfn();
        if (!Pte.isNone(old) && !isZeroPage) {
            SpinLock.unlock(lock);
            return false;
        }
        vma.mm().addAnonRss(1);
        AnonRmap.addNew(page, anonVma, vma.indexOf(address));
        if (!ZoneDevice.isZoneDevice(page)) {
            core.addToLru(page);
        }
        Folio.get(page);
        if (isZeroPage) {
            core.flushTlb();
        }
        table.set(slot, entry);
        SpinLock.unlock(lock);
        assert StructPage.mapcount(page) == 1 : "new page is mapped elsewhere";
        return true;
    }
}
