package dev.hmmbench.physmem;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which pagemap holds a page frame number.
 *
 * <p>Models the pgmap_array of mm/memremap.c, 6.19. Fidelity: stubbed (an ordered map, until the
 * xarray of lib is there).
 */
final class PagemapArray {

    static final long NONE = 0;

    private final TreeMap<Long, long[]> ranges = new TreeMap<>();

    long get(long pfn) {
        Map.Entry<Long, long[]> below = ranges.floorEntry(pfn);
        return below == null || below.getValue()[0] < pfn ? NONE : below.getValue()[1];
    }

    int store(long start, long last, long pgmap) {
        ranges.put(start >>> 12, new long[] {last >>> 12, pgmap});
        return 0;
    }

    void erase(long start, long last) {
        ranges.remove(start >>> 12);
    }

    long nrEntries() {
        return ranges.size();
    }

    void validate() {}

    void close() {}
}
