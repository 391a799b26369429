package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.run.Disturbance;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Json;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.synthetic.Edit;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import org.junit.jupiter.api.Test;

/** Protects that what a run recorded against itself is shown: disturbances, kernel warnings. */
final class ForkTablesTest {

    private final RunData data = new SyntheticRun(3, 4)
            .row(SyntheticRow.time("a", 50, 1.0, 0.01)).data();

    private static String shown(RunData run) {
        return Json.line(ForkTables.of(RunComparer.compare(run)));
    }

    @Test
    void of_noKernelWarning_saysSo() {
        assertThat(shown(data)).contains("none in any row");
    }

    @Test
    void of_kernelWarnings_standInTheirRow() {
        assertThat(shown(Edit.counter(data, "a", "devprivate", "kernel-warnings", 37)))
                .contains("\"37\"").doesNotContain("none in any row");
    }

    @Test
    void of_worstPressure_isShownAndFaultsByMedian() {
        RunData disturbed = Edit.measured(data, fork -> fork == data.forks().get(0),
                fork -> new ForkRecord.Measured(fork.fork(), fork.samples(), fork.iterations(),
                        fork.metrics(), fork.cpu(),
                        new Disturbance(4321, 0, 0, 0, 0.62, 0, 0, 0), fork.jvm(), ""));
        assertThat(shown(disturbed)).contains("62 %").doesNotContain("4321", "4,321");
    }
}
