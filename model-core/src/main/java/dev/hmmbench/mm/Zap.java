package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafKind;

/**
 * Clears the page-table entries of a range and drops what they held.
 *
 * <p>Models mm/memory.c, unmap_page_range(), zap_present_ptes() and zap_nonpresent_ptes(), 6.19.
 * Fidelity: simplified (pages are freed under the table's lock, not gathered).
 */
final class Zap {

    private final CoreMm core;

    Zap(CoreMm core) {
        this.core = core;
    }

    /** Clears {@code [start, end)} of a range; the caller has opened the notifier bracket. */
    void range(Vma vma, long start, long end) {
        PageTable table = vma.mm().pageTable();
        for (long address = start; address < end;) {
            long blockEnd = Math.min(end, (address | Pte.PMD_BYTES - 1) + 1);
            if (HugePmd.leafSlot(table, address) != PageTable.NO_SLOT
                    && zapHuge(vma, address, blockEnd)) {
                address = blockEnd;
                continue;
            }
            long slot = table.pteSlot(address);
            if (slot != PageTable.NO_SLOT) {
                zapTable(vma.mm(), slot, blockEnd - address >>> Pte.PAGE_SHIFT);
            }
            address = blockEnd;
        }
        core.flushTlb();
    }

    /** Tells whether the block is done; if not, its entry of 2 MiB was split. */
    private boolean zapHuge(Vma vma, long start, long end) {
        if (!HugePmd.isWhole(start, end)) {
            SplitHugePmd.split(vma, start, SplitHugePmd.Freeze.NO);
            return false;
        }
        PageTable table = vma.mm().pageTable();
        long slot = table.pmdSlot(start);
        long lock = table.lockTableOf(slot);
        boolean isLeaf = HugePmd.isLeaf(Memory.getLong(slot));
        if (isLeaf) {
            HugePmdChange.zap(core, vma, slot);
        }
        SpinLock.unlock(lock);
        return isLeaf;
    }

    private void zapTable(AddressSpace mm, long firstSlot, long nrEntries) {
        long lock = mm.pageTable().lockTableOf(firstSlot);
        long nrAnon = 0;
        for (long i = 0; i < nrEntries; i++) {
            long slot = firstSlot + (i << 3);
            long pte = Memory.getLong(slot);
            if (!Pte.isNone(pte)) {
                mm.pageTable().set(slot, Pte.NONE);
                nrAnon += Pte.isPresent(pte) ? zapPresent(mm, pte) : zapNonpresent(mm, pte);
            }
        }
        mm.addAnonRss(-nrAnon);
        SpinLock.unlock(lock);
    }

    private int zapPresent(AddressSpace mm, long pte) {
        long pfn = Pte.pfnOf(pte);
        if (pfn == core.zeroPfn()) {
            return 0;
        }
        long page = core.pageOfPfn(pfn);
        int nrAnon = countAnon(mm, page);
        drop(page);
        return nrAnon;
    }

    /** Returns 1 for an anonymous page; counts a file's page itself. */
    private static int countAnon(AddressSpace mm, long page) {
        if (Folio.isAnon(page)) {
            return 1;
        }
        mm.addFileRss(-1);
        return 0;
    }

    private int zapNonpresent(AddressSpace mm, long entry) {
        LeafKind kind = core.leafEntries().kindOf(entry);
        if (kind.isDevicePrivate() || kind == LeafKind.DEVICE_EXCLUSIVE) {
            drop(core.leafEntries().pageOf(entry));
            return 1;
        }
        if (kind.isMigration()) {
            long folio = core.leafEntries().pageOf(entry);
            assert folio != StructPage.NO_PAGE;
            return countAnon(mm, folio);
        }
        throw new AssertionError("entry 0x" + Long.toHexString(entry) + " of kind " + kind);
    }

    private void drop(long page) {
        long folio = Folio.headOf(page);
        AnonRmap.remove(page);
        core.putFolio(folio);
    }
}
