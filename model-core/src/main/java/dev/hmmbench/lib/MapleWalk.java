package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.INNER_PIVOTS;
import static dev.hmmbench.lib.MapleNodeLayout.INNER_SLOT_0;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_PIVOTS;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_SLOT_0;
import static dev.hmmbench.lib.MapleNodeLayout.NODE_BYTES;
import static dev.hmmbench.lib.MapleNodeLayout.PIVOTS;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
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
final class MapleWalk {

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
    long load(long index) {
        counters.increment(Counter.TREE_WALKS);
        retry:
        for (;;) {
            long reference = root();
            if (reference == 0) {
                return 0;
            }
            while (!MapleNodeLayout.isLeaf(reference)) {
                long address = base + (reference & offsetMask);
                int slot = slotOf(address, INNER_PIVOTS, index);
                long child = Memory.getLongAcquire(address + INNER_SLOT_0 + slot * 8L);
                if (isStale(reference, address)) {
                    continue retry;
                }
                reference = child;
            }
            long address = base + (reference & offsetMask);
            int slot = slotOf(address, LEAF_PIVOTS, index);
            long value = Memory.getLongAcquire(address + LEAF_SLOT_0 + slot * 8L);
            if (isStale(reference, address)) {
                continue retry;
            }
            return value;
        }
    }

    /** Returns the first slot whose pivot is not below the key, scanning as the kernel does. */
    private int slotOf(long address, int nrPivots, long index) {
        int slot = 0;
        while (slot < nrPivots
                && Long.compareUnsigned(Memory.getLong(address + PIVOTS + slot * 8L), index) < 0) {
            slot++;
        }
        counters.increment(Counter.TREE_NODES_VISITED);
        counters.add(Counter.TREE_PIVOTS_COMPARED, Math.min(slot + 1, nrPivots));
        return slot;
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
