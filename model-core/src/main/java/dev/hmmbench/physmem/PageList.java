package dev.hmmbench.physmem;

import dev.hmmbench.memory.Memory;

/**
 * The struct pages of a vmalloc area in order, 8 bytes for each 4 KiB, in kernel memory.
 *
 * <p>Models mm/vmalloc.c, the member pages of struct vm_struct, 6.19. Fidelity: simplified (a list
 * that is a vmalloc area itself is mapped in the kernel's tables, but read and written where its
 * pages lie in the direct map: the kernel pays one page-table entry for each of them, not a system
 * call).
 */
final class PageList {

    private static final int ENTRIES_SHIFT = PageAllocator.PAGE_SHIFT - 3;
    private static final long ENTRY_MASK = (1L << ENTRIES_SHIFT) - 1;

    private final long address;
    private final long sizeBytes;
    private final long[] parts;

    /**
     * Describes a list.
     *
     * @param address what gives the list back
     * @param sizeBytes a multiple of 8
     * @param parts where each 4 KiB of it, or what there is of the last, can be accessed
     */
    PageList(long address, long sizeBytes, long[] parts) {
        this.address = address;
        this.sizeBytes = sizeBytes;
        this.parts = parts;
    }

    /** Returns the kernel's address of the list: a slab object or a vmalloc area. */
    long address() {
        return address;
    }

    /** Returns bytes of the list. */
    long sizeBytes() {
        return sizeBytes;
    }

    /** Returns the struct page at an index. */
    long get(long index) {
        return Memory.getLong(entryAt(index));
    }

    /** Lists a struct page at an index. */
    void set(long index, long page) {
        Memory.putLong(entryAt(index), page);
    }

    /** Clears the list: the pass of __GFP_ZERO. */
    void clear() {
        long left = sizeBytes;
        for (long part : parts) {
            Memory.zero(part, Math.min(left, PageAllocator.PAGE_BYTES));
            left -= PageAllocator.PAGE_BYTES;
        }
    }

    private long entryAt(long index) {
        return parts[(int) (index >>> ENTRIES_SHIFT)] + (index & ENTRY_MASK) * Long.BYTES;
    }
}
