package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafEntries.MigrationKind;
import dev.hmmbench.model.LeafKind;

/**
 * What unmapping, fork, mprotect and mremap do with an entry of 2 MiB that lies wholly in their
 * range.
 *
 * <p>Models mm/huge_memory.c, zap_huge_pmd(), copy_huge_pmd(), copy_huge_non_present_pmd(),
 * change_huge_pmd(), change_non_present_huge_pmd() and move_huge_pmd(), 6.19 and the series.
 * Fidelity: modelled (the drop of a reference that a device folio under migration does not have is
 * the kernel's, of both designs; see {@link #ZAP_UNDER_MIGRATION}).
 */
final class HugePmdChange {

    /**
     * The name of the warning about the map count that zap_huge_pmd() breaks when it meets a device
     * folio under migration: the entry holds neither a mapping nor a reference, but both are
     * dropped.
     */
    static final String ZAP_UNDER_MIGRATION = "zap_huge_pmd: device folio under migration";

    private HugePmdChange() {}

    /** Clears an entry, whose table is locked, and frees the table deposited for its split. */
    static void zap(CoreMm core, Vma vma, long slot) {
        AddressSpace mm = vma.mm();
        PageTable table = mm.pageTable();
        long pmd = Memory.getLong(slot);
        table.set(slot, Pte.NONE);
        if (!vma.has(VmFlags.HUGETLB)) {
            table.freeTable(table.withdraw());
        }
        if (HugePmd.isHugeZero(core, pmd)) {
            return;
        }
        long folio = HugePmd.folioOf(core, pmd);
        mm.addAnonRss(-HugePmd.NR_PAGES);
        if (Pte.isPresent(pmd)) {
            AnonRmap.removeHuge(folio);
            core.putFolio(folio);
            return;
        }
        boolean isMigration = core.leafEntries().kindOf(pmd).isMigration();
        if (core.isDevicePrivate(folio)) {
            int left = AnonRmap.removeHuge(folio);
            if (isMigration) {
                assert left < 0 : "device folio under migration is mapped elsewhere";
                core.memory().warnings().warn(ZAP_UNDER_MIGRATION);
            }
            core.putFolio(folio);
        }
    }

    /** Copies an entry to a child; both tables are locked. Tells whether it could. */
    static boolean copy(CoreMm core, Vma parent, long slot, Vma child, long childSlot) {
        long pmd = Memory.getLong(slot);
        boolean isCow = VmFlags.isCowMapping(parent.flags());
        PageTable table = parent.mm().pageTable();
        if (HugePmd.isHugeZero(core, pmd)) {
            child.mm().hugeZeroFolio();
            child.mm().pageTable().set(childSlot, pmd & ~Pte.UFFD_WP);
            return true;
        }
        long copy = pmd;
        if (Pte.isPresent(pmd)) {
            long folio = HugePmd.folioOf(core, pmd);
            if (!AnonRmap.tryDuplicateHuge(core, folio)) {
                return false;
            }
            Folio.get(folio);
            copy = isCow ? pmd & ~Pte.WRITE : pmd;
        } else {
            copy = copyNonpresent(core, pmd, isCow);
        }
        if (copy != pmd) {
            table.set(slot, copy);
        }
        child.mm().addAnonRss(HugePmd.NR_PAGES);
        child.mm().pageTable().set(childSlot, Pte.isPresent(copy)
                ? copy & ~(Pte.ACCESSED | Pte.UFFD_WP) : copy & ~Pte.SWP_UFFD_WP);
        return true;
    }

    private static long copyNonpresent(CoreMm core, long entry, boolean isCow) {
        LeafEntries entries = core.leafEntries();
        LeafKind kind = entries.kindOf(entry);
        if (kind.isMigration()) {
            return isCow && !MigrationEntries.isPlainRead(kind)
                    ? entries.toMigration(entry, MigrationKind.READ)
                            | entry & (Pte.SWP_SOFT_DIRTY | Pte.SWP_UFFD_WP)
                    : entry;
        }
        long folio = HugePmd.folioOf(core, entry);
        Folio.get(folio);
        boolean isDuplicated = AnonRmap.tryDuplicateHuge(core, folio);
        assert isDuplicated : "device folio is pinned";
        return isCow && kind.isWritable()
                ? entries.toReadableDevice(entry)
                        | entry & (Pte.SWP_SOFT_DIRTY | Pte.SWP_UFFD_WP)
                : entry;
    }

    /** Changes the protection of an entry, whose table is locked. */
    static void protect(CoreMm core, Vma vma, long slot) {
        long pmd = Memory.getLong(slot);
        long changed = Pte.isPresent(pmd)
                ? protectPresent(core, vma, pmd) : protectNonpresent(core, pmd);
        if (changed != pmd) {
            vma.mm().pageTable().set(slot, changed);
        }
    }

    private static long protectPresent(CoreMm core, Vma vma, long pmd) {
        long changed = Pte.modify(pmd, vma.pageProtection() | Pte.HUGE);
        boolean mayBeWritable = vma.has(VmFlags.WRITE) && !Pte.isProtnone(changed)
                && !HugePmd.isHugeZero(core, pmd);
        return mayBeWritable
                && Folio.has(HugePmd.folioOf(core, pmd), PageFlags.ANON_EXCLUSIVE)
                ? changed | Pte.WRITE : changed;
    }

    private static long protectNonpresent(CoreMm core, long entry) {
        LeafEntries entries = core.leafEntries();
        LeafKind kind = entries.kindOf(entry);
        long folio = HugePmd.folioOf(core, entry);
        assert folio != StructPage.NO_PAGE;
        if (!kind.isWritable()) {
            return entry;
        }
        if (kind.isMigration()) {
            MigrationKind weaker = Folio.isAnon(folio)
                    ? MigrationKind.READ_EXCLUSIVE : MigrationKind.READ;
            return entries.migrationEntry(folio, weaker, entries.ageFlagsOf(entry))
                    | entry & Pte.SWP_SOFT_DIRTY;
        }
        return entries.toReadableDevice(entry) | entry & Pte.SWP_UFFD_WP;
    }

    /** Moves an entry; both tables are locked. */
    static void move(PageTable table, long slot, long targetSlot) {
        long pmd = Memory.getLong(slot);
        table.set(slot, Pte.NONE);
        table.set(targetSlot,
                pmd | (Pte.isPresent(pmd) ? Pte.SOFT_DIRTY : Pte.SWP_SOFT_DIRTY));
    }
}
