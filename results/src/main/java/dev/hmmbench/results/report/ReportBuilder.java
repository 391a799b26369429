package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.kernel.CostModel;
import dev.hmmbench.results.kernel.KernelFigures;
import dev.hmmbench.results.kernel.KernelMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Builds the report of a run. A new section is one more line in {@link #build}; a new picture of a
 * group of rows is one more line in {@link QuestionSections}.
 */
public final class ReportBuilder {

    private static final String TITLE =
            "hmmbench: two designs of device-private memory";

    private final RunComparison run;
    private SideTables side = SideTables.NONE;
    private Set<String> quarantined = Set.of();
    private List<HistorySeries> history = List.of();

    private ReportBuilder(RunComparison run) {
        this.run = run;
    }

    /** Starts the report of a run. */
    public static ReportBuilder of(RunComparison run) {
        return new ReportBuilder(run);
    }

    /** Adds the exact answers that lie beside the measured rows. */
    public ReportBuilder with(SideTables tables) {
        side = tables;
        return this;
    }

    /** Marks rows whose verdict is suspended. */
    public ReportBuilder quarantined(Set<String> rowIds) {
        quarantined = Set.copyOf(rowIds);
        return this;
    }

    /** Adds the ratios of earlier runs. */
    public ReportBuilder history(List<HistorySeries> series) {
        history = List.copyOf(series);
        return this;
    }

    /** Returns the report. */
    public Report build() {
        KernelFigures figures = KernelFigures.bundled();
        KernelMatch match = new KernelMatch(figures);
        ForestPicture forest = new ForestPicture(match, quarantined);
        QuestionSections questions = new QuestionSections(run, side, forest, figures, match);
        List<Section> answers = Questions.all().stream().map(questions::of).toList();
        DetailSections details = new DetailSections(run);

        List<Section> sections = new ArrayList<>();
        sections.add(new SummarySection(run, forest).of(answers.stream()
                .filter(section -> !section.isAnswered())
                .map(section -> section.shortName().toLowerCase(java.util.Locale.ROOT))
                .toList()));
        sections.addAll(answers);
        sections.add(new FindingsSection(run, side, figures).section());
        sections.add(new InstructionSection(run, match, CostModel.bundled()).section());
        sections.add(PhaseSection.of(run, side));
        sections.add(new TrustSection(run, forest, match).section());
        sections.add(new LimitsSection(run).section());
        sections.add(HistorySeries.section(history));
        sections.add(details.environment());
        sections.add(details.rounds());
        return new Report(TITLE, subtitle(), sections, run);
    }

    private String subtitle() {
        List<String> designs = run.rows().stream().map(RowComparison::pair)
                .flatMap(pair -> java.util.stream.Stream.of(pair.reference(), pair.candidate()))
                .distinct().toList();
        return "Run `" + run.data().name() + "`, suite " + run.data().plan().suite() + ", "
                + run.nrRounds() + " rounds, " + run.rows().size() + " comparisons"
                + (designs.isEmpty() ? "" : " of " + String.join(", ", designs))
                + ", started " + run.data().plan().createdUtc() + ".";
    }
}
