package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.LAST_KEY;
import static dev.hmmbench.lib.MapleNodeLayout.MAX_HEIGHT;

/**
 * The nodes from the root down to one leaf, as a writer sees them: level 0 is the root.
 *
 * <p>Stands for struct ma_state of include/linux/maple_tree.h. Fidelity: simplified (keeps the
 * whole path where the kernel climbs parent pointers).
 */
final class MaplePath {

    private final MapleNodes nodes;
    private final long[] node = new long[MAX_HEIGHT];
    private final long[] first = new long[MAX_HEIGHT];
    private final long[] last = new long[MAX_HEIGHT];
    private final int[] end = new int[MAX_HEIGHT];
    private final int[] slot = new int[MAX_HEIGHT];
    private int leafLevel;

    /** Creates a path that leads nowhere yet. */
    MaplePath(MapleNodes nodes) {
        this.nodes = nodes;
    }

    /** Walks from the root to the leaf that holds {@code index}. */
    void walk(long root, long index) {
        enterRoot(root);
        walkDown(0, index);
    }

    /** Starts at the root, slot 0. */
    void enterRoot(long root) {
        set(0, MapleNodeLayout.safeRoot(root), 0, LAST_KEY);
        slot[0] = 0;
        leafLevel = 0;
    }

    /** Walks on from a level to the leaf that holds {@code index}. */
    void walkDown(int fromLevel, long index) {
        int level = fromLevel;
        seek(level, index);
        while (!MapleNodeLayout.isLeaf(node[level])) {
            descend(level);
            level++;
            seek(level, index);
        }
        leafLevel = level;
    }

    /** Moves to the slot of a level's node that holds {@code index}: mas_wr_node_walk(). */
    void seek(int level, long index) {
        int found = 0;
        while (found < end[level]
                && Long.compareUnsigned(index, nodes.pivot(node[level], found)) > 0) {
            found++;
        }
        slot[level] = found;
    }

    /** Enters the child in the current slot of a level; its own slot becomes 0. */
    void descend(int level) {
        set(level + 1, content(level), slotFirst(level), slotLast(level));
        slot[level + 1] = 0;
        if (MapleNodeLayout.isLeaf(node[level + 1])) {
            leafLevel = level + 1;
        }
    }

    /** Makes this path the same as another. */
    void set(MaplePath other) {
        leafLevel = other.leafLevel;
        System.arraycopy(other.node, 0, node, 0, leafLevel + 1);
        System.arraycopy(other.first, 0, first, 0, leafLevel + 1);
        System.arraycopy(other.last, 0, last, 0, leafLevel + 1);
        System.arraycopy(other.end, 0, end, 0, leafLevel + 1);
        System.arraycopy(other.slot, 0, slot, 0, leafLevel + 1);
    }

    /** Returns the level of the leaf: the height of the tree less one. */
    int leafLevel() {
        return leafLevel;
    }

    /** Returns the reference to the node of a level. */
    long node(int level) {
        return node[level];
    }

    /** Returns the type of the node of a level. */
    int type(int level) {
        return MapleNodeLayout.type(node[level]);
    }

    /** Returns the first key of the node. */
    long first(int level) {
        return first[level];
    }

    /** Returns the last key of the node. */
    long last(int level) {
        return last[level];
    }

    /** Returns the last slot in use. */
    int end(int level) {
        return end[level];
    }

    /** Returns the current slot of a level. */
    int slot(int level) {
        return slot[level];
    }

    /** Moves to another slot of a level; what is below stays as it was. */
    void setSlot(int level, int newSlot) {
        assert newSlot <= end[level] : newSlot;
        slot[level] = newSlot;
    }

    /** Puts a new node of the same keys in place of a level's node. */
    void replace(int level, long newNode, int newEnd) {
        node[level] = newNode;
        end[level] = newEnd;
    }

    /** Returns what lies in the current slot. */
    long content(int level) {
        return nodes.slot(node[level], slot[level]);
    }

    /** Returns the first key of the current slot. */
    long slotFirst(int level) {
        return nodes.safeFirst(node[level], slot[level], first[level]);
    }

    /** Returns the last key of the current slot. */
    long slotLast(int level) {
        return slotLast(level, slot[level]);
    }

    /** Returns the last key of a slot. */
    long slotLast(int level, int someSlot) {
        return someSlot < end[level] ? nodes.pivot(node[level], someSlot) : last[level];
    }

    private void set(int level, long reference, long nodeFirst, long nodeLast) {
        node[level] = reference;
        first[level] = nodeFirst;
        last[level] = nodeLast;
        end[level] = nodes.end(reference, nodeLast);
    }
}
