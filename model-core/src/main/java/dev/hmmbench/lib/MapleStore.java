package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.LAST_KEY;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_MIN_SLOTS;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_SLOTS;
import static dev.hmmbench.lib.MapleNodeLayout.ROOT_PARENT;

/**
 * Stores a value, or nothing, over a range of keys. The caller holds the tree's lock.
 *
 * <p>Finds out which kind of store it is, reserves the nodes it may need, and only then changes the
 * tree.
 *
 * <p>Models lib/maple_tree.c, mas_store_gfp(), mas_insert(), mas_wr_store_type(), mas_wr_walk(),
 * mas_is_span_wr(), mas_wr_extend_null(), mas_store_root(), mas_new_root() and
 * mas_wr_spanning_store(), 6.19. Fidelity: modelled, but a value at key 0 alone gets a leaf, too,
 * where the kernel keeps it in the root word; no pagemap is that small.
 */
final class MapleStore {

    private static final int DONE = 0;

    private final MapleWalk walk;
    private final MapleArena arena;
    private final MapleNodes nodes;
    private final TreeMode mode;
    private final MapleCommit commit;
    private final MapleBigNode big;
    private final MapleLeafStore leafStore;
    private final MapleSplit splitting;
    private final MapleRebuild rebuilding;
    private final MaplePath path;
    private final MaplePath right;
    private final WriteRange range = new WriteRange();
    private int vacantHeight;
    private int sufficientHeight;

    /** Creates the write side of one tree. */
    MapleStore(MapleWalk walk, MapleArena arena, TreeMode mode) {
        this.walk = walk;
        this.arena = arena;
        this.nodes = arena.nodes();
        this.mode = mode;
        this.commit = new MapleCommit(walk, arena);
        this.big = new MapleBigNode(nodes);
        this.path = new MaplePath(nodes);
        this.right = new MaplePath(nodes);
        this.leafStore = new MapleLeafStore(arena, commit, mode);
        this.splitting = new MapleSplit(commit, big, nodes);
        this.rebuilding = new MapleRebuild(commit, big, path, right);
    }

    /** Returns the path that {@link #insertAt} starts from. */
    MaplePath path() {
        return path;
    }

    /**
     * Stores {@code value}, or nothing if it is 0, at {@code [first, last]}.
     *
     * @return 0 or {@link Errnos#ENOMEM}
     */
    int store(long value, long first, long last) {
        range.set(value, first, last);
        vacantHeight = 0;
        sufficientHeight = 0;
        if (walk.root() == 0) {
            return storeIntoEmpty();
        }
        path.enterRoot(walk.root());
        return apply(walkToLeaf() ? leafStoreKind() : StoreKind.SPANNING);
    }

    /**
     * Stores a value into the empty slot that {@link #path} leads to, or into an empty tree.
     *
     * @return 0 or {@link Errnos#ENOMEM}
     */
    int insertAt(long value, long first, long last) {
        assert value != 0;
        range.set(value, first, last);
        vacantHeight = 0;
        sufficientHeight = 0;
        if (walk.root() == 0) {
            return storeIntoEmpty();
        }
        assert path.content(path.leafLevel()) == 0 : "a gap that is not empty";
        return apply(leafStoreKind());
    }

    private int storeIntoEmpty() {
        if (range.value == 0) {
            return DONE;
        }
        if (!arena.reserve(1)) {
            return Errnos.ENOMEM;
        }
        long root = arena.take(LEAF);
        nodes.setParent(root, ROOT_PARENT);
        int slot = 0;
        if (range.first != 0) {
            nodes.setPivot(root, slot++, range.first - 1);
        }
        nodes.initSlot(root, slot, range.value);
        nodes.setPivot(root, slot, range.last);
        if (range.last != LAST_KEY) {
            nodes.setPivot(root, ++slot, LAST_KEY);
        }
        nodes.setMeta(root, slot, 0);
        walk.setRoot(MapleNodeLayout.rootReference(root));
        return DONE;
    }

    /**
     * Walks down; {@code false} if the range reaches over the end of the leaf or what ends with it.
     */
    private boolean walkToLeaf() {
        int level = 0;
        while (true) {
            path.seek(level, range.first);
            if (isSpanning(level)) {
                return false;
            }
            int type = path.type(level);
            if (type == LEAF) {
                return true;
            }
            int end = path.end(level);
            if (end < MapleNodeLayout.slots(type) - 1) {
                vacantHeight = level + 1;
            }
            // The root needs more than two children to survive the loss of one.
            if (end > (level == 0 ? 2 : MapleNodeLayout.minSlots(type) + 1)) {
                sufficientHeight = level + 1;
            }
            path.descend(level);
            level++;
        }
    }

