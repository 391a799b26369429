package dev.hmmbench.lib;

/**
 * Carries the largest gap below a changed node up to the root.
 *
 * <p>Models lib/maple_tree.c, mas_update_gap(), mas_parent_gap() and ma_max_gap(), 6.19. Fidelity:
 * modelled.
 */
final class MapleGaps {

    private final MapleNodes nodes;

    /** Creates the gap tracking of one tree. */
    MapleGaps(MapleNodes nodes) {
        this.nodes = nodes;
    }

    /** Makes the gaps above the node at a level right again. Costs at most one step per level. */
    void update(MaplePath path, int level) {
        if (level == 0) {
            return;
        }
        long size = nodes.maxGap(path.node(level), path.first(level), path.last(level));
        if (nodes.gap(path.node(level - 1), path.slot(level - 1)) != size) {
            carryUp(path, level - 1, size);
        }
    }

    private void carryUp(MaplePath path, int fromLevel, long newSize) {
        long size = newSize;
        for (int level = fromLevel; level >= 0; level--) {
            long node = path.node(level);
            int slot = path.slot(level);
            int largestSlot = MapleNodeLayout.metaGap(nodes.meta(node));
            long largest = nodes.gap(node, largestSlot);
            nodes.setGap(node, slot, size);
            if (largest == size || slot != largestSlot && Long.compareUnsigned(largest, size) > 0) {
                return;
            }
            if (slot != largestSlot) {
                nodes.setMeta(node, path.end(level), slot);
            } else if (Long.compareUnsigned(size, largest) < 0) {
                int newLargest = largestSlot(node, path.end(level));
                nodes.setMeta(node, path.end(level), newLargest);
                size = nodes.gap(node, newLargest);
            }
        }
    }

    private int largestSlot(long node, int end) {
        int largest = end;
        for (int i = end; i >= 0; i--) {
            if (Long.compareUnsigned(nodes.gap(node, i), nodes.gap(node, largest)) > 0) {
                largest = i;
            }
        }
        return largest;
    }
}
