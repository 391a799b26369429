package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.INNER;
import static dev.hmmbench.lib.MapleNodeLayout.LAST_KEY;

/**
 * Builds a new subtree from what lies left and right of a store: for stores that reach over the end
 * of a leaf, and for leaves that have become too empty. Levels that are too empty borrow from the
 * next node to the right, else to the left; the tree may lose a level or win one.
 *
 * <p>Models lib/maple_tree.c, mas_rebalance(), mas_spanning_rebalance(), mast_spanning_rebalance()
 * and mas_mab_to_node(), 6.19. Fidelity: modelled.
 */
final class MapleRebuild {

    private final MapleCommit commit;
    private final MapleBigNode big;
    private final MaplePath left;
    private final MaplePath right;

    /** Works on the paths {@code left} and {@code right} and on what was gathered. */
    MapleRebuild(MapleCommit commit, MapleBigNode big, MaplePath left, MaplePath right) {
        this.commit = commit;
        this.big = big;
        this.left = left;
        this.right = right;
    }

    /** Merges the gathered leaf of {@code left} with a neighbour under the same parent. */
    void rebalance() {
        int level = left.leafLevel();
        int parent = level - 1;
        int slot = left.slot(parent);
        right.set(left);
        if (slot < left.end(parent)) {
            right.setSlot(parent, slot + 1);
            right.descend(parent);
            big.append(right, level, 0, right.end(level));
        } else {
            left.setSlot(parent, slot - 1);
            left.descend(parent);
            big.prepend(left, level);
        }
        rebuild();
    }

    /**
     * Replaces everything from the leaf of {@code left} to the leaf of {@code right} by what was
     * gathered from both.
     */
    void rebuild() {
        int level = left.leafLevel();
        if (!isWhole(level) && isTooSmall()) {
            borrow(level);
        }
        while (true) {
            big.setType(left.type(level));
            if (big.count() <= MapleNodeLayout.slots(big.type()) && isWhole(level)) {
                commit.replaceRoot(create(0, big.count() - 1));
                return;
            }
            boolean isRoot = level == 0;
            cut(level);
            if (isRoot) {
                commit.replaceRoot(create(0, big.count() - 1));
                return;
            }
            level--;
            if (isTooSmall()) {
                if (level == 0) {
                    commit.replaceRoot(create(0, big.count() - 1));
                    return;
                }
                borrow(level);
            } else if (big.count() <= MapleNodeLayout.slots(INNER)
                    && left.node(level) == right.node(level)) {
                commit.replace(left, level, create(0, big.count() - 1));
                return;
            }
        }
    }

    /** Cuts what was gathered into one to three nodes and gathers the level above with them. */
    private void cut(int level) {
        long first = left.first(level);
        long last = right.last(level);
        int end = big.count() - 1;
        int split = end;
        int middleSplit = 0;
        if (end >= MapleNodeLayout.slots(big.type())) {
            split = big.calculateSplit();
            middleSplit = big.middleSplit();
        }
        long leftLast = big.last(split);
        long middleLast = middleSplit == 0 ? leftLast : big.last(middleSplit);
        long leftNode = create(0, split);
        long middleNode = middleSplit == 0 ? 0 : create(split + 1, middleSplit);
        int rightFrom = Math.max(split, middleSplit) + 1;
        long rightNode = rightFrom > end ? 0 : create(rightFrom, end);
        int above = level - 1;
        big.reset(INNER);
        if (level > 0) {
            big.append(left, above, 0, left.slot(above) - 1);
        }
        big.appendChild(leftNode, first, rightNode == 0 ? last : leftLast);
        if (middleNode != 0) {
            big.appendChild(middleNode, leftLast + 1, middleLast);
        }
        if (rightNode != 0) {
            big.appendChild(rightNode, middleLast + 1, last);
        }
        if (level > 0) {
            big.append(right, above, right.slot(above) + 1, right.end(above));
        }
    }

    private void borrow(int level) {
        for (int above = level - 1; above >= 0; above--) {
            if (right.slot(above) < right.end(above)) {
                right.setSlot(above, right.slot(above) + 1);
                for (int i = above; i < level; i++) {
                    right.descend(i);
                }
                big.append(right, level, 0, right.end(level));
                return;
            }
            if (left.slot(above) > 0) {
                left.setSlot(above, left.slot(above) - 1);
                for (int i = above; i < level; i++) {
                    left.descend(i);
                    left.setSlot(i + 1, left.end(i + 1));
                }
                big.prepend(left, level);
                return;
            }
        }
    }

    private boolean isTooSmall() {
        return big.count() <= MapleNodeLayout.minSlots(big.type());
    }

    private boolean isWhole(int level) {
        return left.first(level) == 0 && right.last(level) == LAST_KEY;
    }

    private long create(int from, int to) {
        long reference = commit.create(big.type());
        big.fill(reference, from, to);
        return reference;
    }
}
