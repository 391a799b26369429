package dev.hmmbench.cli.place;

import dev.hmmbench.bench.DeviceSequence;
import dev.hmmbench.bench.ReservationBenchmark;
import dev.hmmbench.model.Models;
import dev.hmmbench.platform.Machine;
import java.util.List;

/**
 * The churn of one design.
 *
 * @param design name of the model
 * @param points states over time
 */
record ChurnCurve(String design, List<Churn.Point> points) {

    /** 700 GiB of device memory in a space of 1 TiB: full enough for holes to matter. */
    private static final Churn DEFAULT = new Churn(new DeviceSequence(
            ReservationBenchmark.SEED, 4_000, ReservationBenchmark.TARGET_BYTES));

    /** Returns the machine of the churn: the reference map on a CPU of 40 bits. */
    static Machine machine() {
        return ReservationBenchmark.crowded(Machine.reference());
    }

    /** Runs the bundled sequence on every design. */
    static List<ChurnCurve> all(Models models, List<String> designs) {
        return designs.stream()
                .map(design -> new ChurnCurve(
                        design, DEFAULT.on(models.placement(design, machine()))))
                .toList();
    }
}
