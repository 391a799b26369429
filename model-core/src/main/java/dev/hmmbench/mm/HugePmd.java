package dev.hmmbench.mm;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;

/**
 * Entries of the PMD level that map 2 MiB themselves instead of pointing to a table.
 *
 * <p>Models include/linux/huge_mm.h and arch/x86/include/asm/pgtable.h, 6.19. Fidelity: modelled.
 */
final class HugePmd {

    /** Pages that one entry maps. */
    static final int NR_PAGES = CompoundPage.HUGE_PAGES;

    private HugePmd() {}

    /** Tells whether an entry of the PMD level is neither empty nor a table. */
    static boolean isLeaf(long pmd) {
        return pmd != Pte.NONE && !PageTable.isTable(pmd);
    }

    /** Returns the slot at an address if it holds a leaf, else {@link PageTable#NO_SLOT}. */
    static long leafSlot(PageTable table, long address) {
        long slot = table.pmdSlot(address);
        return slot != PageTable.NO_SLOT && isLeaf(Memory.getLongAcquire(slot))
                ? slot : PageTable.NO_SLOT;
    }

    /** Tells whether {@code [start, end)} is exactly what one entry maps. */
    static boolean isWhole(long start, long end) {
        return (start & Pte.PMD_BYTES - 1) == 0 && end - start == Pte.PMD_BYTES;
    }

    static long startOf(long address) {
        return address & -Pte.PMD_BYTES;
    }

    /** Tells whether a fault at an address may map 2 MiB. Models thp_vma_suitable_order(). */
    static boolean isSuitable(Vma vma, long address) {
        long start = startOf(address);
        return vma.isAnonymous() && vma.has(VmFlags.HUGEPAGE) && !vma.has(VmFlags.NOHUGEPAGE)
                && start >= vma.start() && start + Pte.PMD_BYTES <= vma.end();
    }

    /** Builds a present entry that maps a folio of RAM. */
    static long of(CoreMm core, long folio, Vma vma) {
        return Pte.of(core.pfnOf(folio), vma.pageProtection() | Pte.HUGE);
    }

    /** Returns the entry of a new folio, as a fault installs it. */
    static long writable(CoreMm core, long folio, Vma vma) {
        long pmd = of(core, folio, vma) | Pte.ACCESSED | Pte.SOFT_DIRTY;
        return vma.has(VmFlags.WRITE) ? pmd | Pte.WRITE | Pte.DIRTY : pmd;
    }

    /** Makes the entry of a fault writable, whose folio nobody else maps; its table is locked. */
    static void reuse(PageTable table, Fault fault, long folio) {
        Folio.set(folio, PageFlags.ANON_EXCLUSIVE);
        table.set(fault.slot, fault.entry | Pte.ACCESSED | Pte.WRITE | Pte.DIRTY | Pte.SOFT_DIRTY);
    }

    static boolean isHugeZero(CoreMm core, long pmd) {
        return Pte.isPresent(pmd) && core.hugeZero().isPfn(Pte.pfnOf(pmd));
    }

    /** Returns the folio that a leaf maps or stands for; one number is looked up. */
    static long folioOf(CoreMm core, long pmd) {
        if (Pte.isPresent(pmd)) {
            return core.pageOfPfn(Pte.pfnOf(pmd));
        }
        long folio = core.leafEntries().pageOf(pmd);
        assert folio != StructPage.NO_PAGE : "huge entry without a page";
        return folio;
    }
}
