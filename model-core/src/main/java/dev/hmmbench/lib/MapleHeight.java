package dev.hmmbench.lib;

/** The height of a tree, which the kernel keeps in the tree's flags. */
final class MapleHeight {

    private MapleHeight() {}

    /**
     * Returns the levels from the root to the leaves: 0 for an empty tree. Costs one load per
     * level.
     */
    static int of(MapleNodes nodes, long root) {
        if (root == 0) {
            return 0;
        }
        int height = 1;
        for (long node = root; !MapleNodeLayout.isLeaf(node); node = nodes.slot(node, 0)) {
            height++;
        }
        return height;
    }
}
