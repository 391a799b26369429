package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.INNER;

/**
 * A node without a size limit, in which a writer gathers what it then cuts into real nodes.
 *
 * <p>Models lib/maple_tree.c, struct maple_big_node with mas_mab_cp(), mab_mas_cp(),
 * mab_calc_split() and mab_no_null_split(), 6.19. Fidelity: modelled; bulk mode is left out, which
 * only fork uses.
 */
final class MapleBigNode {

    /** Three nodes and what one store adds: MAPLE_BIG_NODE_SLOTS, and room for a neighbour. */
    private static final int CAPACITY = 4 * MapleNodeLayout.LEAF_SLOTS;

    private final MapleNodes nodes;
    private final long[] pivot = new long[CAPACITY];
    private final long[] slot = new long[CAPACITY];
    private final long[] gap = new long[CAPACITY];
    private final boolean[] isNewChild = new boolean[CAPACITY];
    private int count;
    private int type;
    private int middleSplit;

    /** Creates an empty big node. */
    MapleBigNode(MapleNodes nodes) {
        this.nodes = nodes;
    }

    /** Empties it and says what its parts will become. */
    void reset(int newType) {
        count = 0;
        type = newType;
    }

    /** Returns the type of node that its parts become. */
    int type() {
        return type;
    }

    /** Says what type of node its parts become. */
    void setType(int newType) {
        type = newType;
    }

    /** Returns the entries gathered. */
    int count() {
        return count;
    }

    /** Returns the last key gathered. */
    long last() {
        return pivot[count - 1];
    }

    /** Appends one entry that ends at {@code entryLast}. */
    void append(long value, long entryLast) {
        slot[count] = value;
        pivot[count] = entryLast;
        gap[count] = 0;
        isNewChild[count] = false;
        count++;
    }

    /** Appends slots {@code from} to {@code to}, both included, of the node at a level. */
    void append(MaplePath path, int level, int from, int to) {
        for (int i = from; i <= to; i++) {
            put(count++, path, level, i);
        }
    }

    /** Puts all slots of the node at a level in front of what is there. */
    void prepend(MaplePath path, int level) {
        int shift = path.end(level) + 1;
        System.arraycopy(pivot, 0, pivot, shift, count);
        System.arraycopy(slot, 0, slot, shift, count);
        System.arraycopy(gap, 0, gap, shift, count);
        System.arraycopy(isNewChild, 0, isNewChild, shift, count);
        for (int i = 0; i < shift; i++) {
            put(i, path, level, i);
        }
        count += shift;
    }

    /** Appends a new child that covers {@code [childFirst, childLast]}: mab_set_b_end(). */
    void appendChild(long child, long childFirst, long childLast) {
        append(child, childLast);
        gap[count - 1] = nodes.maxGap(child, childFirst, childLast);
        isNewChild[count - 1] = true;
    }

    /** Returns the last key of an entry. */
    long last(int entry) {
        return pivot[entry];
    }

    /**
     * Fills a new, zeroed node with entries {@code from} to {@code to}, both included, and becomes
     * parent of those of its children that are new. The others stay with their old parent until the
     * new node is in the tree.
     */
    void fill(long reference, int from, int to) {
        int end = to - from;
        int nrPivots = MapleNodeLayout.pivots(type);
        assert end <= nrPivots : end;
        for (int i = 0; i <= end; i++) {
            if (i < nrPivots) {
                nodes.setPivot(reference, i, pivot[from + i]);
            }
            nodes.initSlot(reference, i, slot[from + i]);
            if (isNewChild[from + i]) {
                nodes.setParent(slot[from + i],
                        MapleNodeLayout.parentOf(MapleNodeLayout.offset(reference), i));
            }
        }
        nodes.setMeta(reference, end, type == INNER ? fillGaps(reference, from, end) : 0);
    }

    /** Returns the last entry of the left part; {@link #middleSplit} that of a middle one, or 0. */
    int calculateSplit() {
        int bigEnd = count - 1;
        int nrSlots = MapleNodeLayout.slots(type);
        int split = bigEnd / 2;
        middleSplit = 0;
        if (bigEnd >= 2 * nrSlots || slot[split] == 0 && bigEnd >= 2 * nrSlots - 1) {
            split = bigEnd / 3;
            middleSplit = noNullSplit(split * 2);
        }
        return noNullSplit(split);
    }

    /**
     * Returns the last entry of the middle part that {@link #calculateSplit} found needed, or 0.
     */
    int middleSplit() {
        return middleSplit;
    }

    /** Moves a split off an empty entry, because no leaf but the last may end with one. */
    int noNullSplit(int split) {
        if (slot[split] != 0) {
            return split;
        }
        boolean isRoomOnTheRight = split < MapleNodeLayout.slots(type) - 1
                && count - 1 - split > MapleNodeLayout.minSlots(type);
        return isRoomOnTheRight ? split + 1 : split - 1;
    }

    /** Stores the gaps and returns the last of the largest ones. */
    private int fillGaps(long reference, int from, int end) {
        int largest = end;
        for (int i = end; i >= 0; i--) {
            nodes.setGap(reference, i, gap[from + i]);
            if (Long.compareUnsigned(gap[from + i], gap[from + largest]) > 0) {
                largest = i;
            }
        }
        return gap[from + largest] == 0 ? 0 : largest;
    }

    private void put(int at, MaplePath path, int level, int from) {
        long reference = path.node(level);
        slot[at] = nodes.slot(reference, from);
        pivot[at] = path.slotLast(level, from);
        isNewChild[at] = false;
        gap[at] = MapleNodeLayout.isLeaf(reference) ? 0 : nodes.gap(reference, from);
    }
}
