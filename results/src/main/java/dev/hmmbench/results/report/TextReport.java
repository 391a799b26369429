package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.BuildDifference;
import dev.hmmbench.results.compare.CounterPair;
import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.GroupComparison;
import dev.hmmbench.results.compare.Integrity;
import dev.hmmbench.results.compare.Pair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RulerSummary;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.compare.SpeedComparison;
import dev.hmmbench.results.compare.Verdict;
import dev.hmmbench.results.compare.Warning;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RunPlan;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the comparison of one run as plain text of 100 columns, fit for a mail. */
public final class TextReport {

    private static final String NONE = "-";
    private static final int MAX_PROBLEMS = 10;

    private final RunComparison run;
    private final StringBuilder out = new StringBuilder();

    private TextReport(RunComparison run) {
        this.run = run;
    }

    /** Returns the text; lines end with a line feed, numbers have a point in every locale. */
    public static String of(RunComparison run) {
        return new TextReport(run).text();
    }

    private String text() {
        head();
        integrity();
        candidates(run.rows()).forEach(pair -> rows(run.rows(), pair));
        candidates(run.builds()).forEach(pair -> rows(run.builds(), pair));
        buildDifferences();
        groups();
        controls();
        curves();
        speeds();
        rulers();
        counters();
        phases();
        warnings();
        return out.toString();
    }

    private void head() {
        RunPlan plan = run.data().plan();
        Environment where = run.data().environment();
        line("hmmbench comparison of run " + run.data().name());
        TextColumns.wrap(out, "suite " + plan.suite() + ", " + rounds(run) + " of at most "
                + plan.looks().last() + " rounds, seed " + plan.seed() + ", map " + plan.map()
                + " (" + plan.mapSha256().substring(0, Math.min(12, plan.mapSha256().length()))
                + ")", 2);
        TextColumns.wrap(out, where.value(Environment.CPU, Environment.CPU_MODEL) + ", "
                + where.value(Environment.CPU, Environment.CPU_CORES) + " cores; Linux "
                + where.value(Environment.KERNEL, Environment.KERNEL_RELEASE) + ", THP "
                + where.value(Environment.KERNEL, Environment.KERNEL_THP) + "; JDK "
                + where.value(Environment.JDK, Environment.JDK_BUILD) + "; commit "
                + where.value(Environment.HARNESS, Environment.HARNESS_COMMIT), 2);
        line("");
        TextColumns.wrap(out, String.format(Locale.ROOT,
                "%d %s: %s.", run.rows().size(), run.rows().size() == 1 ? "row" : "rows",
                Arrays.stream(Verdict.values())
                        .map(verdict -> run.count(verdict) + " " + verdict.label())
                        .collect(Collectors.joining(", "))), 2);
        run.notes().forEach(note -> TextColumns.wrap(out, "note: " + note, 6));
    }

    /** The rounds that have begun: a run that was stopped stands before its next look. */
    private static int rounds(RunComparison run) {
        return run.data().forks().stream().mapToInt(fork -> fork.fork().round()).max().orElse(0);
    }

    private void integrity() {
        Integrity integrity = run.integrity();
        line(integrity.measuredForks() + " of " + integrity.expectedForks()
                + " forks measured" + (integrity.isWhole() ? "; the run is whole." : "."));
        integrity.problems().stream().limit(MAX_PROBLEMS)
                .forEach(problem -> TextColumns.wrap(out, "PROBLEM: " + problem.text(), 9));
        int more = integrity.problems().size() - MAX_PROBLEMS;
        if (more > 0) {
            line("PROBLEM: " + more + " more like these");
        }
    }

    private static Set<Pair> candidates(List<RowComparison> rows) {
        Set<Pair> pairs = new LinkedHashSet<>();
        rows.forEach(row -> pairs.add(row.pair()));
        return pairs;
    }

