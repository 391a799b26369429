package dev.hmmbench.physmem;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.AllocationGate;
import dev.hmmbench.lib.XArray;

/**
 * Which pagemap holds a page frame number: entries that span as much as their alignment allows.
 *
 * <p>Models the pgmap_array of mm/memremap.c, 6.19. Fidelity: modelled.
 */
final class PagemapArray {

    /** What a page frame number without a pagemap holds. */
    static final long NONE = 0;

    private final XArray array;

    PagemapArray(AllocationGate gate, Counters counters) {
        this.array = new XArray(gate, counters);
    }

    /** Returns the pagemap of a page frame number: get_dev_pagemap() without its reference. */
    long get(long pfn) {
        return array.load(pfn);
    }

    /**
     * Stores a pagemap for a range of bytes.
     *
     * @param last inclusive
     * @return whether there was memory for its nodes
     */
    boolean store(long start, long last, long pgmap) {
        return array.storeRange(pfnOf(start), pfnOf(last), pgmap) == 0;
    }

    /** Forgets a range of bytes: pgmap_array_delete(). */
    void erase(long start, long last) {
        int error = array.storeRange(pfnOf(start), pfnOf(last), NONE);
        if (error != 0) {
            throw new AssertionError("range at 0x" + Long.toHexString(start)
                    + " stays in the array of pagemaps: " + error);
        }
    }

    /** Returns nodes in use. */
    int nrNodes() {
        return array.nodes();
    }

    void validate() {
        array.validate();
    }

    private static long pfnOf(long address) {
        return address >>> PageAllocator.PAGE_SHIFT;
    }
}
