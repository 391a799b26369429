package dev.hmmbench.lib;

/**
 * What a store writes and where that lies in its leaf.
 *
 * <p>Stands for struct ma_wr_state of include/linux/maple_tree.h; models lib/maple_tree.c,
 * mas_wr_end_piv(), mas_wr_extend_null(), mas_extend_spanning_null() and mas_wr_new_end(), 6.19.
 * Fidelity: modelled.
 */
final class WriteRange {

    /** What to store; 0 for nothing. */
    long value;
    /** First key. */
    long first;
    /** Last key. */
    long last;
    /** First key of the slot that holds {@link #first}. */
    long slotFirst;
    /** Last key of the slot that holds {@link #first}. */
    long slotLast;
    /** The slot that holds {@link #last}, or the last slot of the leaf. */
    int lastSlot;
    /** Last key of {@link #lastSlot}. */
    long lastSlotLast;

    /** Begins another store. */
    void set(long newValue, long newFirst, long newLast) {
        value = newValue;
        first = newFirst;
        last = newLast;
    }

    /** Finds the slots of the path's leaf that the range touches. */
    void locate(MaplePath path) {
        int level = path.leafLevel();
        slotFirst = path.slotFirst(level);
        slotLast = path.slotLast(level);
        lastSlot = path.slot(level);
        while (lastSlot < path.end(level)
                && Long.compareUnsigned(last, path.slotLast(level, lastSlot)) > 0) {
            lastSlot++;
        }
        lastSlotLast = path.slotLast(level, lastSlot);
    }

    /** Widens an empty range over the empty slots that it touches, which would otherwise adjoin. */
    void extendNull(MaplePath path, MapleNodes nodes) {
        int level = path.leafLevel();
        long leaf = path.node(level);
        if (nodes.slot(leaf, lastSlot) == 0) {
            last = lastSlotLast;
        } else if (last == lastSlotLast && lastSlot != path.end(level)
                && nodes.slot(leaf, lastSlot + 1) == 0) {
            lastSlot++;
            lastSlotLast = path.slotLast(level, lastSlot);
            last = lastSlotLast;
        }
        extendNullToTheLeft(path, nodes);
        slotFirst = path.slotFirst(level);
        slotLast = path.slotLast(level);
    }

    /** Widens an empty range over the empty slot that it begins in or behind. */
    void extendNullToTheLeft(MaplePath path, MapleNodes nodes) {
        int level = path.leafLevel();
        int slot = path.slot(level);
        if (path.content(level) == 0) {
            first = path.slotFirst(level);
        } else if (first == path.slotFirst(level) && slot > 0
                && nodes.slot(path.node(level), slot - 1) == 0) {
            path.setSlot(level, slot - 1);
            first = path.slotFirst(level);
        }
    }

    /** Tells whether the range is exactly that of the slot it begins in. */
    boolean isOneSlot() {
        return first == slotFirst && last == slotLast;
    }

    /** Returns the last slot in use after the store. */
    int newEnd(MaplePath path) {
        int level = path.leafLevel();
        int newEnd = path.end(level) + 2 - (lastSlot - path.slot(level));
        if (slotFirst == first) {
            newEnd--;
        }
        if (lastSlotLast == last) {
            newEnd--;
        }
        return newEnd;
    }
}
