package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.CounterPair;
import dev.hmmbench.results.compare.EnvironmentDifference;
import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.RowDifference;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.compare.RunDifference;
import dev.hmmbench.results.run.Environment;
import java.util.List;
import java.util.Optional;

/** Writes two runs side by side as plain text of 100 columns. */
public final class TextDifference {

    private static final String NONE = "-";

    private final RunDifference runs;
    private final StringBuilder out = new StringBuilder();

    private TextDifference(RunDifference runs) {
        this.runs = runs;
    }

    /** Returns the text; lines end with a line feed, numbers have a point in every locale. */
    public static String of(RunDifference runs) {
        return new TextDifference(runs).text();
    }

    private String text() {
        line("hmmbench comparison of two runs");
        name("first:  ", runs.first());
        name("second: ", runs.second());
        environment();
        rows();
        arms();
        counters();
        missing("Rows that only the first run has", runs.onlyFirst());
        missing("Rows that only the second run has", runs.onlySecond());
        return out.toString();
    }

    private void name(String head, RunComparison run) {
        TextColumns.wrap(out, head + run.data().name() + ", commit " + run.data().environment()
                .value(Environment.HARNESS, Environment.HARNESS_COMMIT) + ", suite "
                + run.data().plan().suite() + ", " + run.nrRounds() + " rounds", 8);
    }

    private void environment() {
        runs.notes().forEach(note -> TextColumns.wrap(out, "note: " + note, 6));
        if (runs.environment().isEmpty()) {
            line("The environments are the same.");
            return;
        }
        title("What differs in the environments");
        for (EnvironmentDifference difference : runs.environment()) {
            TextColumns.wrap(out, (difference.weight()
                    == EnvironmentDifference.Weight.BREAKS_COMPARISON ? "! " : "  ")
                    + difference.section() + "." + difference.key() + ": " + difference.first()
                    + " -> " + difference.second(), 4);
        }
        if (!runs.isComparable()) {
            line("");
            TextColumns.wrap(out, "Where a line has a mark (!), times of the two runs cannot be "
                    + "set side by side: every row is not comparable. Ratios are for information.",
                    0);
        }
    }

    private void rows() {
        title("Ratio of the designs, second run over first");
        TextColumns table = new TextColumns(2).line("row", "design", "first", "second", "change",
                "interval", "finds", "verdict");
        for (RowDifference row : runs.rows()) {
            table.line(row.row().label(), row.candidate(), ratio(row.first()),
                    ratio(row.second()), ratio(row.ratioChange()), interval(row.ratioChange()),
                    row.ratioChange().map(e -> Quantity.percent(e.minimumDetectable()))
                            .orElse(NONE), row.verdict().label());
        }
        table.appendTo(out);
    }

    private void arms() {
        if (runs.rows().stream().allMatch(row -> row.arms().isEmpty())) {
            return;
        }
        title("Cost of each design, second run over first");
        TextColumns table = new TextColumns(2).line("row", "design", "change", "interval");
        for (RowDifference row : runs.rows()) {
            String label = row.row().label();
            for (RowDifference.ArmChange arm : row.arms()) {
                table.line(label, arm.arm(), ratio(Optional.of(arm.estimate())),
                        interval(Optional.of(arm.estimate())));
                label = "";
            }
        }
        table.appendTo(out);
    }

    private void counters() {
        List<RowDifference> changed = runs.rows().stream()
                .filter(row -> !row.counters().isEmpty()).toList();
        if (changed.isEmpty()) {
            return;
        }
        title("Exact counters per operation that changed");
        TextColumns table = new TextColumns(3).line("row", "design", "event", "first", "second");
        for (RowDifference row : changed) {
            String label = row.row().label();
            for (CounterPair counter : row.counters()) {
                table.line(label, row.candidate(), counter.name(),
                        Quantity.events(counter.referencePerOp()),
                        Quantity.events(counter.candidatePerOp()));
                label = "";
            }
        }
        table.appendTo(out);
    }

    private void missing(String heading, List<String> rows) {
        if (!rows.isEmpty()) {
            title(heading);
            rows.forEach(this::line);
        }
    }

    private static String ratio(Optional<Estimate> estimate) {
        return estimate.map(e -> Quantity.ratio(e.ratio())).orElse(NONE);
    }

    private static String interval(Optional<Estimate> estimate) {
        return estimate.map(e -> "[" + Quantity.ratio(e.interval().low()) + ", "
                + Quantity.ratio(e.interval().high()) + "]").orElse(NONE);
    }

    private void title(String text) {
        line("");
        line(text);
        line("-".repeat(text.length()));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