    private void rows(List<RowComparison> rows, Pair pair) {
        List<RowComparison> mine = rows.stream().filter(row -> row.pair().equals(pair)).toList();
        title(pair.candidate() + " against " + pair.reference());
        double confidence = mine.stream().flatMap(row -> row.estimate().stream())
                .mapToDouble(Estimate::confidencePercent).findFirst().orElse(95);
        TextColumns.wrap(out, String.format(Locale.ROOT,
                "Ratio: cost of %s over cost of %s in the same round, geometric mean over rounds; "
                        + "above 1 %s costs more. In brackets its %.1f %% interval. Finds: the "
                        + "smallest change that these rounds find in 80 of 100 runs. Lines with … "
                        + "are parts of the row above them, by the same statistic, not judged.",
                pair.candidate(), pair.reference(), pair.candidate(), confidence), 0);
        line("");
        boolean isShort = Math.max(pair.reference().length(), pair.candidate().length()) <= 10;
        TextColumns table = new TextColumns(1).line("row",
                isShort ? pair.reference() : "reference", isShort ? pair.candidate() : "candidate",
                "unit", "ratio", "interval", "finds", "verdict");
        Measure.of(mine).forEach(line -> row(table, line));
        table.appendTo(out);
    }

    private static void row(TextColumns table, Measure line) {
        Quantity unit = Quantity.of(line.row().row().unit(),
                line.reference().orElse(line.candidate().orElse(1)));
        Optional<Estimate> estimate = line.estimate();
        table.line(line.label(), value(unit, line.reference()), value(unit, line.candidate()),
                unit.symbol(), line.ratio().map(Quantity::ratio).orElse(NONE),
                estimate.map(TextReport::interval).orElse(
                        line.ratio().isPresent() ? "one round" : NONE),
                estimate.map(e -> Quantity.percent(e.minimumDetectable())).orElse(NONE),
                line.part().isPresent() ? "" : line.row().verdict().label());
    }

    private void buildDifferences() {
        if (run.buildDifferences().isEmpty()) {
            return;
        }
        title("Difference in differences (ratio of the designs, this build over the base build)");
        TextColumns.wrap(out, "All four forks of a round side by side: what both designs share "
                + "cancels. Above 1 the candidate has become dearer against the reference.", 0);
        line("");
        TextColumns table = new TextColumns(2).line("row", "design", "change", "interval",
                "finds", "verdict");
        for (BuildDifference found : run.buildDifferences()) {
            table.line(found.row().label(), found.candidate(),
                    found.change().map(e -> Quantity.ratio(e.ratio())).orElse(NONE),
                    found.change().map(TextReport::interval).orElse(NONE),
                    found.change().map(e -> Quantity.percent(e.minimumDetectable())).orElse(NONE),
                    found.verdict().label());
        }
        table.appendTo(out);
    }

    private void groups() {
        if (run.groups().isEmpty()) {
            return;
        }
        title("Groups (geometric mean ratio over the rows of a group, paired rounds only)");
        TextColumns table = new TextColumns(2).line("group", "design", "rows", "left out",
                "ratio", "interval", "finds");
        for (GroupComparison group : run.groups()) {
            Optional<Estimate> estimate = group.estimate();
            table.line(group.group().label(), group.pair().candidate(),
                    String.valueOf(group.rows().size()), String.valueOf(group.left().size()),
                    estimate.map(e -> Quantity.ratio(e.ratio())).orElse(NONE),
                    estimate.map(TextReport::interval).orElse(NONE),
                    estimate.map(e -> Quantity.percent(e.minimumDetectable())).orElse(NONE));
        }
        table.appendTo(out);
    }

    private void controls() {
        if (run.controls().isEmpty()) {
            return;
        }
        title("A/A control (the same design twice: the ratio must be 1)");
        TextColumns table = new TextColumns(1).line("row", "ratio", "interval", "p");
        for (RowComparison control : run.controls()) {
            Optional<Estimate> estimate = control.estimate();
            table.line(control.row().label(),
                    estimate.map(e -> Quantity.ratio(e.ratio())).orElse(NONE),
                    estimate.map(TextReport::interval).orElse(NONE),
                    estimate.map(e -> String.format(Locale.ROOT, "%.3f", e.pValue()))
                            .orElse(NONE));
        }
        table.appendTo(out);
    }

    private void curves() {
        List<String[]> lines = new CostCurveBlocks(run.data()).lines(run.rows());
        if (lines.isEmpty()) {
            return;
        }
        title("Cost curves (cost = a * parameter ^ exponent, fitted in each round)");
        TextColumns table = new TextColumns(3).line("cost of", "against", "design", "exponent",
                "interval", "doubled", "difference");
        lines.forEach(table::line);
        table.appendTo(out);
    }

