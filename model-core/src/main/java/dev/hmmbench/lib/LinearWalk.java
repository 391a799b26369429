package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.INNER_PIVOTS;
import static dev.hmmbench.lib.MapleNodeLayout.INNER_SLOT_0;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_PIVOTS;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_SLOT_0;
import static dev.hmmbench.lib.MapleNodeLayout.PIVOTS;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.KeyedNode;

/**
 * The walk that compares the pivots of a node one after the other.
 *
 * <p>Models lib/maple_tree.c, mtree_lookup_walk(), 6.19. Fidelity: modelled.
 */
final class LinearWalk extends MapleWalk {

    private LinearWalk(MapleArena arena, Counters counters) {
        super(arena, counters);
    }

    /** Creates the read side of an empty tree. Its type keeps this class unloaded until called. */
    static MapleWalk create(MapleArena arena, Counters counters) {
        return new LinearWalk(arena, counters);
    }

    @Override
    public long load(long index) {
        if (Counters.ENABLED) {
            counters.increment(Counter.TREE_WALKS);
        }
        retry:
        for (;;) {
            long reference = root();
            if (reference == 0) {
                return 0;
            }
            while (!MapleNodeLayout.isLeaf(reference)) {
                long address = base + (reference & offsetMask);
                long child = KeyedNode.valueOf(address, PIVOTS, INNER_PIVOTS, INNER_SLOT_0, index);
                count(address, INNER_PIVOTS, index);
                if (isStale(reference, address)) {
                    continue retry;
                }
                reference = child;
            }
            long address = base + (reference & offsetMask);
            long value = KeyedNode.valueOf(address, PIVOTS, LEAF_PIVOTS, LEAF_SLOT_0, index);
            count(address, LEAF_PIVOTS, index);
            if (isStale(reference, address)) {
                continue retry;
            }
            return value;
        }
    }

    private void count(long address, int nrPivots, long index) {
        if (Counters.ENABLED) {
            int nrPassed = KeyedNode.placeOf(address, PIVOTS, nrPivots, index);
            countNode(Math.min(nrPassed + 1, nrPivots));
        }
    }
}
