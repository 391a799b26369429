package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.BuildDifference;
import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RulerSummary;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.kernel.KernelMatch;
import dev.hmmbench.results.run.ExclusionRules;
import dev.hmmbench.results.run.Prominence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How far the run can be trusted: A/A control, rounds, rulers, exclusion rules. */
final class TrustSection {

    private static final int MOST_PANELS = 12;

    private final RunComparison run;
    private final ForestPicture forest;
    private final RowTable rowTable;

    TrustSection(RunComparison run, ForestPicture forest, KernelMatch match) {
        this.run = run;
        this.forest = forest;
        this.rowTable = new RowTable(match);
    }

    /** Returns the section. */
    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose("The A/A control runs the first design against itself through "
                + "the same machinery. Its ratios must be 1; what they show instead is the "
                + "harness and the machine, not a design."));
        if (run.controls().isEmpty()) {
            blocks.add(new Block.Missing("This run has no A/A control.",
                    "./hmmbench run --suite quick"));
        } else {
            forest.of("control-forest", "A/A control", run.controls()).ifPresent(blocks::add);
            blocks.add(rowTable.of("control-rows", run.controls()));
        }
        if (!run.builds().isEmpty()) {
            blocks.add(new Block.Prose("Two builds in one run: each design of this build against "
                    + "the same design of the build given by `--base`."));
            forest.of("builds-forest", "This build against the base build", run.builds())
                    .ifPresent(blocks::add);
            blocks.add(rowTable.of("builds-rows", run.builds()));
            blocks.add(differences());
        }
        DumbbellPicture.of("rounds", shown()).ifPresent(blocks::add);
        rulers(blocks);
        ForkTables.of(run).forEach(blocks::add);
        blocks.add(new Block.Prose(exclusion(run.data().plan().exclusion())));
        return new Section("trust", "", "Control", "How far to trust it: control, rounds, rulers",
                blocks);
    }

    private Table differences() {
        Table.Builder table = Table.named("builds-differences", "Difference in differences: the "
                        + "ratio of two designs in this build over the same ratio in the base "
                        + "build, paired by round. What both designs share cancels; above 1 the "
                        + "candidate has become dearer against the reference")
                .text("row", "designs").numbers("change", "interval", "rounds", "MDE")
                .text("verdict");
        for (BuildDifference found : run.buildDifferences()) {
            Optional<Estimate> change = found.change();
            table.row(Table.cell(found.row().label()),
                    Table.cell(found.candidate() + " / " + found.reference()),
                    Table.cell(Figures.orDash(change.map(e -> Figures.ratio(e.ratio())))),
                    Table.cell(Figures.orDash(change.map(e -> Figures.interval(
                            e.interval().low(), e.interval().high())))),
                    Table.cell(change.map(Estimate::nrRounds).map(String::valueOf).orElse("0")),
                    Table.cell(Figures.orDash(change.map(e ->
                            Figures.percent(e.minimumDetectable())))),
                    Table.verdict(found.verdict().label()));
        }
        return table.build();
    }

    private List<RowComparison> shown() {
        List<RowComparison> headline = run.rows().stream()
                .filter(row -> row.row().prominence() == Prominence.HEADLINE).toList();
        List<RowComparison> rows = headline.isEmpty() ? run.rows() : headline;
        return Stream.concat(run.controls().stream().limit(MOST_PANELS / 4),
                rows.stream().limit(MOST_PANELS)).limit(MOST_PANELS).toList();
    }

    private void rulers(List<Block> blocks) {
        if (run.rulers().isEmpty()) {
            return;
        }
        Table.Builder table = Table.named("rulers", "The machine itself, measured in each round")
                .text("ruler").numbers("value").text("unit").numbers("spread", "rounds");
        for (RulerSummary ruler : run.rulers()) {
            table.row(ruler.row().label(), Figures.value(ruler.value()),
                    ruler.row().unit().symbol(), Figures.percent(ruler.relativeSd()),
                    String.valueOf(ruler.rounds().size()));
        }
        blocks.add(table.build());
    }

    private static String exclusion(ExclusionRules rules) {
        if (rules.equals(ExclusionRules.NONE)) {
            return "Rules for leaving out rounds, set before the run: none.";
        }
        return "Rules set before the run: a round is left out, with all its arms, where a fork "
                + "saw more than " + Figures.percent(rules.maxCpuPressure())
                + " CPU pressure, more than " + Figures.percent(rules.maxStealShare())
                + " stolen time, or a ruler more than "
                + Figures.percent(rules.maxRulerDeviation()) + " off its median.";
    }
}
