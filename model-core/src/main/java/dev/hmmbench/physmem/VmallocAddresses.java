package dev.hmmbench.physmem;

import dev.hmmbench.memory.Mapping;
import java.util.Map;
import java.util.TreeMap;

/**
 * The addresses of the vmalloc area: lowest hole first, one page kept free behind each area.
 *
 * <p>Models mm/vmalloc.c, alloc_vmap_area(), 6.19. Fidelity: simplified (one ordered map of holes
 * in place of the augmented trees and their per-CPU front; 512 GiB of addresses where x86-64 has
 * 32 TiB with 4 levels of page tables and 12,800 TiB with 5).
 */
final class VmallocAddresses implements AutoCloseable {

    /** Bytes of the area: enough for the struct pages of 32 TiB of device memory. */
    private static final long AREA_BYTES = 1L << 39;
    private static final long GUARD_BYTES = PageAllocator.PAGE_BYTES;

    private final Mapping range = Mapping.reserve(AREA_BYTES);
    private final TreeMap<Long, Long> holeEndsByStart = new TreeMap<>();
    private long usedBytes;

    VmallocAddresses() {
        holeEndsByStart.put(range.address(), range.address() + AREA_BYTES);
    }

    /** Returns the address of an area, or {@link Slab#NONE} if no hole is large enough. */
    long reserve(long sizeBytes, long alignBytes) {
        for (Map.Entry<Long, Long> hole : holeEndsByStart.entrySet()) {
            long start = hole.getKey() + alignBytes - 1 & -alignBytes;
            long end = start + sizeBytes + GUARD_BYTES;
            if (end <= hole.getValue()) {
                take(hole.getKey(), hole.getValue(), start, end);
                return start;
            }
        }
        return Slab.NONE;
    }

    /** Gives the addresses of an area back. */
    void release(long address, long sizeBytes) {
        long start = address;
        long end = address + sizeBytes + GUARD_BYTES;
        usedBytes -= end - start;
        Map.Entry<Long, Long> below = holeEndsByStart.lowerEntry(start);
        if (below != null && below.getValue() == start) {
            start = below.getKey();
        }
        Long above = holeEndsByStart.remove(end);
        if (above != null) {
            end = above;
        }
        holeEndsByStart.put(start, end);
    }

    /** Returns the whole area. */
    Mapping range() {
        return range;
    }

    /** Returns the offset of an address in the area. */
    long offsetOf(long address) {
        return address - range.address();
    }

    /** Tells whether an address lies in the area. */
    boolean contains(long address) {
        return range.contains(address);
    }

    /** Returns bytes of addresses in use. */
    long usedBytes() {
        return usedBytes;
    }

    void validate() {
        long free = 0;
        long lowest = range.address();
        for (Map.Entry<Long, Long> hole : holeEndsByStart.entrySet()) {
            if (hole.getKey() < lowest || hole.getValue() <= hole.getKey()) {
                throw new AssertionError("vmalloc holes overlap");
            }
            lowest = hole.getValue() + 1;
            free += hole.getValue() - hole.getKey();
        }
        if (free + usedBytes != AREA_BYTES) {
            throw new AssertionError("vmalloc area: " + free + " bytes free, " + usedBytes
                    + " used");
        }
    }

    /** Unmaps the area. */
    @Override
    public void close() {
        range.close();
    }

    private void take(long holeStart, long holeEnd, long start, long end) {
        holeEndsByStart.remove(holeStart);
        if (holeStart < start) {
            holeEndsByStart.put(holeStart, start);
        }
        if (end < holeEnd) {
            holeEndsByStart.put(end, holeEnd);
        }
        usedBytes += end - start;
    }
}
