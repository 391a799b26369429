package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.GroupComparison;
import dev.hmmbench.results.compare.Integrity;
import dev.hmmbench.results.compare.Pair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.compare.Verdict;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.Prominence;
import dev.hmmbench.results.run.RowGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first screen: what the run shows, how sure it is, what it cannot say. */
final class SummarySection {

    private static final List<RowGroup> HEADLINES =
            List.of(RowGroup.CREATE, RowGroup.LOOKUP, RowGroup.MIGRATE);

    /** The design that the cards show where the run has it; variants stand in the forest plot. */
    private static final String SERIES = "devprivate";

    private final RunComparison run;
    private final ForestPicture forest;

    SummarySection(RunComparison run, ForestPicture forest) {
        this.run = run;
        this.forest = forest;
    }

    /** Returns the section; {@code unanswered}: questions that this run does not answer. */
    Section of(List<String> unanswered) {
        List<Block> blocks = new ArrayList<>();
        List<Block.Headline> headlines = headlines();
        if (headlines.isEmpty()) {
            blocks.add(new Block.Missing("No headline measure was compared: this run has no "
                    + "finished pair of two designs in creation, lookup or migration.",
                    "./hmmbench run"));
        } else {
            blocks.add(new Block.Prose("Ratios are cost of the second design over the first, "
                    + "measured in the same round: above 1 it costs more. Each figure is a "
                    + "geometric mean over its rows."));
            blocks.add(new Block.Headlines(headlines));
        }
        blocks.add(new Block.Points("How sure this is", sureness()));
        blocks.add(new Block.Points("What it cannot say", limits(unanswered)));
        forest.of("summary-forest", "Headline rows", headlineRows()).ifPresent(blocks::add);
        CostTables.groups(run).ifPresent(blocks::add);
        return new Section("summary", "", "Summary", "What this run shows", blocks);
    }

    private List<RowComparison> headlineRows() {
        List<RowComparison> rows = run.rows().stream()
                .filter(row -> row.row().prominence() == Prominence.HEADLINE).toList();
        List<RowComparison> shown = rows.isEmpty() ? run.rows() : rows;
        return shown.stream().sorted(Comparator.comparing(row -> row.row().group())).toList();
    }

    private List<Block.Headline> headlines() {
        List<Block.Headline> items = new ArrayList<>();
        List<String> candidates = Rows.candidates(run.rows());
        Optional<String> first = candidates.contains(SERIES) ? Optional.of(SERIES)
                : candidates.stream().findFirst();
        for (RowGroup group : HEADLINES) {
            run.groups().stream()
                    .filter(found -> found.group() == group)
                    .filter(found -> found.pair().kind() == Pair.Kind.DESIGNS)
                    .filter(found -> first.filter(found.pair().candidate()::equals).isPresent())
                    .forEach(found -> found.estimate().ifPresent(
                            estimate -> items.add(headline(found, estimate))));
        }
        return items;
    }

    private Block.Headline headline(GroupComparison group, Estimate estimate) {
        List<RowComparison> rows = run.rows().stream()
                .filter(row -> group.rows().contains(row.row().id())
                        && row.pair().equals(group.pair()))
                .toList();
        double margin = rows.stream().mapToDouble(row -> row.row().margin()).min().orElse(0);
        String basis = Rows.pair(group.pair()) + ", " + Figures.level(estimate) + " interval, "
                + estimate.nrRounds() + " rounds";
        Verdict verdict = verdict(estimate, margin);
        return new Block.Headline(title(group.group()), Figures.ratio(estimate.ratio()),
                Figures.interval(estimate.interval().low(), estimate.interval().high()), basis,
                verdict.label(), (inWords(group.pair(), estimate, verdict, margin) + " "
                        + sentence(rows)).strip());
    }

    private static String inWords(Pair pair, Estimate estimate, Verdict verdict, double margin) {
        double ratio = estimate.ratio();
        return switch (verdict) {
            case SLOWER -> pair.candidate() + " costs " + (ratio < 2
                    ? Figures.percent(ratio - 1) + " more than " + pair.reference()
                    : Figures.ratio(ratio) + " times what " + pair.reference() + " costs") + ".";
            case FASTER -> pair.candidate() + " costs " + Figures.percent(1 - ratio)
                    + " less than " + pair.reference() + ".";
            case EQUIVALENT -> "No difference beyond " + Figures.percent(margin) + ".";
            default -> estimate.interval().contains(1)
                    ? "These rounds cannot tell which design costs more."
                    : "The designs differ, but not surely by more than " + Figures.percent(margin)
                            + ".";
        };
    }

    private static String title(RowGroup group) {
        return switch (group) {
            case CREATE -> "Create and remove a pagemap";
            case LOOKUP -> "Look up a number or page";
            case MIGRATE -> "Migrate pages";
            default -> group.label();
        };
    }

    /** The rule of the rows, for a group: its interval against the smallest margin of its rows. */
    private static Verdict verdict(Estimate estimate, double margin) {
        double low = estimate.interval().low();
        double high = estimate.interval().high();
        if (high < 1 + margin && low > 1 / (1 + margin)) {
            return Verdict.EQUIVALENT;
        }
        if (low > 1 && estimate.ratio() > 1 + margin) {
            return Verdict.SLOWER;
        }
        return high < 1 && estimate.ratio() < 1 / (1 + margin) ? Verdict.FASTER
                : Verdict.INCONCLUSIVE;
    }

