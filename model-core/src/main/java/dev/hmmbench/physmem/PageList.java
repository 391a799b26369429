package dev.hmmbench.physmem;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;

/**
 * The struct pages of a vmalloc area in order, 8 bytes for each 4 KiB, in kernel memory.
 *
 * <p>Models mm/vmalloc.c, the member pages of struct vm_struct, 6.19. Fidelity: modelled.
 *
 * @param address of the list: a slab object or a vmalloc area
 * @param sizeBytes a multiple of 8
 */
record PageList(long address, long sizeBytes) {

    /** Returns the struct page at an index. */
    long get(long index) {
        return Memory.getLong(address + index * Long.BYTES);
    }

    /** Lists a struct page at an index. */
    void set(long index, long page) {
        assert page != StructPage.NO_PAGE : "nothing is listed";
        Memory.putLong(address + index * Long.BYTES, page);
    }

    /** Clears the list: the pass of __GFP_ZERO. */
    void clear() {
        Memory.zero(address, sizeBytes);
    }
}
