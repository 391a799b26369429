package dev.hmmbench.lib;

import org.jspecify.annotations.Nullable;

/**
 * A search with the literal search's answers and costs that does not test candidates one by one.
 *
 * <p>Let a node {@code [s, e]} block the candidate {@code [a, l]}, so {@code s <= l} and
 * {@code e >= a}. Going down by one step after another keeps {@code e >= a}, and keeps
 * {@code s <= l} for as long as {@code l} has not fallen below {@code s}: the next
 * {@code (l - s) / step} candidates are blocked by the same node. That needs neither an aligned
 * end nor {@code a <= l}, so it holds for candidates that wrap around as well. Of the blocking
 * nodes the lowest rules out the most. A literal test walks all children of the root, so node
 * visits are candidates times children.
 *
 * <p>Fidelity: modelled (same answers and counts as the kernel's search, at another cost). Cost:
 * children of the root, once.
 */
final class SkippingSearch implements FreeRegionSearch {

    @Override
    public Result search(ResourceTree tree, FreeRegionRequest request) {
        Resource root = tree.root();
        Resource[] children = tree.children();
        long sizeBytes = request.roundedSizeBytes();
        long stepBytes = request.stepBytes();
        long probes = 0;
        long candidate = request.firstCandidate(root);
        int index = children.length;
        while (request.allows(root, candidate)) {
            index = lowestReaching(children, index, candidate);
            Resource blocker = blocker(children, index, candidate + sizeBytes - 1);
            if (blocker == null) {
                return result(End.FREE, candidate, probes + 1, children.length);
            }
            if (stepBytes == 0) {
                return result(End.NEVER_ENDS, 0, probes + 1, children.length);
            }
            long steps = skippedSteps(root, candidate, blocker.start(),
                    candidate + sizeBytes - 1, stepBytes);
            probes += steps;
            candidate -= steps * stepBytes;
        }
        return result(End.EXHAUSTED, 0, probes, children.length);
    }

    /** Returns the lowest index, from {@code index} downwards, whose node ends at or above. */
    static int lowestReaching(Resource[] children, int index, long candidate) {
        int lowest = index;
        while (lowest > 0
                && Long.compareUnsigned(children[lowest - 1].last(), candidate) >= 0) {
            lowest--;
        }
        return lowest;
    }

    /** Returns the lowest node that overlaps, given the lowest that ends at or above the start. */
    static @Nullable Resource blocker(Resource[] children, int index, long last) {
        return index < children.length
                        && Long.compareUnsigned(children[index].start(), last) <= 0
                ? children[index]
                : null;
    }

    /**
     * Returns how many candidates from this one on need no look: what a blocking node blocks, as
     * far as the bounds allow candidates; at least 1.
     */
    static long skippedSteps(
            Resource root, long candidate, long blockerStart, long last, long stepBytes) {
        long blocked = blockedSteps(blockerStart, last, stepBytes);
        long left = stepsToBound(root, candidate, stepBytes);
        return Long.compareUnsigned(blocked, left) < 0 ? blocked : left;
    }

    /**
     * Returns how many candidates from this one on a blocking node blocks, at least 1.
     *
     * @param blockerStart first address of the node
     * @param last last address of this candidate
     */
    private static long blockedSteps(long blockerStart, long last, long stepBytes) {
        return Long.divideUnsigned(last - blockerStart, stepBytes) + 1;
    }

    /** Returns how many candidates from this one on the bounds still allow, at least 1. */
    private static long stepsToBound(Resource root, long candidate, long stepBytes) {
        long aboveStep = Long.divideUnsigned(candidate - stepBytes - 1, stepBytes) + 1;
        long aboveRoot = Long.divideUnsigned(candidate - root.start(), stepBytes) + 1;
        return Long.compareUnsigned(aboveStep, aboveRoot) < 0 ? aboveStep : aboveRoot;
    }

    private static Result result(End end, long candidate, long probes, int children) {
        // Only a search that no machine could finish overflows: it stops at the largest count.
        boolean fits = Math.multiplyHigh(probes, children) == 0 && probes * children >= 0;
        return new Result(end, candidate, probes, fits ? probes * children : Long.MAX_VALUE);
    }
}
