package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.INNER_SLOT_0;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_SLOT_0;
import static dev.hmmbench.lib.MapleNodeLayout.PIVOTS;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.KeyedNode;

/**
 * A walk that finds the slot of a node by a binary search without branches: what the tree would
 * cost if the kernel searched its nodes so. Visits the same nodes and returns the same values.
 */
final class BranchFreeWalk extends MapleWalk {

    static {
        assert MapleNodeLayout.LEAF_PIVOTS == 15 : "the search of a leaf has other steps";
        assert MapleNodeLayout.INNER_PIVOTS == 9 : "the search of an inner node has other steps";
    }

    private BranchFreeWalk(MapleArena arena, Counters counters) {
        super(arena, counters);
    }

    /** Creates the read side of an empty tree. Its type keeps this class unloaded until called. */
    static MapleWalk create(MapleArena arena, Counters counters) {
        return new BranchFreeWalk(arena, counters);
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
                long child = KeyedNode.valueOf9(address, PIVOTS, INNER_SLOT_0, index);
                count();
                if (isStale(reference, address)) {
                    continue retry;
                }
                reference = child;
            }
            long address = base + (reference & offsetMask);
            long value = KeyedNode.valueOf15(address, PIVOTS, LEAF_SLOT_0, index);
            count();
            if (isStale(reference, address)) {
                continue retry;
            }
            return value;
        }
    }

    private void count() {
        if (Counters.ENABLED) {
            countNode(KeyedNode.BRANCH_FREE_COMPARISONS);
        }
    }
}
