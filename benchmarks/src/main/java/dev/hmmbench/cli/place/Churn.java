package dev.hmmbench.cli.place;

import dev.hmmbench.model.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What fragmentation does over time: devices of odd sizes come and go in an order that a seed
 * fixes, the same for every design.
 *
 * @param seed of the order and the sizes
 * @param nrSteps creations and removals together
 * @param targetBytes device memory to hover around: below it a step rather creates, above it rather
 *     removes
 */
record Churn(long seed, int nrSteps, long targetBytes) {

    private static final int PAGE_SHIFT = 12;
    /** Sizes are spread evenly over their logarithms, from 1 MiB to 64 GiB, in whole pages. */
    private static final double MIN_LOG2 = 20;
    private static final double LOG2_SPAN = 16;
    private static final int NR_POINTS = 200;

    /**
     * The state after a step.
     *
     * @param step number of the step, from 1
     * @param liveBytes device memory that has numbers
     * @param takenBytes numbers that it takes
     * @param largestHoleBytes largest request that would fit
     * @param nrFailures requests refused so far
     * @param probes candidates tested so far
     */
    record Point(
            int step,
            long liveBytes,
            long takenBytes,
            long largestHoleBytes,
            int nrFailures,
            long probes) {}

    /** Runs the sequence on one design and returns at most 200 states, the last one included. */
    List<Point> on(Placement placement) {
        Random random = new Random(seed);
        ChurnState state = new ChurnState(placement);
        List<Point> points = new ArrayList<>();
        int stride = Math.max(1, Math.ceilDiv(nrSteps, NR_POINTS));
        for (int step = 1; step <= nrSteps; step++) {
            // All three are drawn in every step, so that a refusal does not shift the sequence.
            long sizeBytes = oddSize(random);
            double choice = random.nextDouble();
            double victim = random.nextDouble();
            if (choice * 2 * targetBytes >= state.liveBytes()) {
                state.create(sizeBytes);
            } else {
                state.remove(victim);
            }
            if (step % stride == 0 || step == nrSteps) {
                points.add(state.point(step));
            }
        }
        return points;
    }

    private static long oddSize(Random random) {
        double log2 = MIN_LOG2 + LOG2_SPAN * random.nextDouble();
        return (long) Math.pow(2, log2 - PAGE_SHIFT) << PAGE_SHIFT;
    }
}
