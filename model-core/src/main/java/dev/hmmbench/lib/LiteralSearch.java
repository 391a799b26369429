package dev.hmmbench.lib;

/**
 * The kernel's search as it is: every candidate in turn, every child of the root for each.
 *
 * <p>Models kernel/resource.c, get_free_mem_region(), 6.12, 6.19 and 6.1. Fidelity: modelled.
 * Cost: candidates times children of the root.
 */
final class LiteralSearch implements FreeRegionSearch {

    @Override
    public Result search(ResourceTree tree, FreeRegionRequest request) {
        Resource root = tree.root();
        long sizeBytes = request.roundedSizeBytes();
        long stepBytes = request.stepBytes();
        long probes = 0;
        long nodesVisited = 0;
        long candidate = request.firstCandidate(root);
        while (request.allows(root, candidate)) {
            probes++;
            long last = candidate + sizeBytes - 1;
            boolean isDisjoint = true;
            for (Resource node = root.child; node != null; node = node.sibling) {
                nodesVisited++;
                // Every kind matches: a hit settles the answer, but the kernel walks on.
                if (node.overlaps(candidate, last)) {
                    isDisjoint = false;
                }
            }
            if (isDisjoint) {
                return new Result(End.FREE, candidate, probes, nodesVisited);
            }
            if (stepBytes == 0) {
                return new Result(End.NEVER_ENDS, 0, probes, nodesVisited);
            }
            candidate -= stepBytes;
        }
        return new Result(End.EXHAUSTED, 0, probes, nodesVisited);
    }
}
