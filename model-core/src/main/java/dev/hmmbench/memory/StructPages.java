package dev.hmmbench.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * Loops over many struct pages, and the one-page forms that loops elsewhere inline.
 *
 * <p>Each page is one slice of 64 bytes with constant offsets: C2 replaces the slice by registers
 * and folds every check away, which is what brings these loops to the speed of C (see {@code
 * docs/decisions.md}). The price is that the interpreter allocates; forks therefore warm up first
 * and force {@code dev.hmmbench.memory.*} inline.
 */
public final class StructPages {

    /** Pages whose struct pages fill 2 MiB: one section of 128 MiB. */
    private static final int CHUNK_PAGES = 1 << 15;

    /**
     * A map count of -1 and, behind it, a reference count of 0: one store. Two keep C2 from
     * unrolling well and cost a fifth in the L2 cache.
     */
    private static final long UNMAPPED_AND_FREE =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                    ? 0x0000_0000_ffff_ffffL : 0xffff_ffff_0000_0000L;

    private StructPages() {}

    /**
     * Initialises the struct page of one free device-private page: all 64 bytes are written,
     * whatever they held. Stores in the order of the fields what the kernel's stores leave behind;
     * those that a later one overwrites (the clearing of non-zero fields, {@code lru} pointing at
     * itself, a reference count of 1 on the way to 0) merge in a compiled kernel too.
     *
     * <p>Models mm/mm_init.c, __init_zone_device_page(), 6.19. Fidelity: modelled (the pageblock's
     * type belongs to the zone).
     *
     * @param page address of the struct page
     * @param flags from {@link PageFlags#zoneDevice}
     * @param pgmap address of the pagemap
     */
    public static void initialiseZoneDevicePage(long page, long flags, long pgmap) {
        Memory.check(page, StructPage.SIZE_BYTES);
        store(Memory.all().asSlice(page, StructPage.SIZE_BYTES), flags, pgmap);
    }

    /**
     * Initialises a run of struct pages, each as {@link #initialiseZoneDevicePage} does. Costs 64
     * bytes of stores per page and nothing else.
     *
     * @param firstPage address of the first struct page
     * @param nrPages how many follow one another, not negative
     */
    public static void initialiseZoneDevice(
            long firstPage, long nrPages, long flags, long pgmap) {
        if (nrPages > 0) {
            Memory.check(firstPage, nrPages << StructPage.SIZE_SHIFT);
        }
        long left = nrPages;
        long page = firstPage;
        while (left > 0) {
            int chunk = (int) Math.min(left, CHUNK_PAGES);
            initialiseChunk(page, chunk, flags, pgmap);
            page += (long) chunk << StructPage.SIZE_SHIFT;
            left -= chunk;
        }
    }

    /**
     * Initialises a run of struct pages of ordinary memory that nobody uses.
     *
     * <p>Models mm/mm_init.c, __init_single_page() and __free_pages_core(), 6.19. Fidelity:
     * modelled.
     *
     * @param flags from {@link PageFlags#initial}
     */
    public static void initialiseFree(long firstPage, long nrPages, long flags) {
        long end = firstPage + (nrPages << StructPage.SIZE_SHIFT);
        for (long page = firstPage; page != end; page += StructPage.SIZE_BYTES) {
            Memory.check(page, StructPage.SIZE_BYTES);
            MemorySegment slice = Memory.all().asSlice(page, StructPage.SIZE_BYTES);
            store(slice, flags, page + StructPage.LRU_NEXT_OFFSET);
            slice.set(JAVA_LONG, StructPage.LRU_PREV_OFFSET, page + StructPage.LRU_NEXT_OFFSET);
        }
    }

    /**
     * Clears struct pages in a pass of its own, as an allocation with __GFP_ZERO does. Uses the C
     * library's memset, which like the kernel's clear_page does not read what it overwrites.
     */
    public static void zero(long firstPage, long nrPages) {
        Memory.zero(firstPage, nrPages << StructPage.SIZE_SHIFT);
    }

    /**
     * Counts the struct pages whose flags hold exactly {@code value} in the bits of {@code mask}: a
     * scan over a span as compaction or a debug walk makes it, one load per page.
     */
    public static long countFlags(long firstPage, long nrPages, long mask, long value) {
        if (nrPages > 0) {
            Memory.check(firstPage, nrPages << StructPage.SIZE_SHIFT);
        }
        long found = 0;
        long left = nrPages;
        long page = firstPage;
        while (left > 0) {
            int chunk = (int) Math.min(left, CHUNK_PAGES);
            found += countChunk(page, chunk, mask, value);
            page += (long) chunk << StructPage.SIZE_SHIFT;
            left -= chunk;
        }
        return found;
    }

    /**
     * Returns the index of the first struct page that is not as {@link #initialiseZoneDevicePage}
     * leaves it, or -1 if all are. Slow and exact; for checks outside any timing.
     */
    public static long findNotInitialised(
            long firstPage, long nrPages, long flags, long pgmap) {
        for (long i = 0; i < nrPages; i++) {
            if (!isInitialised(firstPage + (i << StructPage.SIZE_SHIFT), flags, pgmap)) {
                return i;
            }
        }
        return -1;
    }

    /** In a method of its own, so that it is compiled as a whole and not on-stack in its caller. */
    private static void initialiseChunk(long firstPage, int nrPages, long flags, long pgmap) {
        MemorySegment all = Memory.all();
        for (int i = 0; i < nrPages; i++) {
            long page = firstPage + ((long) i << StructPage.SIZE_SHIFT);
            store(all.asSlice(page, StructPage.SIZE_BYTES), flags, pgmap);
        }
    }

    private static void store(MemorySegment page, long flags, long pgmap) {
        page.set(JAVA_LONG, StructPage.FLAGS_OFFSET, flags);
        page.set(JAVA_LONG, StructPage.PGMAP_OFFSET, pgmap);
        page.set(JAVA_LONG, StructPage.ZONE_DEVICE_DATA_OFFSET, 0L);
        page.set(JAVA_LONG, StructPage.MAPPING_OFFSET, 0L);
        page.set(JAVA_LONG, StructPage.INDEX_OFFSET, 0L);
        page.set(JAVA_LONG, StructPage.PRIVATE_OFFSET, 0L);
        page.set(JAVA_LONG, StructPage.MAPCOUNT_OFFSET, UNMAPPED_AND_FREE);
        page.set(JAVA_LONG, StructPage.MEMCG_OFFSET, 0L);
    }

    private static long countChunk(long firstPage, int nrPages, long mask, long value) {
        MemorySegment all = Memory.all();
        long found = 0;
        for (int i = 0; i < nrPages; i++) {
            long page = firstPage + ((long) i << StructPage.SIZE_SHIFT);
            MemorySegment slice = all.asSlice(page, StructPage.SIZE_BYTES);
            if ((slice.get(JAVA_LONG, StructPage.FLAGS_OFFSET) & mask) == value) {
                found++;
            }
        }
        return found;
    }

    private static boolean isInitialised(long page, long flags, long pgmap) {
        return StructPage.flags(page) == flags
                && StructPage.pgmap(page) == pgmap
                && StructPage.zoneDeviceData(page) == 0
                && StructPage.mapping(page) == 0
                && StructPage.index(page) == 0
                && Memory.getLong(page + StructPage.PRIVATE_OFFSET) == 0
                && StructPage.mapcount(page) == 0
                && StructPage.refcount(page) == 0
                && Memory.getLong(page + StructPage.MEMCG_OFFSET) == 0;
    }
}
