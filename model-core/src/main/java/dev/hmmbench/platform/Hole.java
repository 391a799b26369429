package dev.hmmbench.platform;

import dev.hmmbench.lib.FreeRegionRule;
import dev.hmmbench.lib.Resource;
import dev.hmmbench.lib.ResourceTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A free range of the physical address map, and how much of it a free-region search can use.
 *
 * @param range the free addresses, between two regions and below the top
 * @param usableBytes bytes of the largest request that would be placed in it; 0 for none
 * @param below name of the region under the hole, or {@code start of the map}
 * @param above name of the region over the hole, or {@code end of the map}
 */
public record Hole(PhysicalRange range, long usableBytes, String below, String above) {

    /** No machine hands out addresses from 2^62 up; below, the arithmetic cannot wrap. */
    private static final long ADDRESSES_END = 1L << 62;
    private static final String MAP_START = "start of the map";
    private static final String MAP_END = "end of the map";

    /** Returns the holes of a tree, ascending. Cost: children of the root. */
    public static List<Hole> of(ResourceTree tree, Limits limits) {
        long end = ADDRESSES_END;
        if (Long.compareUnsigned(limits.topLast(), end) < 0) {
            end = limits.topLast() + 1;
        }
        List<Hole> holes = new ArrayList<>();
        long start = 0;
        String below = MAP_START;
        for (Resource child : tree.children()) {
            if (Long.compareUnsigned(child.start(), end) >= 0) {
                break;
            }
            addIfAny(holes, start, child.start(), end, limits, below, child.name());
            start = child.last() + 1;
            below = child.name();
        }
        addIfAny(holes, start, end, end, limits, below, MAP_END);
        return holes;
    }

    /** Returns the hole that the largest request would be placed in, the highest of equals. */
    public static Optional<Hole> largest(ResourceTree tree, Limits limits) {
        return largest(of(tree, limits));
    }

    /** Returns the hole of an ascending list that takes the largest request. */
    public static Optional<Hole> largest(List<Hole> holes) {
        return holes.reversed().stream()
                .max(Comparator.comparingLong(Hole::usableBytes));
    }

    private static void addIfAny(List<Hole> holes, long start, long end, long top, Limits limits,
            String below, String above) {
        if (Long.compareUnsigned(start, end) < 0) {
            PhysicalRange range = new PhysicalRange(start, end);
            long usable = limits.rule() == FreeRegionRule.LINUX_6_12
                    ? usableBySections(range, top, limits.sectionBytes())
                    : usableBySizes(range, top, limits.sectionBytes());
            holes.add(new Hole(range, usable, below, above));
        }
    }

    /** Candidates lie whole sections below the top, each above one section. */
    private static long usableBySections(PhysicalRange range, long top, long sectionBytes) {
        long fromTop = roundUp(top - range.end(), sectionBytes);
        long lowest = Math.max(range.start(), sectionBytes + 1);
        long downTo = (top - lowest) & -sectionBytes;
        return Long.compareUnsigned(lowest, top) < 0 ? Math.max(0, downTo - fromTop) : 0;
    }

    /**
     * Candidates lie whole sizes below the top, each above one size. The k-th one of size s is in
     * the hole when {@code k * s <= top - start} and {@code (k - 1) * s >= top - end}.
     */
    private static long usableBySizes(PhysicalRange range, long top, long sectionBytes) {
        long toStart = top - range.start();
        long toEnd = top - range.end();
        long size = Math.min(range.sizeBytes(), (top - 1) / 2) & -sectionBytes;
        while (size > 0) {
            long k = Math.min(toStart / size, (top - 1) / size - 1);
            if ((k - 1) * size >= toEnd) {
                return size;
            }
            // Every size in between has the same k, and a smaller product.
            long next = Math.min(toStart / (k + 1), (top - 1) / (k + 2)) & -sectionBytes;
            size = Math.min(next, size - sectionBytes);
        }
        return 0;
    }

    private static long roundUp(long bytes, long alignBytes) {
        return (bytes + alignBytes - 1) & -alignBytes;
    }
}
