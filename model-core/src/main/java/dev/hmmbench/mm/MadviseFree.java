package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;

/**
 * Marks present pages of a range as free to be dropped: what MADV_FREE does.
 *
 * <p>Models mm/madvise.c, madvise_free_pte_range(), and mm/huge_memory.c, madvise_free_huge_pmd(),
 * 6.19. Fidelity: simplified (nothing reclaims, so pages only turn clean and old; entries that are
 * not present, device pages of 4 KiB and 2 MiB among them, are left alone).
 */
final class MadviseFree {

    private MadviseFree() {}

    /** Marks the pages of a range; takes the mmap lock itself. */
    static void range(CoreMm core, AddressSpace mm, long start, long end) {
        AdvisedRange.eachPart(mm, start, end, (vma, from, to) -> {
            requireAnonymous(vma);
            mm.notifiers().start(NotifierEvent.CLEAR, 0, from, to);
            free(core, vma, from, to);
            mm.notifiers().end();
        });
    }

    private static void requireAnonymous(Vma vma) {
        if (!vma.isAnonymous() || vma.has(VmFlags.HUGETLB)) {
            throw new ModelException(Errno.EINVAL, vma + " holds no ordinary anonymous memory");
        }
    }

    private static void free(CoreMm core, Vma vma, long start, long end) {
        PageTable table = vma.mm().pageTable();
        for (long address = start; address < end;) {
            long blockEnd = Math.min(end, (address | Pte.PMD_BYTES - 1) + 1);
            long huge = HugePmd.leafSlot(table, address);
            if (huge != PageTable.NO_SLOT && !HugePmd.isWhole(address, blockEnd)
                    && Pte.isPresent(Memory.getLong(huge))) {
                SplitHugePmd.split(vma, address, SplitHugePmd.Freeze.NO);
                huge = PageTable.NO_SLOT;
            }
            long slot = huge == PageTable.NO_SLOT ? table.pteSlot(address) : huge;
            long nrEntries = huge == PageTable.NO_SLOT ? blockEnd - address >>> Pte.PAGE_SHIFT : 1;
            if (slot != PageTable.NO_SLOT) {
                markTable(core, table, slot, nrEntries);
            }
            address = blockEnd;
        }
        core.flushTlb();
    }

    private static void markTable(CoreMm core, PageTable table, long firstSlot, long nrEntries) {
        long lock = table.lockTableOf(firstSlot);
        for (long i = 0; i < nrEntries; i++) {
            long slot = firstSlot + (i << 3);
            long entry = Memory.getLong(slot);
            long pfn = Pte.pfnOf(entry);
            if (entry != Pte.NONE && Pte.isPresent(entry) && pfn != core.zeroPfn()
                    && !core.hugeZero().isPfn(pfn)) {
                Folio.clear(Folio.headOf(core.pageOfPfn(pfn)), PageFlags.DIRTY);
                table.set(slot, entry & ~(Pte.DIRTY | Pte.ACCESSED));
            }
        }
        SpinLock.unlock(lock);
    }
}