    private void speeds() {
        if (run.speeds().isEmpty()) {
            return;
        }
        title("Java against C (the hot loops side by side, CPU time)");
        TextColumns table = new TextColumns(1).line("loop", "Java", "C", "unit", "ratio",
                "interval", "margin", "stands");
        for (SpeedComparison speed : run.speeds()) {
            Quantity unit = Quantity.of(speed.row().unit(), speed.javaNsPerOp());
            table.line(speed.row().label(), unit.format(speed.javaNsPerOp()),
                    speed.cNsPerOp().map(unit::format).orElse(NONE), unit.symbol(),
                    speed.estimate().map(e -> Quantity.ratio(e.ratio())).orElse(NONE),
                    speed.estimate().map(TextReport::interval).orElse(NONE),
                    Quantity.percent(speed.row().margin()), speed.standing().label());
        }
        table.appendTo(out);
    }

    private void rulers() {
        if (run.rulers().isEmpty()) {
            return;
        }
        title("Rulers (the machine itself during the run)");
        TextColumns table = new TextColumns(1).line("ruler", "value", "unit", "spread");
        for (RulerSummary ruler : run.rulers()) {
            Quantity unit = Quantity.of(ruler.row().unit(), ruler.value());
            table.line(ruler.row().label(), unit.format(ruler.value()), unit.symbol(),
                    Quantity.percent(ruler.relativeSd()));
        }
        table.appendTo(out);
    }

    private void counters() {
        List<RowComparison> having = run.rows().stream()
                .filter(row -> row.counters().stream().anyMatch(c -> !c.isEqual())).toList();
        if (having.isEmpty()) {
            return;
        }
        title("Exact counters per operation, where the designs differ");
        TextColumns table = new TextColumns(2).line("row", "event", "reference", "candidate");
        for (RowComparison row : having) {
            String label = row.row().label() + ", " + row.pair().candidate();
            for (CounterPair counter : row.counters()) {
                if (!counter.isEqual()) {
                    table.line(label, counter.name(),
                            Quantity.events(counter.referencePerOp()),
                            Quantity.events(counter.candidatePerOp()));
                    label = "";
                }
            }
        }
        table.appendTo(out);
    }

    private void phases() {
        TextColumns table = new TextColumns(2).line("row", "phase", "reference", "candidate",
                "unit");
        boolean isEmpty = true;
        for (RowComparison row : run.rows()) {
            if (row.reference().isEmpty() || row.candidate().isEmpty()) {
                continue;
            }
            String label = row.row().label() + ", " + row.pair().candidate();
            SortedMap<String, Metric> reference = Phases.of(row.reference().get());
            SortedMap<String, Metric> candidate = Phases.of(row.candidate().get());
            Set<String> names = new TreeSet<>(Phases.IN_TIME);
            names.addAll(reference.keySet());
            names.addAll(candidate.keySet());
            for (String name : names) {
                phase(table, label, name, Optional.ofNullable(reference.get(name)),
                        Optional.ofNullable(candidate.get(name)));
                label = "";
                isEmpty = false;
            }
        }
        if (!isEmpty) {
            title("Phases of the typical sample (they add up to the row; median over forks)");
            table.appendTo(out);
        }
    }

    private static void phase(TextColumns table, String label, String name,
            Optional<Metric> first, Optional<Metric> second) {
        Metric typical = first.or(() -> second).orElseThrow();
        Quantity unit = Quantity.of(typical.unit(), typical.value());
        table.line(label, name,
                first.map(m -> unit.format(m.value())).orElse(NONE),
                second.map(m -> unit.format(m.value())).orElse(NONE), unit.symbol());
    }

    private void warnings() {
        boolean isFirst = true;
        for (RowComparison row : run.rows()) {
            List<String> texts = row.warnings().stream().map(Warning::text)
                    .collect(Collectors.toList());
            if (!row.reason().isEmpty()) {
                texts.addFirst(row.verdict().label() + ": " + row.reason());
            }
            if (texts.isEmpty()) {
                continue;
            }
            if (isFirst) {
                title("Remarks");
                isFirst = false;
            }
            line(row.row().label() + ", " + row.pair().candidate());
            texts.forEach(text -> TextColumns.wrap(out, "  - " + text, 4));
        }
    }

    private static String value(Quantity unit, OptionalDouble value) {
        return value.isPresent() ? unit.format(value.getAsDouble()) : NONE;
    }

    private static String interval(Estimate estimate) {
        return "[" + Quantity.ratio(estimate.interval().low()) + ", "
                + Quantity.ratio(estimate.interval().high()) + "]";
    }

    private void title(String text) {
        line("");
        line(text);
        line("-".repeat(Math.min(text.length(), TextColumns.WIDTH)));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
