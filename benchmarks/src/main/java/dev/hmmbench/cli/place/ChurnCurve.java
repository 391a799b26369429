package dev.hmmbench.cli.place;

import dev.hmmbench.model.Models;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.PageTableLevels;
import java.util.List;

/**
 * The churn of one design.
 *
 * @param design name of the model
 * @param points states over time
 */
record ChurnCurve(String design, List<Churn.Point> points) {

    /** 900 GiB of device memory around a space of 1 TiB: full enough for holes to matter. */
    private static final Churn DEFAULT = new Churn(1, 4_000, 700L << 30);
    private static final int CROWDED_PHYS_BITS = 40;

    /** Returns the machine of the churn: the reference map on a CPU of 40 bits. */
    static Machine machine() {
        return Machine.reference()
                .withLimits(Limits.x86(CROWDED_PHYS_BITS, PageTableLevels.FOUR));
    }

    /** Runs the bundled sequence on every design. */
    static List<ChurnCurve> all(Models models, List<String> designs) {
        return designs.stream()
                .map(design -> new ChurnCurve(
                        design, DEFAULT.on(models.placement(design, machine()))))
                .toList();
    }
}