    private boolean isSpanning(int level) {
        long limit = path.slotLast(level);
        if (Long.compareUnsigned(range.last, limit) < 0) {
            return false;
        }
        if (path.type(level) == LEAF) {
            limit = path.last(level);
            if (Long.compareUnsigned(range.last, limit) < 0) {
                return false;
            }
        }
        boolean isAllowedToEndHere = range.value != 0 || range.last == LAST_KEY;
        return range.last != limit || !isAllowedToEndHere;
    }

    private StoreKind leafStoreKind() {
        range.locate(path);
        if (range.value == 0) {
            range.extendNull(path, nodes);
        }
        if (range.isOneSlot()) {
            return StoreKind.EXACT_FIT;
        }
        if (range.first == 0 && range.last == LAST_KEY) {
            return StoreKind.NEW_ROOT;
        }
        int level = path.leafLevel();
        int newEnd = range.newEnd(path);
        if (newEnd < LEAF_MIN_SLOTS) {
            return level == 0 ? StoreKind.NODE : StoreKind.REBALANCE;
        }
        if (newEnd >= LEAF_SLOTS) {
            return StoreKind.SPLIT;
        }
        boolean isRcu = mode == TreeMode.RCU;
        if (!isRcu && path.slot(level) == path.end(level)) {
            return StoreKind.APPEND;
        }
        boolean isTwoSlots = range.lastSlot - path.slot(level) == 1;
        return newEnd == path.end(level) && (!isRcu || isTwoSlots)
                ? StoreKind.SLOT : StoreKind.NODE;
    }

    private int apply(StoreKind kind) {
        if (!arena.reserve(kind.nrNodes(levelsToReserve(kind), mode))) {
            return Errnos.ENOMEM;
        }
        switch (kind) {
            case EXACT_FIT -> leafStore.exactFit(path, range);
            case APPEND -> leafStore.append(path, range);
            case SLOT -> leafStore.slots(path, range);
            case NODE -> leafStore.node(path, range);
            case SPLIT -> {
                gather();
                splitting.split(path);
            }
            case REBALANCE -> {
                gather();
                rebuilding.rebalance();
            }
            case SPANNING -> spanningStore();
            case NEW_ROOT -> newRoot();
        }
        arena.releaseReserved();
        return DONE;
    }

    private int levelsToReserve(StoreKind kind) {
        int height = MapleHeight.of(nodes, walk.root());
        boolean mayShrink = kind == StoreKind.REBALANCE || kind == StoreKind.SPANNING;
        return height - (mayShrink && sufficientHeight < vacantHeight
                ? sufficientHeight : vacantHeight);
    }

    private void spanningStore() {
        long next = range.last == LAST_KEY ? LAST_KEY : range.last + 1;
        right.walk(walk.root(), next);
        path.walk(walk.root(), range.first);
        int level = path.leafLevel();
        int rightFrom = right.slot(level);
        if (range.value == 0) {
            range.extendNullToTheLeft(path, nodes);
            if (right.content(level) == 0) {
                range.last = right.slotLast(level);
                rightFrom++;
            }
        }
        if (range.first == 0 && range.last == LAST_KEY) {
            newRoot();
            return;
        }
        range.locate(path);
        gather();
        if (right.last(level) != range.last) {
            big.append(right, level, rightFrom, right.end(level));
        }
        rebuilding.rebuild();
    }

    private void newRoot() {
        if (range.value == 0) {
            commit.replaceRoot(0);
            return;
        }
        long root = commit.create(LEAF);
        nodes.initSlot(root, 0, range.value);
        nodes.setPivot(root, 0, LAST_KEY);
        nodes.setMeta(root, 0, 0);
        commit.replaceRoot(root);
    }

    /** Gathers the leaf of {@link #path} with the range stored in it: mas_store_b_node(). */
    private void gather() {
        int level = path.leafLevel();
        int slot = path.slot(level);
        big.reset(LEAF);
        big.append(path, level, 0, slot - 1);
        if (path.slotFirst(level) != range.first) {
            big.append(path.content(level), range.first - 1);
        }
        big.append(range.value, range.last);
        if (Long.compareUnsigned(range.last, path.last(level)) >= 0) {
            return;
        }
        if (range.lastSlotLast != range.last) {
            big.append(nodes.slot(path.node(level), range.lastSlot), range.lastSlotLast);
        }
        big.append(path, level, range.lastSlot + 1, path.end(level));
    }
}
