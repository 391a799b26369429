package dev.hmmbench.mm;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;

/**
 * Replaces 512 pages by one folio of 2 MiB: what MADV_COLLAPSE does.
 *
 * <p>Models mm/khugepaged.c, madvise_collapse(), hpage_collapse_scan_pmd() and
 * collapse_huge_page(), 6.19. Fidelity: simplified (the mmap lock is held for writing all the way;
 * shared pages are not collapsed; no swap).
 */
final class Collapse {

    private final CoreMm core;
    private final Vma vma;
    private final PageTable table;
    private final long start;

    private Collapse(CoreMm core, Vma vma, long start) {
        this.core = core;
        this.vma = vma;
        this.table = vma.mm().pageTable();
        this.start = start;
    }

    /**
     * Collapses every aligned 2 MiB of a range; the mmap lock is held for writing. Blocks that
     * cannot collapse do not keep those behind them from it.
     *
     * @throws ModelException with ENOMEM if part of it is not mapped or there is no memory, EINVAL
     *      if some of it cannot be collapsed
     */
    static void range(CoreMm core, AddressSpace mm, long start, long end) {
        long first = start + Pte.PMD_BYTES - 1 & -Pte.PMD_BYTES;
        ModelException last = null;
        for (long at = first; at + Pte.PMD_BYTES <= end; at += Pte.PMD_BYTES) {
            Vma vma = mm.find(at);
            if (vma == null) {
                throw new ModelException(Errno.ENOMEM, "nothing is mapped at the range");
            }
            try {
                block(core, vma, at);
            } catch (ModelException refused) {
                if (refused.errno() == Errno.ENOMEM) {
                    throw refused;
                }
                last = refused;
            }
        }
        if (last != null) {
            throw last;
        }
    }

    /** Collapses 2 MiB that begin in a mapping, unless one entry maps them already. */
    private static void block(CoreMm core, Vma vma, long at) {
        if (vma.end() < at + Pte.PMD_BYTES || !vma.isAnonymous()
                || vma.has(VmFlags.NOHUGEPAGE)) {
            throw refused(at);
        }
        long huge = HugePmd.leafSlot(vma.mm().pageTable(), at);
        if (huge == PageTable.NO_SLOT) {
            new Collapse(core, vma, at).run();
        } else if (!Pte.isPresent(Memory.getLong(huge))) {
            throw refused(at);
        }
    }

    private void run() {
        long firstSlot = table.pteSlot(start);
        if (firstSlot == PageTable.NO_SLOT || !isCollapsible(firstSlot)) {
            throw refused(start);
        }
        long deposit = table.newTable();
        long folio = core.allocateZeroedHugeFolio();
        if (folio == StructPage.NO_PAGE) {
            table.freeTable(deposit);
            throw CoreMm.outOfMemory("a collapse");
        }
        AddressSpace mm = vma.mm();
        AnonVma anonVma = core.anonVmas().prepare(vma);
        mm.notifiers().start(NotifierEvent.CLEAR, 0, start, start + Pte.PMD_BYTES);
        core.anonVmas().runLocked(vma, () -> {
            long lock = table.lockTableOf(firstSlot);
            copyEntries(firstSlot, folio);
            SpinLock.unlock(lock);
            table.retire(start);
        });
        long slot = table.pmdSlot(start);
        long lock = table.lockTableOf(slot);
        core.flushTlb();
        AnonRmap.addNewHuge(folio, anonVma, vma.indexOf(start));
        core.addToLru(folio);
        mm.addAnonRss(HugePmd.NR_PAGES);
        table.deposit(deposit);
        table.set(slot, HugePmd.writable(core, folio, vma));
        SpinLock.unlock(lock);
        mm.notifiers().end();
    }

    private boolean isCollapsible(long firstSlot) {
        boolean hasPage = false;
        for (int i = 0; i < HugePmd.NR_PAGES; i++) {
            long pte = Memory.getLong(firstSlot + (i << 3));
            if (Pte.isNone(pte)) {
                continue;
            }
            if (!Pte.isPresent(pte) || Pte.isProtnone(pte)) {
                return false;
            }
            if (Pte.pfnOf(pte) != core.zeroPfn()) {
                long page = core.pageOfPfn(Pte.pfnOf(pte));
                long folio = Folio.headOf(page);
                if (!Folio.has(page, PageFlags.ANON_EXCLUSIVE)
                        || StructPage.refcount(folio) != Folio.mapcount(folio)) {
                    return false;
                }
                hasPage = true;
            }
        }
        return hasPage;
    }

    private void copyEntries(long firstSlot, long target) {
        long nrPages = 0;
        for (int i = 0; i < HugePmd.NR_PAGES; i++) {
            long slot = firstSlot + (i << 3);
            long pte = Memory.getLong(slot);
            if (Pte.isNone(pte)) {
                continue;
            }
            table.set(slot, Pte.NONE);
            if (Pte.pfnOf(pte) != core.zeroPfn()) {
                long page = core.pageOfPfn(Pte.pfnOf(pte));
                long folio = Folio.headOf(page);
                core.copyPage(page, CompoundPage.pageAt(target, i));
                AnonRmap.remove(page);
                core.putFolio(folio);
                nrPages++;
            }
        }
        vma.mm().addAnonRss(-nrPages);
    }

    private static ModelException refused(long address) {
        return new ModelException(
                Errno.EINVAL, "the memory at 0x" + Long.toHexString(address) + " cannot collapse");
    }
}
