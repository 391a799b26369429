package dev.hmmbench.mm;

import dev.hmmbench.count.Counter;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.RmapWalks;

/**
 * Finds the page-table entry that maps a page of a folio at a given address.
 *
 * <p>Models mm/page_vma_mapped.c, page_vma_mapped_walk(), map_pte() and check_pte(), 6.19.
 * Fidelity: simplified (one address at a time: a folio of 4 KiB is mapped once in a range).
 */
final class PageVmaWalk {

    private PageVmaWalk() {}

    /**
     * Looks at one address.
     *
     * @param walkNumber number of the folio as {@link RmapWalks#numberFor} gives it
     * @param walkFlags from {@link RmapWalks#flagsFor}
     * @return the slot, its table locked; {@link PageTable#NO_SLOT} if the folio is not mapped
     *      there
     */
    static long lockMapping(
            CoreMm core, PageTable table, long address, long walkNumber, int walkFlags) {
        return lockMapping(core, table, address, walkNumber, 1, walkFlags);
    }

    /** Looks at one address for any of the first {@code nrPages} pages of a folio. */
    static long lockMapping(CoreMm core, PageTable table, long address, long walkNumber,
            long nrPages, int walkFlags) {
        long slot = table.pteSlot(address);
        if (slot == PageTable.NO_SLOT) {
            return PageTable.NO_SLOT;
        }
        if ((walkFlags & RmapWalks.SYNC) == 0 && Pte.isNone(Memory.getLongAcquire(slot))) {
            return PageTable.NO_SLOT;
        }
        long lock = table.lockTableOf(slot);
        core.counters().increment(Counter.RMAP_ENTRIES_VISITED);
        if (maps(core, Memory.getLong(slot), walkNumber, nrPages, walkFlags)) {
            return slot;
        }
        SpinLock.unlock(lock);
        return PageTable.NO_SLOT;
    }

    /** Tells whether an entry maps one of a folio's pages. */
    static boolean maps(
            CoreMm core, long pte, long walkNumber, long nrPages, int walkFlags) {
        if (Pte.isNone(pte)) {
            return false;
        }
        boolean wantsMigration = (walkFlags & RmapWalks.MIGRATION) != 0;
        if (Pte.isPresent(pte)) {
            return !wantsMigration
                    && core.rmapWalks().matchesPresent(
                            walkNumber, nrPages, walkFlags, Pte.pfnOf(pte));
        }
        LeafKind kind = core.leafEntries().kindOf(pte);
        boolean isWanted = wantsMigration
                ? kind.isMigration()
                : kind.isDevicePrivate() || kind == LeafKind.DEVICE_EXCLUSIVE;
        return isWanted && core.rmapWalks().matches(walkNumber, nrPages, walkFlags, pte);
    }
}
