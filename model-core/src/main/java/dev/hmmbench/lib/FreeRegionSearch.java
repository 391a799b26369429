package dev.hmmbench.lib;

/**
 * A way to find the candidate that the kernel's search would stop at. All ways give the same
 * answer, and the same costs, for every tree and request.
 */
public interface FreeRegionSearch {

    /** The kernel's own search, candidate by candidate: its cost is a measured fact. */
    FreeRegionSearch LITERAL = new LiteralSearch();

    /** The search that skips what a blocking region rules out: for answers, not measurements. */
    FreeRegionSearch SKIPPING = new SkippingSearch();

    /**
     * Searches from the top down for a candidate that overlaps no child of the root.
     *
     * @param tree the tree to search, not changed
     * @param request a request whose size has not been rounded yet
     * @return where the search ends and what it costs the kernel
     */
    Result search(ResourceTree tree, FreeRegionRequest request);

    /**
     * The end of a search.
     *
     * @param end how it ended
     * @param candidate start of the free candidate, unsigned; 0 unless {@code end} is FREE
     * @param probes candidates tested, the free one included
     * @param nodesVisited children of the root that those tests walked past
     */
    record Result(End end, long candidate, long probes, long nodesVisited) {}

    /** How a search ends. */
    enum End {
        /** A candidate overlaps nothing. */
        FREE,
        /** The lower bound was reached. */
        EXHAUSTED,
        /** The step is 0 and the only candidate is blocked. */
        NEVER_ENDS
    }
}