    private static String sentence(List<RowComparison> rows) {
        List<RowComparison> judged = rows.stream()
                .filter(row -> row.estimate().isPresent())
                .sorted(Comparator.comparingDouble(row -> row.estimate().orElseThrow().ratio()))
                .toList();
        if (judged.size() < 2) {
            return "";
        }
        RowComparison low = judged.getFirst();
        RowComparison high = judged.getLast();
        return judged.size() + " rows, from " + Figures.ratio(low.estimate().orElseThrow().ratio())
                + " (" + low.row().label() + ") to "
                + Figures.ratio(high.estimate().orElseThrow().ratio()) + " ("
                + high.row().label() + "). " + verdicts(judged) + ".";
    }

    private static String verdicts(List<RowComparison> rows) {
        List<String> words = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            long count = rows.stream().filter(row -> row.verdict() == verdict).count();
            if (count > 0) {
                words.add(count + " " + verdict.label());
            }
        }
        return String.join(", ", words);
    }

    private List<String> sureness() {
        List<String> lines = new ArrayList<>();
        run.rows().stream().flatMap(row -> row.estimate().stream()).findFirst()
                .ifPresent(estimate -> lines.add(run.nrRounds() + " rounds of one fresh virtual "
                        + "machine per design, side by side in time, in random order (seed "
                        + run.data().plan().seed() + "); "
                        + Figures.level(estimate)
                        + " intervals by paired t on the rounds' log-ratios."));
        control().ifPresent(lines::add);
        detectable().ifPresent(lines::add);
        int excluded = run.rows().stream().mapToInt(RowComparison::nrExcluded).sum();
        lines.add(excluded == 0 ? "No round was left out."
                : excluded + " pairs were left out by the rules set before the run.");
        Integrity integrity = run.integrity();
        lines.add(integrity.measuredForks() + " of " + integrity.expectedForks()
                + " planned forks finished."
                + (integrity.isWhole() ? " Nothing is wrong with the run's data." : ""));
        for (Integrity.Kind kind : Integrity.Kind.values()) {
            List<Integrity.Problem> problems = integrity.problems(kind);
            if (!problems.isEmpty()) {
                lines.add("Problem: " + problems.getFirst().text() + (problems.size() == 1 ? "."
                        : "; and " + (problems.size() - 1) + " more of this kind."));
            }
        }
        return lines;
    }

    private Optional<String> control() {
        List<String> words = run.controls().stream()
                .filter(row -> row.estimate().isPresent())
                .map(row -> {
                    Estimate estimate = row.estimate().orElseThrow();
                    return Figures.ratio(estimate.ratio()) + " " + Figures.interval(
                            estimate.interval().low(), estimate.interval().high());
                }).toList();
        if (words.isEmpty()) {
            return Optional.of("This run has no A/A control: nothing here shows what the harness "
                    + "itself would call a difference.");
        }
        long off = run.controls().stream().flatMap(row -> row.estimate().stream())
                .filter(estimate -> !estimate.interval().contains(1)).count();
        String shown = words.size() <= 3 ? ": " + String.join("; ", words) : "";
        return Optional.of("A/A control, the same design twice, must read 1: "
                + (words.size() - off) + " of " + words.size() + " intervals hold 1" + shown
                + ".");
    }

    private Optional<String> detectable() {
        List<Double> effects = run.rows().stream().flatMap(row -> row.estimate().stream())
                .map(Estimate::minimumDetectable).sorted().toList();
        return effects.isEmpty() ? Optional.empty() : Optional.of("Smallest change that these "
                + "rounds would find in 80 of 100 runs: "
                + Figures.percent(effects.get(effects.size() / 2)) + " in the middle row, "
                + Figures.percent(effects.getLast()) + " in the worst.");
    }

    private List<String> limits(List<String> unanswered) {
        Environment environment = run.data().environment();
        List<String> lines = new ArrayList<>();
        lines.add("Times are a Java virtual machine's on "
                + environment.value(Environment.CPU, Environment.CPU_MODEL) + ", "
                + environment.value(Environment.CPU, Environment.CPU_CORES)
                + " cores. They are not kernel times: read the ratios, and beside them the exact "
                + "counters, which are the same on every machine.");
        lines.add("Recorded kernel figures are instruction counts of an emulated guest, not "
                + "time: no caches, no contention.");
        String unsure = run.rows().stream()
                .filter(row -> row.verdict() == Verdict.INCONCLUSIVE
                        || row.verdict() == Verdict.NOT_COMPARABLE)
                .map(row -> row.row().label()).distinct().limit(4)
                .collect(Collectors.joining("; "));
        long count = run.count(Verdict.INCONCLUSIVE) + run.count(Verdict.NOT_COMPARABLE);
        lines.add(run.rows().isEmpty() ? "No row was compared."
                : count == 0 ? "Every row reached a verdict."
                : count + " of " + run.rows().size() + " rows reached no verdict: " + unsure
                        + (count > 4 ? "; …" : "") + ".");
        if (!unanswered.isEmpty()) {
            lines.add("Not measured in this run: " + String.join(", ", unanswered) + ".");
        }
        lines.addAll(run.notes());
        return lines;
    }
}
