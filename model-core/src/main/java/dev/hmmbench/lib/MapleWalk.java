package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.NODE_BYTES;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The read side of a tree: its root, and the walk from there to the value of a key. The two ways
 * of searching inside a node are classes of their own, of which a measured fork loads only one.
 *
 * <p>Takes no lock. Safe at any time in a {@link TreeMode#RCU} tree. Beside an update of a
 * {@link TreeMode#IN_PLACE} tree the result can be wrong, but every access stays in the arena.
 *
 * <p>Models lib/maple_tree.c, mtree_load() and mtree_lookup_walk(), 6.19. Fidelity: modelled; the
 * test for dead nodes compares generations (see {@link MapleNodeLayout}).
 */
public abstract sealed class MapleWalk permits LinearWalk, BranchFreeWalk {

    private static final VarHandle ROOT = rootHandle();

    /** Address of the arena. */
    final long base;
    /** The bits of a reference that say where in the arena the node lies. */
    final long offsetMask;
    /** What counts the lookups. */
    final Counters counters;
    private long root;

    /** Creates the read side of an empty tree whose nodes lie in the arena. */
    MapleWalk(MapleArena arena, Counters counters) {
        this.base = arena.address();
        this.offsetMask = arena.sizeBytes() - NODE_BYTES;
        this.counters = counters;
    }

    /** Returns the reference to the root, root mark included, or 0 if the tree is empty. */
    final long root() {
        return (long) ROOT.getAcquire(this);
    }

    /** Publishes another root. */
    final void setRoot(long reference) {
        ROOT.setRelease(this, reference);
    }

    /** Returns the value at a key, or 0. */
    public abstract long load(long index);

    /** Counts the visit of one node. */
    final void countNode(int nrPivotsCompared) {
        counters.increment(Counter.TREE_NODES_VISITED);
        counters.add(Counter.TREE_PIVOTS_COMPARED, nrPivotsCompared);
    }

    /** Tells whether what was read from a node up to now may be worthless: ma_dead_node(). */
    static boolean isStale(long reference, long address) {
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
