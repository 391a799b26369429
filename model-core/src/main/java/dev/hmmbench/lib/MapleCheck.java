package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.LAST_KEY;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_MIN_SLOTS;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_SLOTS;
import static dev.hmmbench.lib.MapleNodeLayout.MAX_HEIGHT;
import static dev.hmmbench.lib.MapleNodeLayout.ROOT_PARENT;

/**
 * Derives from the bytes of a tree's nodes all that the tree relies on, and compares.
 *
 * <p>Models lib/maple_tree.c, mt_validate() and what it calls, 6.19. Fidelity: modelled, with the
 * free nodes, generations and inner nodes checked as well.
 */
final class MapleCheck {

    private final MapleArena arena;
    private final MapleNodes nodes;
    private int nrReached;
    private int leafLevel = -1;
    private boolean wasEmpty;

    /** Creates a check of the one tree in an arena. */
    MapleCheck(MapleArena arena) {
        this.arena = arena;
        this.nodes = arena.nodes();
    }

    /** Fails with an error that names what is wrong and where. */
    static void that(boolean isRight, String what, long value) {
        if (!isRight) {
            throw new AssertionError(what + ": 0x" + Long.toHexString(value));
        }
    }

    /** Checks the whole tree. */
    void check(long root) {
        if (root != 0) {
            long node = MapleNodeLayout.safeRoot(root);
            that(root == MapleNodeLayout.rootReference(node), "root mark", root);
            checkNode(node, ROOT_PARENT, 0, 0, LAST_KEY);
        }
        arena.validate(nrReached);
    }

    private void checkNode(long node, long parent, int level, long first, long last) {
        nrReached++;
        that(level < MAX_HEIGHT, "level", level);
        that(!arena.isFree(node), "free node in the tree", node);
        long word = nodes.parentWord(node);
        that(!MapleNodeLayout.isStale(node, word), "stale reference", node);
        that((word ^ MapleNodeLayout.generation(word)) == parent, "parent word", word);
        boolean isLeaf = MapleNodeLayout.isLeaf(node);
        int end = nodes.end(node, last);
        that(end < MapleNodeLayout.slots(MapleNodeLayout.type(node)), "last slot", end);
        checkOccupancy(level, last, isLeaf, end);
        long slotFirst = first;
        for (int slot = 0; slot <= end; slot++) {
            long slotLast = checkPivot(node, slot, end, slotFirst, last);
            if (isLeaf) {
                checkValue(nodes.slot(node, slot), slotLast, slot == end);
            } else {
                checkChild(node, slot, level, slotFirst, slotLast);
            }
            slotFirst = slotLast + 1;
        }
        checkUnused(node, end);
        if (isLeaf) {
            that(leafLevel == -1 || leafLevel == level, "leaf at level", level);
            leafLevel = level;
        } else {
            checkLargestGap(node, end);
        }
    }

    private static void checkOccupancy(int level, long last, boolean isLeaf, int end) {
        if (level == 0) {
            that(isLeaf || end >= 1, "root with one child", end);
        } else if (isLeaf) {
            that(end >= LEAF_MIN_SLOTS || last == LAST_KEY, "leaf too empty", end);
        } else {
            that(end >= MapleNodeLayout.INNER_MIN_SLOTS || last == LAST_KEY,
                    "inner node too empty", end);
        }
    }

    private long checkPivot(long node, int slot, int end, long slotFirst, long last) {
        int nrPivots = MapleNodeLayout.pivots(MapleNodeLayout.type(node));
        long slotLast = slot < nrPivots ? nodes.pivot(node, slot) : last;
        that(Long.compareUnsigned(slotFirst, slotLast) <= 0, "pivot out of order", slotLast);
        that((slotLast == last) == (slot == end), "last pivot", slotLast);
        return slotLast;
    }

    private void checkValue(long value, long slotLast, boolean isLastSlot) {
        that(value != 0 || !wasEmpty, "two empty ranges in a row, the second up to", slotLast);
        that(value != 0 || !isLastSlot || slotLast == LAST_KEY, "leaf ends empty at", slotLast);
        wasEmpty = value == 0;
    }

    private void checkChild(long node, int slot, int level, long first, long last) {
        long child = nodes.slot(node, slot);
        that(child != 0, "no child in slot", slot);
        checkNode(child, MapleNodeLayout.parentOf(MapleNodeLayout.offset(node), slot), level + 1,
                first, last);
        that(nodes.gap(node, slot) == nodes.maxGap(child, first, last), "gap",
                nodes.gap(node, slot));
    }

    private void checkUnused(long node, int end) {
        int type = MapleNodeLayout.type(node);
        for (int slot = end + 1; slot < MapleNodeLayout.slots(type); slot++) {
            boolean isMeta = MapleNodeLayout.isLeaf(node) && slot == LEAF_SLOTS - 1;
            long content = nodes.slot(node, slot);
            that(isMeta ? content == MapleNodeLayout.meta(end, 0) : content == 0,
                    "unused slot", content);
            if (slot < MapleNodeLayout.pivots(type)) {
                that(nodes.pivot(node, slot) == 0, "unused pivot", nodes.pivot(node, slot));
            }
        }
    }

    private void checkLargestGap(long node, int end) {
        long claimed = nodes.gap(node, MapleNodeLayout.metaGap(nodes.meta(node)));
        for (int slot = 0; slot <= end; slot++) {
            that(Long.compareUnsigned(nodes.gap(node, slot), claimed) <= 0, "largest gap", claimed);
        }
    }
}
