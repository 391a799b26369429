package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.CounterPair;
import dev.hmmbench.results.compare.EnvironmentDifference;
import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.RoundPair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RowDifference;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.compare.RunDifference;
import dev.hmmbench.results.compare.Verdict;
import dev.hmmbench.results.run.Environment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The report of two runs: two commits on one machine, or two machines. */
final class DifferenceReport {

    private static final String TITLE = "hmmbench: two runs side by side";

    private final RunDifference runs;

    private DifferenceReport(RunDifference runs) {
        this.runs = runs;
    }

    /** Returns the report. */
    static Report of(RunDifference runs) {
        return new DifferenceReport(runs).report();
    }

    private Report report() {
        String subtitle = "First `" + name(runs.first()) + "`, second `" + name(runs.second())
                + "`. Changes are second over first: above 1 the second costs more.";
        List<Section> sections = new ArrayList<>();
        if (!runs.environment().isEmpty()) {
            sections.add(environment());
        }
        sections.addAll(List.of(summary(), ratios(), costs(), counters(), rounds()));
        return new Report(TITLE, subtitle, sections, runs.second());
    }

    private static String name(RunComparison run) {
        return run.data().name();
    }

    private Section summary() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Points("What changed", changes()));
        blocks.add(new Block.Points("How sure this is", sureness()));
        blocks.add(new Block.Points("What it cannot say", limits()));
        Table.Builder table = Table.named("runs", "The two runs").text("", "run", "commit",
                "suite", "started").numbers("rounds", "comparisons");
        row(table, "first", runs.first());
        row(table, "second", runs.second());
        blocks.add(table.build());
        return new Section("summary", "", "Summary", "What changed from the first run to the "
                + "second", blocks);
    }

    private static void row(Table.Builder table, String which, RunComparison run) {
        table.row(which, name(run), run.data().environment().value(Environment.HARNESS,
                Environment.HARNESS_COMMIT), run.data().plan().suite(),
                run.data().plan().createdUtc(), String.valueOf(run.nrRounds()),
                String.valueOf(run.rows().size()));
    }

    private List<String> changes() {
        List<String> lines = new ArrayList<>();
        if (runs.rows().isEmpty()) {
            lines.add("Nothing was compared: the runs have no row in common.");
        } else if (!runs.isComparable()) {
            lines.add("The runs are not comparable, because their environments differ in what "
                    + "decides times: see Environment. Ratios stand here for information.");
        } else {
            lines.add(runs.rows().size() + " comparisons of the ratio of two designs: "
                    + Arrays.stream(Verdict.values())
                            .map(verdict -> count(verdict) + " " + verdict.label())
                            .collect(Collectors.joining(", ")) + ".");
        }
        for (Verdict verdict : List.of(Verdict.SLOWER, Verdict.FASTER)) {
            List<String> labels = runs.rows().stream().filter(row -> row.verdict() == verdict)
                    .map(row -> row.row().label() + ", " + row.candidate() + " ("
                            + ratio(row.ratioChange()) + ")").toList();
            if (!labels.isEmpty()) {
                lines.add("Against the reference " + (verdict == Verdict.SLOWER ? "dearer"
                        : "cheaper") + " than before: " + String.join("; ", labels) + ".");
            }
        }
        long counted = runs.rows().stream().filter(row -> !row.counters().isEmpty()).count();
        lines.add(counted == 0 ? "No exact counter changed in a row that both runs counted."
                : "Exact counters changed in " + counted + " comparisons.");
        return lines;
    }

    private long count(Verdict verdict) {
        return runs.rows().stream().filter(row -> row.verdict() == verdict).count();
    }

    private List<String> sureness() {
        List<String> lines = new ArrayList<>();
        lines.add("The rounds of two runs are not side by side in time: changes come from Welch "
                + "on the per-round log-ratios of each run. What a whole run shifts is not in "
                + "these intervals; `run --base JAR` measures two builds in one run.");
        runs.rows().stream().flatMap(row -> row.ratioChange().stream())
                .mapToDouble(Estimate::minimumDetectable).sorted().boxed()
                .collect(Collectors.collectingAndThen(Collectors.toList(), Optional::of))
                .filter(effects -> !effects.isEmpty())
                .ifPresent(effects -> lines.add("Smallest change that these rounds would find in "
                        + "80 of 100 pairs of runs: "
                        + Figures.percent(effects.get(effects.size() / 2))
                        + " in the middle row, " + Figures.percent(effects.getLast())
                        + " in the worst."));
        if (runs.environment().isEmpty()) {
            lines.add("Both were measured in the same environment.");
        }
        lines.addAll(runs.notes());
        return lines;
    }

    private List<String> limits() {
        List<String> lines = new ArrayList<>();
        runs.rows().stream().filter(row -> !row.reason().isEmpty())
                .collect(Collectors.groupingBy(RowDifference::reason,
                        java.util.TreeMap::new, Collectors.counting()))
                .forEach((reason, count) -> lines.add(count + " of " + runs.rows().size()
                        + " comparisons have no verdict: " + reason + "."));
        long open = count(Verdict.INCONCLUSIVE);
        if (open > 0) {
            lines.add(open + " of " + runs.rows().size() + " comparisons are inconclusive: these "
                    + "rounds cannot tell whether the ratio has changed.");
        }
        only(lines, "first", runs.onlyFirst());
        only(lines, "second", runs.onlySecond());
        if (lines.isEmpty()) {
            lines.add("Both runs have the same rows, and each was compared.");
        }
        return lines;
    }

    private static void only(List<String> lines, String which, List<String> rows) {
        if (!rows.isEmpty()) {
            lines.add("Only the " + which + " run has: " + rows.stream()
                    .map(id -> "`" + id + "`").collect(Collectors.joining(", ")) + ".");
        }
    }

    private Section environment() {
        Table.Builder table = Table.named("environment-differences", "All else that was recorded "
                        + "is the same").text("key", "first", "second", "weight");
        for (EnvironmentDifference found : runs.environment()) {
            table.row(found.section() + "." + found.key(), found.first(), found.second(),
                    found.weight() == EnvironmentDifference.Weight.BREAKS_COMPARISON
                            ? "breaks the comparison" : "to know");
        }
        return new Section("environment", "", "Environment", "What differs in where they were "
                + "measured", List.of(table.build()));
    }

    private Section ratios() {
        if (runs.rows().isEmpty()) {
            return new Section("ratios", "", "Ratios", "Ratio of the designs, second over first",
                    List.of(new Block.Missing("The runs have no row in common.", "")));
        }
        List<Block> blocks = new ArrayList<>();
        DifferencePicture.of(runs.rows()).ifPresent(blocks::add);
        Table.Builder table = Table.named("ratio-changes", "Ratio in cost of the designs in each "
                        + "run, and its change. MDE: smallest change these rounds can find")
                .text("row", "design").numbers("first", "second", "change", "interval", "MDE")
                .text("verdict", "why");
        for (RowDifference row : runs.rows()) {
            table.row(Table.link(row.row().label(), DifferencePicture.roundsId(row)),
                    Table.cell(row.candidate()), Table.cell(ratio(row.first())),
                    Table.cell(ratio(row.second())), Table.cell(ratio(row.ratioChange())),
                    Table.cell(interval(row.ratioChange())),
                    Table.cell(Figures.orDash(row.ratioChange().map(e ->
                            Figures.percent(e.minimumDetectable())))),
                    Table.verdict(row.verdict().label()), Table.cell(row.reason()));
        }
        blocks.add(table.build());
        return new Section("ratios", "", "Ratios", "Ratio of the designs, second over first",
                blocks);
    }

    private Section costs() {
        String heading = "Each design's own cost, second over first";
        if (runs.rows().stream().allMatch(row -> row.arms().isEmpty())) {
            return new Section("costs", "", "Costs", heading, List.of(new Block.Prose(
                    "Times of these two runs cannot be set side by side.")));
        }
        Table.Builder table = Table.named("cost-changes", "Change of the time itself; what the "
                + "machine changed is in it").text("row", "design").numbers("change", "interval");
        for (RowDifference row : runs.rows()) {
            for (RowDifference.ArmChange arm : row.arms()) {
                table.row(row.row().label(), arm.arm(), ratio(Optional.of(arm.estimate())),
                        interval(Optional.of(arm.estimate())));
            }
        }
        return new Section("costs", "", "Costs", heading, List.of(table.build()));
    }

    private Section counters() {
        String heading = "Exact counters per operation that changed";
        if (runs.rows().stream().allMatch(row -> row.counters().isEmpty())) {
            return new Section("counters", "", "Counters", heading,
                    List.of(new Block.Prose("None.")));
        }
        Table.Builder table = Table.named("counter-changes", heading)
                .text("row", "design", "event").numbers("first", "second");
        for (RowDifference row : runs.rows()) {
            for (CounterPair counter : row.counters()) {
                table.row(row.row().label(), row.candidate(), counter.name(),
                        Figures.events(counter.referencePerOp()),
                        Figures.events(counter.candidatePerOp()));
            }
        }
        return new Section("counters", "", "Counters", heading, List.of(table.build()));
    }

    private Section rounds() {
        List<Block> blocks = new ArrayList<>();
        for (RowDifference row : runs.rows()) {
            String id = DifferencePicture.roundsId(row);
            Table.Builder table = Table.named(id + "-table", "Row `" + row.row().id() + "`, in "
                            + row.row().unit().symbol())
                    .text("run").numbers("round", "reference", "candidate", "ratio")
                    .text("left out because");
            rounds(table, "first", runs.first(), row);
            rounds(table, "second", runs.second(), row);
            blocks.add(new Block.Details(id, row.row().label() + " · " + row.candidate(),
                    List.of(table.build())));
        }
        return new Section("raw-rounds", "", "Raw rounds", "Every round of every row", blocks);
    }

    private static void rounds(Table.Builder table, String which, RunComparison run,
            RowDifference row) {
        List<RoundPair> rounds = run.row(row.row().id(), row.candidate())
                .map(RowComparison::rounds).orElse(List.of());
        for (RoundPair round : rounds) {
            table.row(which, String.valueOf(round.round()),
                    Figures.value(round.referenceValue()), Figures.value(round.candidateValue()),
                    Figures.ratio(round.costRatio()), round.excluded());
        }
    }

    private static String ratio(Optional<Estimate> estimate) {
        return Figures.orDash(estimate.map(e -> Figures.ratio(e.ratio())));
    }

    private static String interval(Optional<Estimate> estimate) {
        return Figures.orDash(estimate.map(e -> Figures.interval(e.interval().low(),
                e.interval().high())));
    }
}
