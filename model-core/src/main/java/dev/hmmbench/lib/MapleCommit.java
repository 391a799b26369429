package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.INNER;
import static dev.hmmbench.lib.MapleNodeLayout.MAX_HEIGHT;
import static dev.hmmbench.lib.MapleNodeLayout.ROOT_PARENT;

/**
 * Puts a new subtree in place of an old one with one store, then adopts the nodes below it that
 * live on and frees those that do not.
 *
 * <p>Models lib/maple_tree.c, mas_put_in_tree(), mas_topiary_replace(), mas_adopt_children() and
 * mt_destroy_walk(), 6.19. Fidelity: simplified (freed nodes need no grace period, see
 * {@link MapleNodeLayout}).
 */
final class MapleCommit {

    private final MapleWalk walk;
    private final MapleArena arena;
    private final MapleNodes nodes;
    private final MapleGaps gaps;
    private final long[] newInner = new long[3 * MAX_HEIGHT];
    private int nrNewInner;

    /** Creates the last step of the stores into one tree. */
    MapleCommit(MapleWalk walk, MapleArena arena) {
        this.walk = walk;
        this.arena = arena;
        this.nodes = arena.nodes();
        this.gaps = new MapleGaps(nodes);
    }

    /** Takes a reserved node for a new subtree. */
    long create(int type) {
        long reference = arena.take(type);
        if (type == INNER) {
            newInner[nrNewInner++] = reference;
        }
        return reference;
    }

    /** Makes {@code top} the root; the whole old tree below the old root is freed or adopted. */
    void replaceRoot(long top) {
        long oldRoot = MapleNodeLayout.safeRoot(walk.root());
        if (top == 0) {
            walk.setRoot(0);
        } else {
            nodes.setParent(top, ROOT_PARENT);
            walk.setRoot(MapleNodeLayout.rootReference(top));
        }
        finish(oldRoot);
    }

    /**
     * Puts {@code top} in place of the node at a level that is not the root's; updates the gaps
     * above.
     */
    void replace(MaplePath path, int level, long top) {
        if (level == 0) {
            replaceRoot(top);
            return;
        }
        long old = path.node(level);
        long parent = path.node(level - 1);
        int slot = path.slot(level - 1);
        nodes.setParent(top, MapleNodeLayout.parentOf(MapleNodeLayout.offset(parent), slot));
        nodes.publishSlot(parent, slot, top);
        finish(old);
        path.replace(level, top, nodes.end(top, path.last(level)));
        gaps.update(path, level);
    }

    /** Brings the gaps above a node that was changed in place up to date. */
    void updateGaps(MaplePath path, int level) {
        gaps.update(path, level);
    }

    private void finish(long old) {
        if (old != 0) {
            arena.kill(old);
        }
        while (nrNewInner > 0) {
            adoptChildren(newInner[--nrNewInner]);
        }
        if (old != 0) {
            reapChildren(old);
            arena.free(old);
        }
    }

    private void adoptChildren(long parent) {
        for (int i = MapleNodeLayout.metaEnd(nodes.meta(parent)); i >= 0; i--) {
            nodes.setParent(nodes.slot(parent, i),
                    MapleNodeLayout.parentOf(MapleNodeLayout.offset(parent), i));
        }
    }

    /** Frees what still believes to be below a dead node. */
    private void reapChildren(long dead) {
        if (MapleNodeLayout.isLeaf(dead)) {
            return;
        }
        long deadOffset = MapleNodeLayout.offset(dead);
        for (int i = MapleNodeLayout.metaEnd(nodes.meta(dead)); i >= 0; i--) {
            long child = nodes.slot(dead, i);
            long word = nodes.parentWord(child);
            boolean isLeftBehind = !MapleNodeLayout.isStale(child, word)
                    && MapleNodeLayout.parentOffset(word) == deadOffset;
            if (isLeftBehind) {
                arena.kill(child);
                reapChildren(child);
                arena.free(child);
            }
        }
    }
}
