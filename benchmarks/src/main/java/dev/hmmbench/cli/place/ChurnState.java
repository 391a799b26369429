package dev.hmmbench.cli.place;

import dev.hmmbench.bench.DeviceSequence;
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

    /** Creates a device or removes one, as a step of the sequence says. */
    void take(DeviceSequence sequence, int step) {
        if (sequence.isCreation(step, liveBytes)) {
            create(sequence.sizeBytes(step));
        } else {
            remove(sequence.victim(step, live.size()));
        }
    }

    private void create(long sizeBytes) {
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

    private void remove(int victim) {
        PlacementOutcome.Placed gone = live.remove(victim);
        placement.release(gone);
        liveBytes -= gone.requestedBytes();
        takenBytes -= gone.takenBytes();
    }

    Churn.Point point(int step) {
        return new Churn.Point(step, liveBytes, takenBytes, placement.largestHoleBytes(),
                nrFailures, probes);
    }
}
