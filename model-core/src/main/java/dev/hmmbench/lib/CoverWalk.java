package dev.hmmbench.lib;

/**
 * A walk over the descendants of a node that is not of the wanted kind itself.
 *
 * <p>Models the inner loop of kernel/resource.c, __region_intersects(), 6.12. Fidelity: modelled.
 *
 * @param matching descendants of the kind that overlap the range
 * @param isCovered whether those, in order, cover all that the node and the range share
 */
record CoverWalk(int matching, boolean isCovered) {

    static CoverWalk over(
            Resource top, long start, long last, int flags, ResourceDescriptor descriptor) {
        long uncovered = max(top.start(), start);
        long sharedLast = Long.compareUnsigned(top.last(), last) < 0 ? top.last() : last;
        int matching = 0;
        Resource node = top.child;
        while (node != null) {
            if (node.overlaps(start, last) && node.matches(flags, descriptor)) {
                matching++;
                if (Long.compareUnsigned(node.start(), uncovered) > 0) {
                    break;
                }
                if (Long.compareUnsigned(node.last(), sharedLast) >= 0) {
                    return new CoverWalk(matching, true);
                }
                uncovered = max(uncovered, node.last() + 1);
            }
            node = ResourceTree.next(node, top);
        }
        return new CoverWalk(matching, false);
    }

    private static long max(long left, long right) {
        return Long.compareUnsigned(left, right) >= 0 ? left : right;
    }
}
