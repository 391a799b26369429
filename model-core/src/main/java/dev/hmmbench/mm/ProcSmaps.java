package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.model.LeafKind;

/**
 * Totals of one address space, as {@code /proc/PID/smaps_rollup} gives them. Device pages count as
 * resident.
 *
 * <p>Models fs/proc/task_mmu.c, smaps_pte_entry() and smaps_account(), 6.19. Fidelity: simplified
 * (referenced and locked memory are left out).
 *
 * @param rssBytes bytes mapped
 * @param pssBytes bytes mapped, each divided by how many map it
 * @param anonymousBytes bytes of anonymous memory
 * @param privateDirtyBytes bytes that nobody else maps and that were written
 */
public record ProcSmaps(
        long rssBytes, long pssBytes, long anonymousBytes, long privateDirtyBytes) {

    /** Walks all entries of an address space; takes the mmap lock itself. */
    public static ProcSmaps read(CoreMm core, AddressSpace mm) {
        Totals totals = new Totals(core);
        long stamp = mm.lockRead();
        for (Vma vma : mm.vmas()) {
            totals.addRange(mm.pageTable(), vma.start(), vma.end());
        }
        mm.unlockRead(stamp);
        return totals.result();
    }

    private static final class Totals {

        /** Shift of the fixed-point sum of shares, so that thirds do not get lost. */
        private static final int PSS_SHIFT = 12;

        private final CoreMm core;
        private long nrResident;
        private long pss;
        private long nrAnonymous;
        private long nrPrivateDirty;

        Totals(CoreMm core) {
            this.core = core;
        }

        void addRange(PageTable table, long start, long end) {
            for (long address = start; address < end;) {
                long blockEnd = Math.min(end, (address | Pte.PMD_BYTES - 1) + 1);
                long slot = table.pteSlot(address);
                long huge = HugePmd.leafSlot(table, address);
                if (huge != PageTable.NO_SLOT) {
                    addHuge(table, huge);
                } else if (slot != PageTable.NO_SLOT) {
                    addTable(table, slot, blockEnd - address >>> Pte.PAGE_SHIFT);
                }
                address = blockEnd;
            }
        }

        ProcSmaps result() {
            return new ProcSmaps(nrResident * Pte.PAGE_BYTES, pss >>> PSS_SHIFT,
                    nrAnonymous * Pte.PAGE_BYTES, nrPrivateDirty * Pte.PAGE_BYTES);
        }

        /** Models smaps_pmd_entry(). */
        private void addHuge(PageTable table, long slot) {
            long lock = table.lockTableOf(slot);
            long pmd = Memory.getLong(slot);
            if (!HugePmd.isHugeZero(core, pmd)) {
                long folio = HugePmd.folioOf(core, pmd);
                boolean isMigration = !Pte.isPresent(pmd)
                        && core.leafEntries().kindOf(pmd).isMigration();
                int mapcount = isMigration ? 1 : Math.max(1, Folio.mapcount(folio));
                nrResident += HugePmd.NR_PAGES;
                nrAnonymous += Folio.isAnon(folio) ? HugePmd.NR_PAGES : 0;
                pss += (Pte.PMD_BYTES << PSS_SHIFT) / mapcount;
                boolean isDirty = Pte.isPresent(pmd) && Pte.isDirty(pmd)
                        || Folio.has(folio, PageFlags.DIRTY);
                nrPrivateDirty += !isMigration && mapcount == 1 && isDirty
                        ? HugePmd.NR_PAGES : 0;
            }
            SpinLock.unlock(lock);
        }

        private void addTable(PageTable table, long firstSlot, long nrEntries) {
            long lock = table.lockTableOf(firstSlot);
            for (long i = 0; i < nrEntries; i++) {
                long pte = Memory.getLong(firstSlot + (i << 3));
                if (!Pte.isNone(pte)) {
                    addEntry(pte);
                }
            }
            SpinLock.unlock(lock);
        }

        private void addEntry(long pte) {
            if (Pte.isPresent(pte)) {
                long pfn = Pte.pfnOf(pte);
                if (pfn != core.zeroPfn()) {
                    addPage(core.pageOfPfn(pfn), pte & Pte.DIRTY);
                }
                return;
            }
            LeafKind kind = core.leafEntries().kindOf(pte);
            long page = core.leafEntries().pageOf(pte);
            if (kind.isDevicePrivate()) {
                addPage(page, 0);
            } else {
                addMigrating(page);
            }
        }

        private void addPage(long page, long dirty) {
            nrResident++;
            nrAnonymous += Folio.isAnon(Folio.headOf(page)) ? 1 : 0;
            int mapcount = Folio.pageMapcount(page);
            pss += (Pte.PAGE_BYTES << PSS_SHIFT) / Math.max(1, mapcount);
            if (mapcount == 1 && (dirty != 0 || Folio.has(Folio.headOf(page), PageFlags.DIRTY))) {
                nrPrivateDirty++;
            }
        }

        /** A page under migration has no stable map count: it counts as shared by one. */
        private void addMigrating(long page) {
            nrResident++;
            nrAnonymous += Folio.isAnon(Folio.headOf(page)) ? 1 : 0;
            pss += Pte.PAGE_BYTES << PSS_SHIFT;
        }
    }
}
