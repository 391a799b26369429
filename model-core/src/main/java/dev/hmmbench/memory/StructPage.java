package dev.hmmbench.memory;

/**
 * The 64 bytes that describe one page: a struct page as the kernel lays it out on 64-bit machines,
 * and as the head of a folio.
 *
 * <pre>
 *    0       8       16      24      32      40      48   52   56      64
 *   +-------+-------+-------+-------+-------+-------+----+----+-------+
 *   | flags | lru / | lru / |mapping| index |private|map-|ref-| memcg |
 *   |       | pgmap*| zdd   |       |       |       |coun|coun|       |
 *   +-------+-------+-------+-------+-------+-------+----+----+-------+
 *             * compound_head where bit 0 is set (tail pages)
 *             zdd = zone_device_data, the driver's word
 * </pre>
 *
 * <p>Pages are passed as their address. {@code _mapcount} counts from -1. A reference count of 0 on
 * a device page means: free, and owned by the driver.
 *
 * <p>Models include/linux/mm_types.h, struct page, 6.19. Fidelity: modelled.
 */
public final class StructPage {

    /** Bytes of one struct page. */
    public static final int SIZE_BYTES = 64;
    /** log2 of {@link #SIZE_BYTES}. */
    public static final int SIZE_SHIFT = 6;
    /** The address that stands for "no page". */
    public static final long NO_PAGE = 0;

    /** Offset of the flags word. */
    public static final int FLAGS_OFFSET = 0;
    /** Offset of lru.next. */
    public static final int LRU_NEXT_OFFSET = 8;
    /** Offset of the pagemap pointer of a device page, over lru.next. */
    public static final int PGMAP_OFFSET = 8;
    /** Offset of compound_head, over lru.next; bit 0 set in tail pages. */
    public static final int COMPOUND_HEAD_OFFSET = 8;
    /** Offset of lru.prev. */
    public static final int LRU_PREV_OFFSET = 16;
    /** Offset of the driver's word of a device page, over lru.prev. */
    public static final int ZONE_DEVICE_DATA_OFFSET = 16;
    /** Offset of the mapping word; bit 0 set for anonymous folios. */
    public static final int MAPPING_OFFSET = 24;
    /** Offset of the index in the mapping. */
    public static final int INDEX_OFFSET = 32;
    /** Offset of the private word. */
    public static final int PRIVATE_OFFSET = 40;
    /** Offset of the map count, which starts at -1. */
    public static final int MAPCOUNT_OFFSET = 48;
    /** Offset of the reference count. */
    public static final int REFCOUNT_OFFSET = 52;
    /** Offset of the memory cgroup word. */
    public static final int MEMCG_OFFSET = 56;

    static {
        assert 1 << SIZE_SHIFT == SIZE_BYTES;
        assert MEMCG_OFFSET + Long.BYTES == SIZE_BYTES;
    }

    private StructPage() {}

    /** Returns the flags word. */
    public static long flags(long page) {
        return Memory.getLong(page + FLAGS_OFFSET);
    }

    /** Stores the flags word. */
    public static void setFlags(long page, long flags) {
        Memory.putLong(page + FLAGS_OFFSET, flags);
    }

    /** Returns the pagemap of a device page: the address of its struct dev_pagemap. */
    public static long pgmap(long page) {
        return Memory.getLong(page + PGMAP_OFFSET);
    }

    /** Stores the pagemap of a device page. */
    public static void setPgmap(long page, long pgmap) {
        Memory.putLong(page + PGMAP_OFFSET, pgmap);
    }

    /** Returns the driver's word of a device page. */
    public static long zoneDeviceData(long page) {
        return Memory.getLong(page + ZONE_DEVICE_DATA_OFFSET);
    }

    /** Stores the driver's word of a device page. */
    public static void setZoneDeviceData(long page, long data) {
        Memory.putLong(page + ZONE_DEVICE_DATA_OFFSET, data);
    }

    /** Returns the mapping word. */
    public static long mapping(long page) {
        return Memory.getLong(page + MAPPING_OFFSET);
    }

    /** Stores the mapping word. */
    public static void setMapping(long page, long mapping) {
        Memory.putLong(page + MAPPING_OFFSET, mapping);
    }

    /** Returns the index in the mapping. */
    public static long index(long page) {
        return Memory.getLong(page + INDEX_OFFSET);
    }

    /** Stores the index in the mapping. */
    public static void setIndex(long page, long index) {
        Memory.putLong(page + INDEX_OFFSET, index);
    }

    /** Returns how many page-table entries map the page. */
    public static int mapcount(long page) {
        return Memory.getInt(page + MAPCOUNT_OFFSET) + 1;
    }

    /** Adds to the map count atomically; returns it as it is afterwards. */
    public static int addMapcount(long page, int delta) {
        return Memory.getAndAddInt(page + MAPCOUNT_OFFSET, delta) + 1 + delta;
    }

    /** Returns the reference count. */
    public static int refcount(long page) {
        return Memory.getInt(page + REFCOUNT_OFFSET);
    }

    /** Stores the reference count. */
    public static void setRefcount(long page, int count) {
        Memory.putInt(page + REFCOUNT_OFFSET, count);
    }

    /** Adds to the reference count atomically; returns it as it is afterwards. */
    public static int addRefcount(long page, int delta) {
        return Memory.getAndAddInt(page + REFCOUNT_OFFSET, delta) + delta;
    }
}
