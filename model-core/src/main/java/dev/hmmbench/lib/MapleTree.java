package dev.hmmbench.lib;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;

/**
 * The maple tree of the device private address space: maps ranges of keys to values and hands out
 * free ranges, lowest first.
 *
 * <p>Keys are unsigned 64-bit numbers; ranges are inclusive. Values are any {@code long} but 0,
 * which means nothing. Nodes are 256 bytes off-heap, with the kernel's layout, and every operation
 * leaves the kernel's shape behind: a lookup visits as many nodes and compares as many pivots as in
 * the kernel.
 *
 * <p>{@link #load} takes no lock and may run beside everything else; see {@link TreeMode} for what
 * it can see. The other methods exclude one another by the tree's lock, except for the statistics
 * and {@link #validate}, which want a quiet tree.
 *
 * <p>Models lib/maple_tree.c with MT_FLAGS_ALLOC_RANGE, 6.19. Fidelity: modelled; what the parts of
 * this package simplify is said at each.
 */
public final class MapleTree implements AutoCloseable {

    /** Nodes of an arena that holds the 4,096 pagemaps of the largest scenario many times over. */
    public static final int DEFAULT_CAPACITY_NODES = 1 << 14;

    private final Counters counters;
    private final MapleArena arena;
    private final MapleWalk walk;
    private final MapleStore store;
    private final MapleGapSearch gapSearch;
    private final TreeMode mode;
    private final SpinLock lock = new SpinLock();

    /** Creates an empty tree of {@link #DEFAULT_CAPACITY_NODES} nodes whose allocations succeed. */
    public MapleTree(TreeMode mode, Counters counters) {
        this(mode, DEFAULT_CAPACITY_NODES, AllocationGate.OPEN, counters);
    }

    /** Creates an empty tree whose lookups search their nodes as the kernel does. */
    public MapleTree(TreeMode mode, int capacityNodes, AllocationGate gate, Counters counters) {
        this(mode, NodeSearch.LINEAR, capacityNodes, gate, counters);
    }

    /**
     * Creates an empty tree.
     *
     * @param capacityNodes nodes the tree can have, a power of two; one more fails as if memory had
     *     run out. Memory is used for those that are touched
     * @param gate asked for each node that a store reserves
     */
    public MapleTree(TreeMode mode, NodeSearch search, int capacityNodes, AllocationGate gate,
            Counters counters) {
        this.mode = mode;
        this.counters = counters;
        this.arena = new MapleArena(capacityNodes, gate, counters);
        this.walk = search.newWalk(arena, counters);
        this.store = new MapleStore(walk, arena, mode);
        this.gapSearch = new MapleGapSearch(arena.nodes(), counters);
    }

    /**
     * Returns the read side alone, for lookups that hold it themselves: one dependent load less
     * than {@link #load}, which is a quarter of a lookup in a small tree.
     */
    public MapleWalk reader() {
        return walk;
    }

    /** Returns the value at a key, or 0: mtree_load(). */
    public long load(long index) {
        return walk.load(index);
    }

    /**
     * Stores a value at the lowest free range of {@code size} keys: mtree_alloc_range().
     *
     * @param value not 0
     * @param size keys wanted
     * @param min lowest key to give, not negative
     * @param max highest key to give, not negative
     * @return the first key, or {@link Errnos#EINVAL} if {@code size} is 0 or larger than the
     *     window, {@link Errnos#EBUSY} if no gap is large enough, {@link Errnos#ENOMEM} if a node
     *     could not be allocated; the tree is unchanged then
     */
    public long allocRange(long value, long size, long min, long max) {
        if (value == 0 || min < 0 || max < 0) {
            throw new IllegalArgumentException("value 0x" + Long.toHexString(value) + " in [0x"
                    + Long.toHexString(min) + ", 0x" + Long.toHexString(max) + "]");
        }
        if (min > max || size == 0 || Long.compareUnsigned(max - min, size - 1) < 0) {
            return Errnos.EINVAL;
        }
        lock();
        try {
            long first = min;
            if (walk.root() != 0) {
                MaplePath path = store.path();
                if (!gapSearch.find(path, walk.root(), size, min, max)) {
                    return Errnos.EBUSY;
                }
                first = Math.max(min, path.slotFirst(path.leafLevel()));
            }
            int error = store.insertAt(value, first, first + size - 1);
            return error == 0 ? first : error;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes the range that holds a key: mtree_erase().
     *
     * @return the value that was there, 0 if there was none, or {@link Errnos#ENOMEM} if a node
     *     could not be allocated and the range stays. (The kernel's function returns the value in
     *     that case, too, so that its caller takes the range for removed.)
     */
    public long erase(long index) {
        lock();
        try {
            if (walk.root() == 0) {
                return 0;
            }
            MaplePath path = store.path();
            path.walk(walk.root(), index);
            int level = path.leafLevel();
            long value = path.content(level);
            if (value == 0) {
                return 0;
            }
            int error = store.store(0, path.slotFirst(level), path.slotLast(level));
            return error == 0 ? value : error;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stores a value at {@code [first, last]} over whatever is there: mtree_store_range().
     *
     * @param value 0 clears the range
     * @return 0, {@link Errnos#EINVAL} if {@code first} is above {@code last}, or {@link
     *     Errnos#ENOMEM}; the tree is unchanged in both cases
     */
    public int storeRange(long value, long first, long last) {
        if (Long.compareUnsigned(first, last) > 0) {
            return Errnos.EINVAL;
        }
        lock();
        try {
            return store.store(value, first, last);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the last key of the slot that holds a key, whether it has a value or is free. Slots
     * that touch may both be free.
     */
    public long slotLast(long index) {
        if (walk.root() == 0) {
            return -1L;
        }
        MaplePath path = pathTo(index);
        return path.slotLast(path.leafLevel());
    }

    /** Returns how writers treat readers. */
    public TreeMode mode() {
        return mode;
    }

    /** Returns the levels from the root to the leaves; 0 if the tree is empty. */
    public int height() {
        return MapleHeight.of(arena.nodes(), walk.root());
    }

    /** Returns the nodes of the tree. */
    public int nodes() {
        return arena.nrUsed();
    }

    /** Returns the bytes of the tree's nodes. */
    public long bytes() {
        return (long) nodes() * MapleNodeLayout.NODE_BYTES;
    }

    /** Returns where the nodes lie, for rulers that walk the same bytes in another language. */
    public long arenaAddress() {
        return arena.address();
    }

    /** Returns the length of the nodes' arena, a power of two. */
    public long arenaBytes() {
        return arena.sizeBytes();
    }

    /** Returns the reference to the root node as it stands in a slot, or 0: see the layout. */
    public long rootReference() {
        return MapleNodeLayout.safeRoot(walk.root());
    }

    /**
     * Checks all that the structure claims about itself, from the nodes' bytes.
     *
     * @throws AssertionError naming the first thing that is wrong
     */
    public void validate() {
        new MapleCheck(arena).check(walk.root());
    }

    /** Frees the nodes; the tree must not be used any more. */
    @Override
    public void close() {
        arena.close();
    }

    /** Returns the path to a key, for tests that look at the shape of a tree that is not empty. */
    MaplePath pathTo(long index) {
        MaplePath path = new MaplePath(arena.nodes());
        path.walk(walk.root(), index);
        return path;
    }

    private void lock() {
        lock.lock();
        counters.increment(Counter.TREE_LOCKS);
    }
}
