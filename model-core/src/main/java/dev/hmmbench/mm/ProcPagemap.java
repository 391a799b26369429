package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafKind;
import java.util.Arrays;

/**
 * What {@code /proc/PID/pagemap} says of each page.
 *
 * <p>Models fs/proc/task_mmu.c, pagemap_pmd_range() and pte_to_pagemap_entry(), 6.19.
 * Fidelity: simplified (the reader may see frame numbers).
 */
public final class ProcPagemap {

    /** The page is present. */
    public static final long PRESENT = 1L << 63;
    /** The page is in swap, or on a device, or migrating. */
    public static final long SWAP = 1L << 62;
    /** The page belongs to a file or to shared memory. */
    public static final long FILE = 1L << 61;
    /** Nobody else maps the page. */
    public static final long MMAP_EXCLUSIVE = 1L << 56;
    /** The page was written since soft-dirty bits were cleared. */
    public static final long SOFT_DIRTY = 1L << 55;

    private static final int SWAP_TYPE_BITS = 5;
    private static final long FRAME_MASK = (1L << 55) - 1;

    private ProcPagemap() {}

    /**
     * Reads the words of a range; takes the mmap lock itself.
     *
     * @param start page aligned
     * @param words filled completely, one for each page
     */
    public static void read(CoreMm core, AddressSpace mm, long start, long[] words) {
        long stamp = mm.lockRead();
        long end = start + ((long) words.length << Pte.PAGE_SHIFT);
        for (long address = start; address < end;) {
            long blockEnd = Math.min(end, (address | Pte.PMD_BYTES - 1) + 1);
            int first = (int) (address - start >>> Pte.PAGE_SHIFT);
            int last = (int) (blockEnd - start >>> Pte.PAGE_SHIFT);
            readBlock(core, mm.pageTable(), address, words, first, last);
            address = blockEnd;
        }
        mm.unlockRead(stamp);
    }

    private static void readBlock(
            CoreMm core, PageTable table, long address, long[] words, int from, int to) {
        long slot = table.pteSlot(address);
        long huge = HugePmd.leafSlot(table, address);
        if (huge != PageTable.NO_SLOT) {
            long lock = table.lockTableOf(huge);
            long pmd = Memory.getLong(huge);
            long first = (address & Pte.PMD_BYTES - 1) >>> Pte.PAGE_SHIFT;
            readHuge(core, pmd, first, words, from, to);
            SpinLock.unlock(lock);
            return;
        }
        if (slot == PageTable.NO_SLOT) {
            Arrays.fill(words, from, to, 0);
            return;
        }
        long lock = table.lockTableOf(slot);
        for (int i = from; i < to; i++, slot += Long.BYTES) {
            long pte = Memory.getLong(slot);
            words[i] = Pte.isNone(pte) ? 0
                    : Pte.isPresent(pte) ? ofPresent(core, pte) : ofNonpresent(core, pte);
        }
        SpinLock.unlock(lock);
    }

    /** Fills the words of an entry of 2 MiB. Models pagemap_pmd_range_thp(). */
    private static void readHuge(
            CoreMm core, long pmd, long first, long[] words, int from, int to) {
        boolean isPresent = Pte.isPresent(pmd);
        long word = isPresent ? ofPresentHuge(core, pmd) : ofNonpresent(core, pmd);
        long step = isPresent ? 1 : 1L << SWAP_TYPE_BITS;
        for (int i = from; i < to; i++) {
            words[i] = word + (first + i - from) * step;
        }
    }

    private static long ofPresentHuge(CoreMm core, long pmd) {
        long word = Pte.pfnOf(pmd) | PRESENT;
        if ((pmd & Pte.SOFT_DIRTY) != 0) {
            word |= SOFT_DIRTY;
        }
        if (HugePmd.isHugeZero(core, pmd)) {
            return word;
        }
        long folio = HugePmd.folioOf(core, pmd);
        return word | (Folio.isAnon(folio) ? 0 : FILE)
                | (Folio.mapcount(folio) == 1 ? MMAP_EXCLUSIVE : 0);
    }

    private static long ofPresent(CoreMm core, long pte) {
        long pfn = Pte.pfnOf(pte);
        long word = pfn | PRESENT;
        if ((pte & Pte.SOFT_DIRTY) != 0) {
            word |= SOFT_DIRTY;
        }
        if (pfn != core.zeroPfn()) {
            long page = core.pageOfPfn(pfn);
            word |= Folio.isAnon(Folio.headOf(page)) ? 0 : FILE;
            word |= Folio.pageMapcount(page) == 1 ? MMAP_EXCLUSIVE : 0;
        }
        return word;
    }

    private static long ofNonpresent(CoreMm core, long entry) {
        LeafEntries entries = core.leafEntries();
        LeafKind kind = entries.kindOf(entry);
        long word = (entries.numberOf(entry) << SWAP_TYPE_BITS | entries.typeOf(kind))
                & FRAME_MASK | SWAP;
        if ((entry & Pte.SWP_SOFT_DIRTY) != 0) {
            word |= SOFT_DIRTY;
        }
        return Folio.isAnon(Folio.headOf(entries.pageOf(entry))) ? word : word | FILE;
    }
}
