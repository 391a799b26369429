package dev.hmmbench.cli.place;

import dev.hmmbench.bench.DeviceSequence;
import dev.hmmbench.model.Placement;
import java.util.ArrayList;
import java.util.List;

/**
 * What fragmentation does over time: devices of odd sizes come and go as a sequence says.
 *
 * @param sequence the same for every design
 */
record Churn(DeviceSequence sequence) {

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
        ChurnState state = new ChurnState(placement);
        List<Point> points = new ArrayList<>();
        int nrSteps = sequence.nrSteps();
        int stride = Math.max(1, Math.ceilDiv(nrSteps, NR_POINTS));
        for (int step = 1; step <= nrSteps; step++) {
            state.take(sequence, step - 1);
            if (step % stride == 0 || step == nrSteps) {
                points.add(state.point(step));
            }
        }
        return points;
    }
}
