package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.synthetic.Edit;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Protects the first screen: what is wrong or missing in a run must stand on it. */
class SummarySectionTest {

    private static final RunData RUN = SampleRuns.small(Path.of("synthetic-small"));

    @Test
    void run_thatIsWhole_saysSo() {
        assertThat(summary(RUN)).contains("Nothing is wrong with the run's data.")
                .contains("1 of 1 intervals hold 1").contains("5 rounds");
    }

    @Test
    void headlines_ofARun_sayInWordsWhatTheyShow() {
        assertThat(summary(RUN)).contains("times what legacy costs.");
        assertThat(summary(SampleRuns.noisy(Path.of("synthetic-noisy"))))
                .contains("These rounds cannot tell which design costs more.");
    }

    @Test
    void fork_thatFailed_isNamed() {
        RunData broken = Edit.failed(RUN,
                Edit.forks("migrate-to-device[sizeBytes=16777216]", "legacy"), "no memory left");
        assertThat(summary(broken)).contains("Problem: ").contains("no memory left")
                .doesNotContain("Nothing is wrong");
    }

    @Test
    void control_thatIsMissing_isSaid() {
        RunData without = Edit.without(RUN, Edit.forks(
                "number-to-page[order=random,pagemaps=64]", "legacy#aa"));
        assertThat(summary(without)).contains("no A/A control");
    }

    @Test
    void run_withoutAnyFork_showsNoFigure() {
        RunData empty = Edit.with(RUN, List.<ForkRecord>of());
        assertThat(summary(empty)).contains("No headline measure was compared")
                .contains("0 of ");
        assertThat(ReportFormat.HTML.render(
                ReportBuilder.of(RunComparer.compare(empty)).build())).isNotEmpty();
    }

    @Test
    void questions_withoutData_areListed() {
        assertThat(summary(RUN)).contains("Not measured in this run: where usable, creation");
    }

    private static String summary(RunData data) {
        Section section = ReportBuilder.of(RunComparer.compare(data)).build().sections().getFirst();
        return section.blocks().stream().map(Block::toString).collect(Collectors.joining("\n"));
    }
}
