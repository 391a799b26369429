package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.INNER;
import static dev.hmmbench.lib.MapleNodeLayout.LAST_KEY;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF;

/**
 * Makes room for a leaf that has become too full: by pushing entries to a neighbour under the same
 * parent, first the left and then the right one, else by cutting it in two and going up.
 *
 * <p>Pushing left is what packs the leaves of a tree that grows at its end.
 *
 * <p>Models lib/maple_tree.c, mas_split(), mas_push_data() and mast_fill_bnode(), 6.19. Fidelity:
 * modelled.
 */
final class MapleSplit {

    private final MapleCommit commit;
    private final MapleBigNode big;
    private final MaplePath sibling;

    /** Works on what was gathered in {@code big}. */
    MapleSplit(MapleCommit commit, MapleBigNode big, MapleNodes nodes) {
        this.commit = commit;
        this.big = big;
        this.sibling = new MaplePath(nodes);
    }

    /** Replaces the leaf of {@code path} by what was gathered. */
    void split(MaplePath path) {
        int level = path.leafLevel();
        while (big.count() > MapleNodeLayout.slots(big.type())) {
            if (pushLeft(path, level) || pushRight(path, level)) {
                level--;
                break;
            }
            long left = commit.create(big.type());
            long right = commit.create(big.type());
            int split = big.calculateSplit();
            if (level == 0) {
                cut(left, right, split);
                gatherNewRoot(path, left, right, big.last(split));
                commit.replaceRoot(createTop());
                return;
            }
            cut(left, right, split);
            gatherParent(path, level, left, right, big.last(split), path, path);
            level--;
        }
        commit.replace(path, level, createTop());
    }

    private boolean pushLeft(MaplePath path, int level) {
        if (level == 0 || path.slot(level - 1) == 0) {
            return false;
        }
        moveTo(path, level, path.slot(level - 1) - 1);
        if (big.count() - 1 + sibling.end(level) >= pushLimit(path, level)) {
            return false;
        }
        big.prepend(sibling, level);
        int split = big.noNullSplit(MapleNodeLayout.slots(big.type()) - 2);
        push(path, level, split, sibling, path);
        return true;
    }

    private boolean pushRight(MaplePath path, int level) {
        if (level == 0 || path.slot(level - 1) == path.end(level - 1)) {
            return false;
        }
        moveTo(path, level, path.slot(level - 1) + 1);
        int total = big.count() - 1 + sibling.end(level);
        if (total >= pushLimit(path, level)) {
            return false;
        }
        big.append(sibling, level, 0, sibling.end(level));
        int split = big.noNullSplit(total - (MapleNodeLayout.slots(big.type()) - 2));
        push(path, level, split, path, sibling);
        return true;
    }

    private void moveTo(MaplePath path, int level, int siblingSlot) {
        sibling.set(path);
        sibling.setSlot(level - 1, siblingSlot);
        sibling.descend(level - 1);
    }

    /** Returns from how many slots on two nodes are too full to be evened out. */
    private int pushLimit(MaplePath path, int level) {
        int limit = 2 * MapleNodeLayout.slots(big.type()) - 2;
        if (big.type() == LEAF) {
            limit--;
        }
        if (path.last(level) == LAST_KEY) {
            limit--;
        }
        return limit;
    }

    private void push(MaplePath path, int level, int split, MaplePath from, MaplePath to) {
        long left = commit.create(big.type());
        long right = commit.create(big.type());
        cut(left, right, split);
        gatherParent(path, level, left, right, big.last(split), from, to);
    }

    private void cut(long left, long right, int split) {
        big.fill(left, 0, split);
        big.fill(right, split + 1, big.count() - 1);
    }

    /**
     * Gathers the parent's children, those from {@code from} to {@code to} replaced by two new
     * ones.
     */
    private void gatherParent(MaplePath path, int level, long left, long right, long leftLast,
            MaplePath from, MaplePath to) {
        int parent = level - 1;
        big.reset(INNER);
        big.append(path, parent, 0, from.slot(parent) - 1);
        big.appendChild(left, from.first(level), leftLast);
        big.appendChild(right, leftLast + 1, to.last(level));
        big.append(path, parent, to.slot(parent) + 1, path.end(parent));
    }

    private void gatherNewRoot(MaplePath path, long left, long right, long leftLast) {
        big.reset(INNER);
        big.appendChild(left, path.first(0), leftLast);
        big.appendChild(right, leftLast + 1, path.last(0));
    }

    private long createTop() {
        long top = commit.create(big.type());
        big.fill(top, 0, big.count() - 1);
        return top;
    }
}
