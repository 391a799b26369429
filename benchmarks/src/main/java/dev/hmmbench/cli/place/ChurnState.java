package dev.hmmbench.cli.place;

import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import java.util.ArrayList;
import java.util.List;

/** The devices of one design while they come and go. */
final class ChurnState {

    private final Placement placement;
    private final List<PlacementOutcome.Placed> live = new ArrayList<>();
    private long liveBytes;
    private long takenBytes;
    private long probes;
    private int nrFailures;

    ChurnState(Placement placement) {
        this.placement = placement;
    }

    /** Returns bytes of device memory that have numbers. */
    long liveBytes() {
        return liveBytes;
    }

    void create(long sizeBytes) {
        PlacementOutcome outcome = placement.reserve(sizeBytes);
        probes += outcome.probes();
        if (outcome instanceof PlacementOutcome.Placed placed) {
            live.add(placed);
            liveBytes += sizeBytes;
            takenBytes += placed.takenBytes();
        } else {
            nrFailures++;
        }
    }

    /**
     * Removes one device; there must be one.
     *
     * @param victim which one, from 0 for the eldest to 1, exclusive
     */
    void remove(double victim) {
        PlacementOutcome.Placed gone = live.remove((int) (victim * live.size()));
        placement.release(gone);
        liveBytes -= gone.requestedBytes();
        takenBytes -= gone.takenBytes();
    }

    Churn.Point point(int step) {
        return new Churn.Point(step, liveBytes, takenBytes, placement.largestHoleBytes(),
                nrFailures, probes);
    }
}
