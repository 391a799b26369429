package dev.hmmbench.lib;

/**
 * Counts how many equal requests for free regions would be granted one after the other, without
 * granting any.
 *
 * <p>A granted region blocks its own candidate and those that overlap it from above, and every
 * candidate above was blocked before. So the next search ends where this one goes on below the
 * region, and all of them together pass each child of the root once.
 *
 * <p>Models kernel/resource.c, get_free_mem_region(), 6.12, 6.19 and 6.1. Fidelity: simplified
 * (answers without costs; memory for the descriptors is never short).
 */
public final class RepeatedSearch {

    private RepeatedSearch() {}

    /**
     * Returns the number of requests that would be granted.
     *
     * @param tree the tree to search, not changed
     * @param request the request that comes again and again
     * @param most where to stop counting
     */
    public static int count(ResourceTree tree, FreeRegionRequest request, int most) {
        Resource root = tree.root();
        Resource[] children = tree.children();
        long sizeBytes = request.roundedSizeBytes();
        long stepBytes = request.stepBytes();
        int granted = 0;
        long candidate = request.firstCandidate(root);
        int index = children.length;
        while (granted < most && stepBytes != 0 && request.allows(root, candidate)) {
            long last = candidate + sizeBytes - 1;
            index = SkippingSearch.lowestReaching(children, index, candidate);
            Resource blocker = SkippingSearch.blocker(children, index, last);
            long lowest = candidate;
            if (blocker != null) {
                lowest = blocker.start();
            } else if (isClaimable(root, candidate, last)) {
                granted++;
            } else {
                return granted;
            }
            candidate -= stepBytes
                    * SkippingSearch.skippedSteps(root, candidate, lowest, last, stepBytes);
        }
        return granted;
    }

    /** Tells whether a free candidate can be claimed: it must not wrap around or leave the root. */
    private static boolean isClaimable(Resource root, long first, long last) {
        return Long.compareUnsigned(first, last) <= 0 && root.contains(first, last);
    }
}
