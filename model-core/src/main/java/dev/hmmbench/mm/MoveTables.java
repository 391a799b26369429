package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;

/**
 * Moves page-table entries to another address, whole tables where both addresses allow it.
 *
 * <p>Models mm/mremap.c, move_page_tables(), move_normal_pmd() and move_ptes(), 6.19.
 * Fidelity: modelled.
 */
final class MoveTables {

    private final CoreMm core;

    MoveTables(CoreMm core) {
        this.core = core;
    }

    /** Moves all entries; the mmap lock is held for writing, the anon_vmas are locked. */
    void move(Vma from, Vma to) {
        long length = from.end() - from.start();
        from.mm().notifiers().start(NotifierEvent.UNMAP, 0, from.start(), from.end());
        try {
            for (long offset = 0; offset < length;) {
                long source = from.start() + offset;
                long target = to.start() + offset;
                long step = Math.min(length - offset,
                        Math.min(bytesToBorder(source), bytesToBorder(target)));
                moveBlock(from, source, target, step);
                offset += step;
            }
        } finally {
            core.flushTlb();
            from.mm().notifiers().end();
        }
    }

    private void moveBlock(Vma from, long source, long target, long step) {
        PageTable table = from.mm().pageTable();
        if (HugePmd.leafSlot(table, source) != PageTable.NO_SLOT
                && moveHuge(from, source, target, step)) {
            return;
        }
        if (table.pteSlot(source) != PageTable.NO_SLOT
                && !(step == Pte.PMD_BYTES && table.movePmd(source, target))) {
            moveEntries(table, source, target, step >>> Pte.PAGE_SHIFT);
        }
    }

    /** Tells whether a whole entry of 2 MiB was moved; if not, it was split. */
    private static boolean moveHuge(Vma from, long source, long target, long step) {
        PageTable table = from.mm().pageTable();
        if (step == Pte.PMD_BYTES) {
            table.retire(target);
            long slot = table.pmdSlot(source);
            long targetSlot = table.pmdSlotAllocated(target);
            long lock = table.lockTableOf(slot);
            long targetLock = table.lockOf(targetSlot);
            if (targetLock != lock) {
                table.lockTableOf(targetSlot);
            }
            HugePmdChange.move(table, slot, targetSlot);
            if (targetLock != lock) {
                SpinLock.unlock(targetLock);
            }
            SpinLock.unlock(lock);
            return true;
        }
        SplitHugePmd.split(from, source, SplitHugePmd.Freeze.NO);
        return false;
    }

    private static long bytesToBorder(long address) {
        return Pte.PMD_BYTES - (address & Pte.PMD_BYTES - 1);
    }

    private static void moveEntries(PageTable table, long source, long target, long nrEntries) {
        long sourceSlot = table.pteSlot(source);
        long targetSlot = table.pteSlotAllocated(target);
        assert targetSlot != PageTable.NO_SLOT : "an entry of 2 MiB at the target";
        long lock = table.lockTableOf(sourceSlot);
        long targetLock = table.lockOf(targetSlot);
        if (targetLock != lock) {
            table.lockTableOf(targetSlot);
        }
        for (long i = 0; i < nrEntries << 3; i += Long.BYTES) {
            long pte = Memory.getLong(sourceSlot + i);
            if (!Pte.isNone(pte)) {
                table.set(sourceSlot + i, Pte.NONE);
                table.set(targetSlot + i,
                        pte | (Pte.isPresent(pte) ? Pte.SOFT_DIRTY : Pte.SWP_SOFT_DIRTY));
            }
        }
        if (targetLock != lock) {
            SpinLock.unlock(targetLock);
        }
        SpinLock.unlock(lock);
    }
}
