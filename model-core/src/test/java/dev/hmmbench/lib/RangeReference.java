package dev.hmmbench.lib;

import java.util.Map;
import java.util.TreeMap;

/** The plainest form of what a maple tree promises: ranges in a sorted map, searched one by one. */
final class RangeReference {

    private record Range(long last, long value) {}

    private final TreeMap<Long, Range> ranges = new TreeMap<>(Long::compareUnsigned);

    long load(long index) {
        Map.Entry<Long, Range> below = ranges.floorEntry(index);
        boolean holds = below != null && Long.compareUnsigned(index, below.getValue().last) <= 0;
        return holds ? below.getValue().value : 0;
    }

    long allocRange(long value, long size, long min, long max) {
        if (min > max || size == 0 || Long.compareUnsigned(max - min, size - 1) < 0) {
            return Errnos.EINVAL;
        }
        long first = min;
        for (Map.Entry<Long, Range> range : ranges.entrySet()) {
            long last = range.getValue().last;
            if (Long.compareUnsigned(last, first) < 0) {
                continue;
            }
            if (Long.compareUnsigned(range.getKey(), first) > 0
                    && Long.compareUnsigned(range.getKey() - first, size) >= 0) {
                break;
            }
            if (last == -1L) {
                return Errnos.EBUSY;
            }
            first = last + 1;
        }
        boolean fits = Long.compareUnsigned(first, max) <= 0
                && Long.compareUnsigned(max - first, size - 1) >= 0;
        if (!fits) {
            return Errnos.EBUSY;
        }
        ranges.put(first, new Range(first + size - 1, value));
        return first;
    }

    long erase(long index) {
        long value = load(index);
        if (value != 0) {
            ranges.remove(ranges.floorKey(index));
        }
        return value;
    }

    void storeRange(long value, long first, long last) {
        Map.Entry<Long, Range> below = ranges.floorEntry(first);
        if (below != null && Long.compareUnsigned(below.getValue().last, first) >= 0) {
            cut(below.getKey(), below.getValue(), first, last);
        }
        Long at = ranges.ceilingKey(first);
        while (at != null && Long.compareUnsigned(at, last) <= 0) {
            cut(at, ranges.get(at), first, last);
            at = ranges.higherKey(at);
        }
        if (value != 0) {
            ranges.put(first, new Range(last, value));
        }
    }

    Iterable<Long> firsts() {
        return ranges.keySet();
    }

    long last(long first) {
        return ranges.get(first).last;
    }

    int size() {
        return ranges.size();
    }

    private void cut(long start, Range range, long first, long last) {
        ranges.remove(start);
        if (Long.compareUnsigned(start, first) < 0) {
            ranges.put(start, new Range(first - 1, range.value));
        }
        if (Long.compareUnsigned(range.last, last) > 0) {
            ranges.put(last + 1, new Range(range.last, range.value));
        }
    }
}
