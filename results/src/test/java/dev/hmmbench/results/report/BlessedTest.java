package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.gate.BaselineFolder;
import dev.hmmbench.results.gate.Bless;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects what earlier runs add to a report: each headline row, in the order of the runs. */
class BlessedTest {

    private static final RunComparison RUN =
            RunComparer.compare(SampleRuns.small(Path.of("synthetic-small")));

    @Test
    void history_afterOneBlessedRun_hasThatAndThis(@TempDir Path folder) {
        BaselineFolder baselines = new BaselineFolder(folder);
        Bless.accept(RunComparer.compare(SampleRuns.small(Path.of("synthetic-earlier"))),
                baselines);
        List<HistorySeries> series = Blessed.history(RUN, baselines);
        assertThat(series).hasSize(2);
        assertThat(series).allSatisfy(line -> {
            assertThat(line.points()).hasSize(2);
            assertThat(line.changes()).isEmpty();
        });
        HistorySeries.Point last = series.getFirst().points().getLast();
        double low = RUN.rows().getFirst().estimate().orElseThrow().interval().low();
        assertThat(last.low()).isCloseTo(low, withinPercentage(0.1));
    }

    @Test
    void history_ofAnEmptyFolder_isThisRunAlone(@TempDir Path folder) {
        List<HistorySeries> series = Blessed.history(RUN, new BaselineFolder(folder));
        assertThat(series).allSatisfy(line -> assertThat(line.points()).hasSize(1));
        assertThat(HistorySeries.section(series).isAnswered()).isFalse();
    }

    @Test
    void quarantine_ofAnEmptyFolder_holdsNothing(@TempDir Path folder) {
        assertThat(Blessed.quarantined(RUN, new BaselineFolder(folder))).isEmpty();
    }
}
