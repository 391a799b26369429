package dev.hmmbench.lib;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;

/**
 * Finds the lowest free range of a size. Counts each node whose slots it looks through, once more
 * where it comes back up to one.
 *
 * <p>Models lib/maple_tree.c, mas_empty_area(), mas_awalk(), mas_anode_descend() and
 * mas_skip_node(), 6.19. Fidelity: modelled.
 */
final class MapleGapSearch {

    private final MapleNodes nodes;
    private final Counters counters;

    /** Creates the search of one tree. */
    MapleGapSearch(MapleNodes nodes, Counters counters) {
        this.nodes = nodes;
        this.counters = counters;
    }

    /**
     * Leads {@code path} to the first gap that holds {@code size} keys inside {@code [min, max]}.
     *
     * @param root of a tree that is not empty
     * @return whether there is one
     */
    boolean find(MaplePath path, long root, long size, long min, long max) {
        path.enterRoot(root);
        int level = 0;
        while (true) {
            counters.increment(Counter.TREE_NODES_VISITED);
            Outcome outcome = scan(path, level, size, min, max);
            if (outcome == Outcome.DESCEND) {
                path.descend(level);
                level++;
            } else if (outcome == Outcome.EXHAUSTED) {
                do {
                    if (level == 0) {
                        return false;
                    }
                    level--;
                } while (path.slot(level) >= path.end(level));
                path.setSlot(level, path.slot(level) + 1);
            } else {
                return outcome == Outcome.FOUND;
            }
        }
    }

    /** What the slots of one node, from the path's on, have to offer. */
    private enum Outcome { FOUND, DESCEND, EXHAUSTED, BEYOND }

    private Outcome scan(MaplePath path, int level, long size, long min, long max) {
        boolean isLeaf = MapleNodeLayout.isLeaf(path.node(level));
        for (int slot = path.slot(level); slot <= path.end(level); slot++) {
            long slotLast = path.slotLast(level, slot);
            if (Long.compareUnsigned(min, slotLast) <= 0) {
                path.setSlot(level, slot);
                if (isLeaf && path.content(level) == 0
                        && isLarge(path.slotFirst(level), slotLast, size, min, max)) {
                    return Outcome.FOUND;
                }
                if (!isLeaf && Long.compareUnsigned(nodes.gap(path.node(level), slot), size) >= 0) {
                    return Outcome.DESCEND;
                }
            }
            if (Long.compareUnsigned(max, slotLast) <= 0) {
                return Outcome.BEYOND;
            }
        }
        return Outcome.EXHAUSTED;
    }

    /** Tells whether the part of a gap inside the window is large enough. */
    private static boolean isLarge(long slotFirst, long slotLast, long size, long min, long max) {
        long last = Long.compareUnsigned(slotLast, max) < 0 ? slotLast : max;
        long first = Long.compareUnsigned(slotFirst, min) > 0 ? slotFirst : min;
        return Long.compareUnsigned(last - first + 1, size) >= 0;
    }
}
