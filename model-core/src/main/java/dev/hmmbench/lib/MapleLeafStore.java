package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.LEAF;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_PIVOTS;

/**
 * Stores that change one leaf and no other node. The order of their writes is the kernel's: it
 * decides what a reader of a {@link TreeMode#IN_PLACE} tree can see half done.
 *
 * <p>Models lib/maple_tree.c, mas_wr_store_entry(), mas_wr_append(), mas_wr_slot_store() and
 * mas_wr_node_store(), 6.19. Fidelity: modelled.
 */
final class MapleLeafStore {

    private final MapleArena arena;
    private final MapleNodes nodes;
    private final MapleCommit commit;
    private final TreeMode mode;

    /** Creates the leaf stores of one tree. */
    MapleLeafStore(MapleArena arena, MapleCommit commit, TreeMode mode) {
        this.arena = arena;
        this.nodes = arena.nodes();
        this.commit = commit;
        this.mode = mode;
    }

    /** Replaces the value of one slot. */
    void exactFit(MaplePath path, WriteRange range) {
        int level = path.leafLevel();
        boolean wasEmpty = path.content(level) == 0;
        nodes.publishSlot(path.node(level), path.slot(level), range.value);
        if (wasEmpty != (range.value == 0)) {
            commit.updateGaps(path, level);
        }
    }

    /** Cuts the last slot into two or three. */
    void append(MaplePath path, WriteRange range) {
        assert mode == TreeMode.IN_PLACE;
        int level = path.leafLevel();
        long leaf = path.node(level);
        int end = path.end(level);
        int newEnd = range.newEnd(path);
        long content = nodes.slot(leaf, end);
        if (newEnd < LEAF_PIVOTS) {
            nodes.setPivot(leaf, newEnd, nodes.pivot(leaf, end));
            nodes.setMeta(leaf, newEnd, 0);
        }
        if (newEnd == end + 2) {
            nodes.publishSlot(leaf, newEnd, content);
            nodes.setPivot(leaf, end + 1, range.last);
            nodes.publishSlot(leaf, end + 1, range.value);
            nodes.setPivot(leaf, end, range.first - 1);
        } else if (range.last == range.slotLast) {
            nodes.publishSlot(leaf, newEnd, range.value);
            nodes.setPivot(leaf, end, range.first - 1);
        } else {
            nodes.publishSlot(leaf, newEnd, content);
            nodes.setPivot(leaf, end, range.last);
            nodes.publishSlot(leaf, end, range.value);
        }
        path.replace(level, leaf, newEnd);
        if (content == 0 || range.value == 0) {
            commit.updateGaps(path, level);
        }
    }

    /** Moves the border between slots, two or (in place only) three of them. */
    void slots(MaplePath path, WriteRange range) {
        int level = path.leafLevel();
        long leaf = path.node(level);
        int slot = path.slot(level);
        boolean touchesGap = nodes.slot(leaf, slot) == 0 || nodes.slot(leaf, slot + 1) == 0;
        if (range.lastSlot - slot != 1) {
            assert mode == TreeMode.IN_PLACE;
            touchesGap |= nodes.slot(leaf, slot + 2) == 0;
            nodes.publishSlot(leaf, slot + 1, range.value);
            nodes.setPivot(leaf, slot, range.first - 1);
            nodes.setPivot(leaf, slot + 1, range.last);
        } else if (range.first == range.slotFirst) {
            nodes.publishSlot(leaf, slot, range.value);
            nodes.setPivot(leaf, slot, range.last);
        } else {
            nodes.publishSlot(leaf, slot + 1, range.value);
            nodes.setPivot(leaf, slot, range.first - 1);
        }
        if (range.value == 0 || touchesGap) {
            commit.updateGaps(path, level);
        }
    }

    /** Writes the leaf anew: over the old one, or into a new node that takes its place. */
    void node(MaplePath path, WriteRange range) {
        int level = path.leafLevel();
        long leaf = path.node(level);
        if (mode == TreeMode.RCU) {
            long copy = commit.create(LEAF);
            compose(copy, path, range);
            commit.replace(path, level, copy);
            return;
        }
        long copy = arena.scratch(LEAF);
        int newEnd = compose(copy, path, range);
        nodes.setParent(copy, nodes.parentWord(leaf));
        nodes.copy(copy, leaf);
        path.replace(level, leaf, newEnd);
        commit.updateGaps(path, level);
    }

    /** Fills an empty leaf with the old one's slots and the new range; returns its last slot. */
    private int compose(long copy, MaplePath path, WriteRange range) {
        int level = path.leafLevel();
        int slot = path.slot(level);
        int to = 0;
        while (to < slot) {
            put(copy, to, nodes.slot(path.node(level), to), path.slotLast(level, to));
            to++;
        }
        if (range.slotFirst != range.first) {
            put(copy, to++, path.content(level), range.first - 1);
        }
        put(copy, to++, range.value, range.last);
        if (range.lastSlotLast != range.last) {
            put(copy, to++, nodes.slot(path.node(level), range.lastSlot), range.lastSlotLast);
        }
        for (int from = range.lastSlot + 1; from <= path.end(level); from++) {
            put(copy, to++, nodes.slot(path.node(level), from), path.slotLast(level, from));
        }
        assert to - 1 == range.newEnd(path) : to;
        nodes.setMeta(copy, to - 1, 0);
        return to - 1;
    }

    private void put(long leaf, int slot, long value, long last) {
        nodes.initSlot(leaf, slot, value);
        if (slot < LEAF_PIVOTS) {
            nodes.setPivot(leaf, slot, last);
        }
    }
}
