package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.INNER_PIVOTS;
import static dev.hmmbench.lib.MapleNodeLayout.INNER_SLOT_0;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_PIVOTS;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_SLOT_0;
import static dev.hmmbench.lib.MapleNodeLayout.NODE_BYTES;
import static dev.hmmbench.lib.MapleNodeLayout.PIVOTS;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.KeyedNode;
import dev.hmmbench.memory.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The read side of a tree: its root, and the walk from there to the value of a key.
 *
 * <p>Takes no lock. Safe at any time in a {@link TreeMode#RCU} tree. Beside an update of a
 * {@link TreeMode#IN_PLACE} tree the result can be wrong, but every access stays in the arena.
 *
 * <p>Models lib/maple_tree.c, mtree_load() and mtree_lookup_walk(), 6.19. Fidelity: modelled; the
 * test for dead nodes compares generations (see {@link MapleNodeLayout}).
 */
public final class MapleWalk {

    private static final VarHandle ROOT = rootHandle();

    private final long base;
    private final long offsetMask;
    private final Counters counters;
    private long root;

    /** Creates the read side of an empty tree whose nodes lie in the arena. */
    MapleWalk(MapleArena arena, Counters counters) {
        this.base = arena.address();
        this.offsetMask = arena.sizeBytes() - NODE_BYTES;
        this.counters = counters;
    }

    /** Returns the reference to the root, root mark included, or 0 if the tree is empty. */
    long root() {
        return (long) ROOT.getAcquire(this);
    }

    /** Publishes another root. */
    void setRoot(long reference) {
        ROOT.setRelease(this, reference);
    }

    /** Returns the value at a key, or 0. */
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
            counters.increment(Counter.TREE_NODES_VISITED);
            counters.add(Counter.TREE_PIVOTS_COMPARED, Math.min(nrPassed + 1, nrPivots));
        }
    }

    /** Tells whether what was read from a node up to now may be worthless: ma_dead_node(). */
    private static boolean isStale(long reference, long address) {
        VarHandle.loadLoadFence();
        return MapleNodeLayout.isStale(reference, Memory.getLong(address));
    }

    private static VarHandle rootHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(MapleWalk.class, "root", long.class);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
