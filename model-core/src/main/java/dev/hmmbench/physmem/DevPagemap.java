package dev.hmmbench.physmem;

import dev.hmmbench.memory.Memory;

/**
 * The words of a struct dev_pagemap in off-heap memory, by the address of the struct.
 *
 * <pre>
 *   0       48    64     96    100    104    112  120    128      136    144       152
 *   +-------+-----+------+-----+------+------+----+------+--------+------+---------+-------+
 *   |altmap | ref | done |type |flags |shift |ops |owner |nr_pages|pages |nr_range | range |
 *   +-------+-----+------+-----+------+------+----+------+--------+------+---------+-------+
 *                                                        series alone              start, last
 * </pre>
 *
 * <p>Models include/linux/memremap.h, 6.19 and the series. Fidelity: simplified (one layout for
 * both: the legacy struct lacks nr_pages and pages; the ops word holds an index, as Java has no
 * pointers).
 */
public final class DevPagemap {

    /** Bytes of the struct. */
    public static final int SIZE_BYTES = 168;

    /** In the unused altmap; the kernel finds the caching type in a tree of its own. */
    private static final int MEMTYPE_OFFSET = 0;
    static final int REF_OFFSET = 48;
    private static final int TYPE_OFFSET = 96;
    private static final int OPS_OFFSET = 112;
    private static final int OWNER_OFFSET = 120;
    private static final int NR_PAGES_OFFSET = 128;
    private static final int PAGES_OFFSET = 136;
    private static final int NR_RANGE_OFFSET = 144;
    private static final int START_OFFSET = 152;
    private static final int LAST_OFFSET = 160;

    static {
        assert LAST_OFFSET + Long.BYTES == SIZE_BYTES;
    }

    private DevPagemap() {}

    /** Returns the {@link PagemapType#value()}. */
    public static int type(long pgmap) {
        return Memory.getInt(pgmap + TYPE_OFFSET);
    }

    /** Returns what identifies the driver's device. */
    public static long owner(long pgmap) {
        return Memory.getLong(pgmap + OWNER_OFFSET);
    }

    /** Returns the pages of device memory that the driver asked for; the series alone. */
    public static long nrPages(long pgmap) {
        return Memory.getLong(pgmap + NR_PAGES_OFFSET);
    }

    /** Returns the address of the first struct page; the series alone. */
    public static long pages(long pgmap) {
        return Memory.getLong(pgmap + PAGES_OFFSET);
    }

    /** Returns the first byte of the range. */
    public static long start(long pgmap) {
        return Memory.getLong(pgmap + START_OFFSET);
    }

    /** Returns the last byte of the range, inclusive. */
    public static long last(long pgmap) {
        return Memory.getLong(pgmap + LAST_OFFSET);
    }

    /** Stores the number of pages. */
    public static void setNrPages(long pgmap, long nrPages) {
        Memory.putLong(pgmap + NR_PAGES_OFFSET, nrPages);
    }

    /** Stores the address of the first struct page. */
    public static void setPages(long pgmap, long pages) {
        Memory.putLong(pgmap + PAGES_OFFSET, pages);
    }

    /** Stores the range; {@code last} is inclusive. */
    public static void setRange(long pgmap, long start, long last) {
        Memory.putLong(pgmap + START_OFFSET, start);
        Memory.putLong(pgmap + LAST_OFFSET, last);
        Memory.putInt(pgmap + NR_RANGE_OFFSET, 1);
    }

    /** Returns the number of ranges. */
    public static int nrRange(long pgmap) {
        return Memory.getInt(pgmap + NR_RANGE_OFFSET);
    }

    /** Stores the number of ranges. */
    public static void setNrRange(long pgmap, int nrRange) {
        Memory.putInt(pgmap + NR_RANGE_OFFSET, nrRange);
    }

    static long memtype(long pgmap) {
        return Memory.getLong(pgmap + MEMTYPE_OFFSET);
    }

    static void setMemtype(long pgmap, long memtype) {
        Memory.putLong(pgmap + MEMTYPE_OFFSET, memtype);
    }

    /** Returns the index of the Java object, from the ops word. */
    static int tableIndex(long pgmap) {
        return (int) Memory.getLong(pgmap + OPS_OFFSET);
    }

    static void initialise(long pgmap, PagemapType type, long owner, int tableIndex) {
        Memory.putInt(pgmap + TYPE_OFFSET, type.value());
        Memory.putLong(pgmap + OWNER_OFFSET, owner);
        Memory.putLong(pgmap + OPS_OFFSET, tableIndex);
    }
}
