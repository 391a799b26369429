package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.MigratePfns;

/**
 * The steps of a migration that move 2 MiB at once, and those that give that up.
 *
 * <p>Models mm/migrate_device.c, migrate_vma_collect_huge_pmd(), migrate_vma_split_folio(),
 * migrate_vma_insert_huge_pmd_page() and migrate_vma_split_unmapped_folio(), 6.19 and the series.
 * Fidelity: simplified (no userfaultfd, no memory cgroup; splitting an unmapped folio splits the
 * migration entries of every range, the kernel's those of the migrated one alone).
 */
final class MigrateHuge {

    /** What collecting a leaf came to. */
    enum Collected {
        /** The words of the whole block are filled. */
        DONE,
        /** The leaf is gone: look again. */
        AGAIN
    }

    private MigrateHuge() {}

    /** Collects {@code [start, end)}, which a leaf of the PMD level maps at least. */
    static Collected collect(CoreMm core, MigrateVma args, long slot, long start, long end) {
        PageTable table = args.vma().mm().pageTable();
        long lock = table.lockTableOf(slot);
        long pmd = Memory.getLong(slot);
        if (!HugePmd.isLeaf(pmd)) {
            SpinLock.unlock(lock);
            return Collected.AGAIN;
        }
        if (HugePmd.isHugeZero(core, pmd)) {
            SpinLock.unlock(lock);
            if (args.selects(MigrateVma.SELECT_SYSTEM)) {
                MigrateCollect.collectHole(args, start, end);
            } else {
                skip(args, start, end);
            }
            return Collected.DONE;
        }
        boolean isPresent = Pte.isPresent(pmd);
        LeafKind kind = isPresent ? LeafKind.SWAP : core.leafEntries().kindOf(pmd);
        boolean mayBe = isPresent ? args.selects(MigrateVma.SELECT_SYSTEM)
                : kind.isDevicePrivate() && args.selects(MigrateVma.SELECT_DEVICE_PRIVATE);
        long folio = mayBe ? HugePmd.folioOf(core, pmd) : StructPage.NO_PAGE;
        if (!mayBe || !isPresent && ZoneDevice.ownerOf(folio) != args.pgmapOwner()) {
            SpinLock.unlock(lock);
            skip(args, start, end);
            return Collected.DONE;
        }
        boolean isFaults = args.faultPage() != StructPage.NO_PAGE
                && folio == Folio.headOf(args.faultPage());
        Folio.get(folio);
        if (!isFaults && !core.tryLockFolio(folio)) {
            SpinLock.unlock(lock);
            core.putFolio(folio);
            skip(args, start, end);
            return Collected.DONE;
        }
        boolean isTaken = args.selects(MigrateVma.SELECT_COMPOUND)
                && HugePmd.isWhole(start, end)
                && HugeRmap.setMigration(core, table, slot, folio);
        SpinLock.unlock(lock);
        if (isTaken) {
            boolean isWritable = isPresent ? Pte.isWritable(pmd) : kind.isWritable();
            append(args, core.migratePfns().fromPage(folio) | MigratePfns.MIGRATE
                    | MigratePfns.COMPOUND | (isWritable ? MigratePfns.WRITE : 0), end - start);
            args.countCollected();
            return Collected.DONE;
        }
        if (!isFaults) {
            Folio.unlock(folio);
        }
        core.putFolio(folio);
        if (!splitFolio(core, args, folio)) {
            skip(args, start, end);
            return Collected.DONE;
        }
        return Collected.AGAIN;
    }

    /**
     * Splits a 2 MiB folio that collecting met; no table is locked. The lock and the reference that
     * a fault has go to the folio of its page.
     */
    static boolean splitFolio(CoreMm core, MigrateVma args, long folio) {
        long faultPage = args.faultPage();
        boolean isFaults = faultPage != StructPage.NO_PAGE && Folio.headOf(faultPage) == folio;
        if (!isFaults) {
            if (!Folio.tryGet(folio)) {
                return false;
            }
            Folio.lock(folio);
        }
        boolean isSplit = Folio.isLarge(folio) && SplitFolio.split(core, folio);
        if (!isFaults) {
            Folio.unlock(folio);
            core.putFolio(folio);
        } else if (isSplit && faultPage != folio) {
            Folio.get(faultPage);
            Folio.lock(faultPage);
            Folio.unlock(folio);
            core.putFolio(folio);
        }
        return isSplit;
    }

    /** Appends one word for 2 MiB, or the same number of words for what stays. */
    static void append(MigrateVma args, long mpfn, long bytes) {
        args.append(mpfn);
        for (long i = 1; i < bytes >>> Pte.PAGE_SHIFT; i++) {
            args.append(0);
        }
    }

    static void skip(MigrateVma args, long start, long end) {
        append(args, 0, end - start);
    }

    /** Maps the 2 MiB folio of a destination word where nothing is; returns the source word. */
    static long insert(CoreMm core, MigrateVma args, int position, long folio) {
        Vma vma = args.vma();
        long address = args.start() + ((long) position << Pte.PAGE_SHIFT);
        PageTable table = vma.mm().pageTable();
        if ((address & Pte.PMD_BYTES - 1) != 0 || address + Pte.PMD_BYTES > vma.end()) {
            return 0;
        }
        AnonVma anonVma = core.anonVmas().prepare(vma);
        Folio.set(folio, PageFlags.UPTODATE);
        boolean isDevice = core.isDevicePrivate(folio);
        long slot = table.tryPmdSlot(address);
        long deposit = slot == PageTable.NO_SLOT ? slot : table.tryNewTable();
        if (deposit == PageTable.NO_SLOT) {
            return 0;
        }
        long lock = table.lockTableOf(slot);
        long old = Memory.getLong(slot);
        boolean isZero = HugePmd.isHugeZero(core, old);
        if (Pte.isNone(old)) {
            table.deposit(deposit);
        } else {
            table.freeTable(deposit);
        }
        if (!Pte.isNone(old) && !isZero) {
            SpinLock.unlock(lock);
            return 0;
        }
        vma.mm().addAnonRss(HugePmd.NR_PAGES);
        AnonRmap.addNewHuge(folio, anonVma, vma.indexOf(address));
        if (!isDevice) {
            core.addToLru(folio);
        }
        Folio.get(folio);
        if (isZero) {
            core.flushTlb();
        }
        table.set(slot, isDevice ? core.leafEntries().deviceEntry(folio,
                vma.has(VmFlags.WRITE) ? LeafEntries.Access.WRITE : LeafEntries.Access.READ)
                : HugePmd.writable(core, folio, vma));
        SpinLock.unlock(lock);
        return args.src()[position] & MigratePfns.COMPOUND | MigratePfns.MIGRATE;
    }

    /**
     * Turns the word of a 2 MiB folio under migration into 512 words of its pages; tells whether
     * the folio could be split.
     */
    static boolean splitUnmapped(CoreMm core, long[] src, int position, long folio) {
        MigrationEntries.splitMigrating(core, folio);
        if (!SplitFolio.splitUnmapped(core, folio)) {
            return false;
        }
        src[position] &= ~MigratePfns.COMPOUND;
        for (int i = 1; i < HugePmd.NR_PAGES; i++) {
            src[position + i] = src[position] + i * MigratePfns.NEXT_PAGE;
        }
        return true;
    }
}
