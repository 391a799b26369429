package dev.hmmbench.work;

import dev.hmmbench.physmem.Footprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What equal pagemaps, the first of a machine, must take by arithmetic: sizes from the kernels'
 * headers, nothing from the models.
 *
 * <p>Holds for whole sections of 128 MiB and, in devprivate, arrays of more than 4 MiB: smaller
 * ones come from the page allocator directly.
 */
final class FootprintArithmetic {

    private static final long PAGE = 4096;
    private static final long BLOCK = 2L << 20;
    private static final long SECTION = 128L << 20;
    private static final long STRUCT_PAGE = 64;
    /** A page table of the lowest level covers 2 MiB, the next 1 GiB, the next 512 GiB. */
    private static final int[] TABLE_SHIFTS = {21, 30, 39};
    /** Largest array that kmalloc gives. */
    private static final long LARGEST_BLOCK = 4L << 20;

    /** struct dev_pagemap of 168, percpu_ref_data of 56 and a counter of 8, as kmalloc rounds. */
    private static final long PAGEMAP_OBJECTS = 192 + 64 + 8;
    /** memtype of 64; usage of a section: 16 for RCU, 8 and 32 of bitmaps. */
    private static final long MEMTYPE = 64;
    private static final long SECTION_USAGE = 64;
    /** A page of 16-byte sections covers 256 of them. */
    private static final long SECTIONS_IN_ROOT = 256;
    /** vm_struct and vmap_area of 72 each. */
    private static final long AREA_OBJECTS = 2 * 96;
    private static final int XARRAY_BITS = 6;

    private FootprintArithmetic() {}

    /**
     * Returns what legacy takes: numbers from the top of the space down.
     *
     * @param topPfn the first page frame number above the space
     */
    static Footprint legacy(long sizeBytes, int pagemaps, long topPfn) {
        long bytes = sizeBytes * pagemaps;
        long sections = bytes / SECTION;
        long lowPfn = topPfn - bytes / PAGE;
        // One entry of a table of the level above the blocks maps 2 MiB of struct pages.
        long tables = tables(lowPfn * STRUCT_PAGE, topPfn * STRUCT_PAGE, 1);
        long rootsFirst = lowPfn * PAGE / SECTION / SECTIONS_IN_ROOT;
        long rootsLast = (topPfn * PAGE / SECTION - 1) / SECTIONS_IN_ROOT;
        return new Footprint(sections * BLOCK, 0, tables * PAGE,
                xarrayNodes(sizeBytes / PAGE, pagemaps, topPfn) * Footprint.XARRAY_NODE_BYTES,
                pagemaps * (PAGEMAP_OBJECTS + MEMTYPE) + sections * SECTION_USAGE
                        + (rootsLast - rootsFirst + 1) * PAGE);
    }

    /** Returns what devprivate takes: arrays in the lowest holes of an empty vmalloc area. */
    static Footprint devprivate(long sizeBytes, int pagemaps) {
        long array = sizeBytes / PAGE * STRUCT_PAGE;
        if (array <= LARGEST_BLOCK || array % BLOCK != 0) {
            throw new IllegalArgumentException("an array of " + array + " bytes");
        }
        long list = Math.ceilDiv(array / PAGE * Long.BYTES, PAGE) * PAGE;
        boolean isListArea = list > PAGE;
        long listOfList = list / PAGE * Long.BYTES;
        List<long[]> holes = new ArrayList<>(List.of(new long[] {0, Long.MAX_VALUE}));
        Set<Long> tables = new HashSet<>();
        for (int i = 0; i < pagemaps; i++) {
            long start = take(holes, array, BLOCK);
            addTables(tables, start, start + array, 1);
            if (isListArea) {
                long listStart = take(holes, list, PAGE);
                addTables(tables, listStart, listStart + list, 0);
            }
        }
        long objects = PAGEMAP_OBJECTS + AREA_OBJECTS
                + (isListArea ? AREA_OBJECTS + sizeClass(listOfList) : sizeClass(list));
        return new Footprint(pagemaps * array, isListArea ? pagemaps * list : 0,
                tables.size() * PAGE, 0, pagemaps * objects);
    }

    /** First fit, with one page free behind each area. */
    private static long take(List<long[]> holes, long sizeBytes, long align) {
        for (int i = 0; i < holes.size(); i++) {
            long[] hole = holes.get(i);
            long start = Math.ceilDiv(hole[0], align) * align;
            long end = start + sizeBytes + PAGE;
            if (end <= hole[1]) {
                holes.set(i, new long[] {end, hole[1]});
                if (hole[0] < start) {
                    holes.add(i, new long[] {hole[0], start});
                }
                return start;
            }
        }
        throw new AssertionError("no hole");
    }

    private static long tables(long start, long end, int lowestLevel) {
        Set<Long> tables = new HashSet<>();
        addTables(tables, start, end, lowestLevel);
        return tables.size();
    }

    private static void addTables(Set<Long> tables, long start, long end, int lowestLevel) {
        for (int level = lowestLevel; level < TABLE_SHIFTS.length; level++) {
            int shift = TABLE_SHIFTS[level];
            for (long at = start >>> shift; at <= end - 1 >>> shift; at++) {
                tables.add((long) level << 58 | at);
            }
        }
    }

    /** A node is there where a range covers a part of it alone. */
    private static long xarrayNodes(long nrPages, int pagemaps, long topPfn) {
        Set<Long> nodes = new HashSet<>();
        for (int i = 1; i <= pagemaps; i++) {
            long first = topPfn - i * nrPages;
            long last = first + nrPages - 1;
            for (int bits = XARRAY_BITS; first >>> bits - XARRAY_BITS != 0; bits += XARRAY_BITS) {
                addIfPartial(nodes, first, first, last, bits);
                addIfPartial(nodes, last, first, last, bits);
            }
        }
        return nodes.size();
    }

    private static void addIfPartial(
            Set<Long> nodes, long index, long first, long last, int bits) {
        long start = index >>> bits << bits;
        long end = start + (1L << bits) - 1;
        if (start < first || end > last) {
            nodes.add((long) bits << 56 | index >>> bits);
        }
    }

    private static long sizeClass(long bytes) {
        return bytes <= 8 ? 8 : Long.highestOneBit(bytes - 1) << 1;
    }
}
