package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunDiffer;
import dev.hmmbench.results.compare.RunDifference;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Protects the report of two runs: what differs comes first, and no link leads nowhere. */
class DifferenceReportTest {

    /** Returns two runs of which the second has one design slowed by 10 percent in one row. */
    static RunDifference slowerDesign() {
        return difference(run(1, 1.3).data(), run(2, 1.43).data());
    }

    private static SyntheticRun run(long seed, double ratio) {
        return new SyntheticRun(seed, 12).row(SyntheticRow.time("steady", 50, 1.1, 0.005))
                .row(SyntheticRow.time("moved", 80, ratio, 0.005));
    }

    private static RunDifference difference(RunData first, RunData second) {
        return RunDiffer.compare(RunComparer.compare(first), RunComparer.compare(second));
    }

    @Test
    void report_slowerDesign_namesTheRowFirst() {
        String text = ReportFormat.MD.render(slowerDesign());
        assertThat(text).contains("1 equivalent")
                .contains("Against the reference dearer than before: moved, devprivate (1.1")
                .doesNotContain("steady, devprivate (")
                .contains("Both were measured in the same environment.");
    }

    @Test
    void report_otherCpu_saysThatNothingIsComparable() {
        RunDifference runs = difference(run(1, 1.3).data(),
                run(2, 1.3).onCpu("Another CPU").data());
        String text = ReportFormat.MD.render(runs);
        assertThat(text).contains("The runs are not comparable")
                .contains("| cpu.model | Made-up CPU | Another CPU | breaks the comparison |")
                .containsSubsequence("What differs in where", "What changed")
                .contains("2 of 2 comparisons have no verdict: the runs differ in cpu.model.");
    }

    @Test
    void report_fewNoisyRounds_saysThatItCannotTell() {
        RunDifference runs = difference(
                new SyntheticRun(1, 3).row(SyntheticRow.time("noisy", 50, 1, 0.2)).data(),
                new SyntheticRun(2, 3).row(SyntheticRow.time("noisy", 50, 1, 0.2)).data());
        assertThat(ReportFormat.MD.render(runs)).contains("1 of 1 comparisons are inconclusive");
    }

    @Test
    void report_noCommonRow_isNotMeasured() {
        RunDifference runs = difference(run(1, 1.3).data(),
                new SyntheticRun(2, 12).row(SyntheticRow.time("other", 50, 1, 0.01)).data());
        assertThat(ReportFormat.HTML.render(runs)).contains("Nothing was compared")
                .contains("Only the second run has: <code>other</code>");
    }

    @Test
    void links_withinThePage_leadSomewhere() {
        HtmlReportTest.assertLinksLead(ReportFormat.HTML.render(slowerDesign())
                .replace(Assets.d3(), ""));
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void render_anyFormat_holdsBothRows(ReportFormat format) {
        assertThat(format.render(slowerDesign())).contains("steady").contains("moved");
    }
}
