package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.CounterPair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.kernel.KernelFigures;
import dev.hmmbench.results.kernel.KernelRace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found about both designs: what it is, what our models show in this run, what the
 * recorded kernel showed, the repair and its cost. The texts are data: {@code findings.json}.
 */
final class FindingsSection {

    private static final int MOST_ROWS = 3;

    /**
     * The whole file.
     *
     * @param findings in order
     */
    record File(List<Finding> findings) {}

    /**
     * One finding.
     *
     * @param id short name, for links
     * @param title one line
     * @param design where it lies: {@code legacy}, {@code devprivate} or {@code both}
     * @param what what happens
     * @param ratios which of our rows show it
     * @param counters which of our counters show it
     * @param notModelled what our models leave out of it, as sentences; empty for nothing
     * @param kernel what the recorded kernel showed, one sentence each
     * @param repair what would cure it
     * @param cost what the cure costs
     */
    record Finding(String id, String title, String design, String what, List<RatioRule> ratios,
            List<CounterRule> counters, String notModelled, List<String> kernel, String repair,
            String cost) {}

    /**
     * Rows, or parts of rows, whose ratio is evidence.
     *
     * @param name regular expression of the benchmark's name, for a part of benchmark/part
     * @param candidate the design
     */
    record RatioRule(String name, String candidate) {}

    /**
     * A counter that is evidence.
     *
     * @param name regular expression of the benchmark's name, with its operation where it has one
     * @param candidate the design
     * @param counter name of the counter
     */
    record CounterRule(String name, String candidate, String counter) {}

    private final RunComparison run;
    private final SideTables side;
    private final KernelFigures figures;

    FindingsSection(RunComparison run, SideTables side, KernelFigures figures) {
        this.run = run;
        this.side = side;
        this.figures = figures;
    }

    /** Returns the section. */
    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose("About both designs, each with its evidence. Recorded kernel: "
                + KernelFigures.ORIGIN + "."));
        List<Finding> findings = Assets.json("findings.json", File.class).findings();
        for (int i = 0; i < findings.size(); i++) {
            blocks.add(block(i + 1, findings.get(i)));
        }
        blocks.add(races());
        return new Section("findings", "", "Findings", "Findings about both designs", blocks);
    }

    private Block block(int number, Finding finding) {
        List<Block.Fact> facts = new ArrayList<>();
        facts.add(new Block.Fact("What", finding.what()));
        Stream<String> rows =
                Stream.concat(ratios(finding), counters(finding)).limit(MOST_ROWS);
        String ours = Stream.concat(side.evidence(finding.id()).stream(), rows)
                .reduce((a, b) -> a + "; " + b).orElse("");
        facts.add(new Block.Fact("Our models, this run",
                ours.isEmpty() ? "not measured." : ours + "."));
        if (!finding.notModelled().isEmpty()) {
            facts.add(new Block.Fact("Not modelled", finding.notModelled()));
        }
        facts.add(new Block.Fact("Recorded kernel", String.join(" ", finding.kernel())));
        facts.add(new Block.Fact("Repair", finding.repair()));
        facts.add(new Block.Fact("Its cost", finding.cost()));
        return new Block.Facts("finding-" + finding.id(),
                number + ". " + finding.title() + " · " + finding.design(), facts);
    }

    /** The lowest and the highest ratio among the rows of each rule. */
    private Stream<String> ratios(Finding finding) {
        return finding.ratios().stream().flatMap(rule -> {
            List<Measure> measures = Measure.of(run.rows()).stream()
                    .filter(line -> line.row().pair().candidate().equals(rule.candidate())
                            && line.name().matches("(?i)" + rule.name()))
                    .filter(line -> line.estimate().isPresent())
                    .sorted(Comparator.comparingDouble(
                            line -> line.estimate().orElseThrow().ratio()))
                    .toList();
            return measures.size() < 2 ? measures.stream()
                    : Stream.of(measures.getFirst(), measures.getLast());
        }).map(FindingsSection::inWords);
    }

    private static String inWords(Measure line) {
        var estimate = line.estimate().orElseThrow();
        return line.row().row().label()
                + line.part().map(part -> ", " + part.name() + " alone").orElse("") + ", "
                + Rows.pair(line.row().pair()) + ": ratio "
                + Figures.ratio(estimate.ratio()) + " " + Figures.interval(
                        estimate.interval().low(), estimate.interval().high()) + ", "
                + estimate.nrRounds() + " rounds";
    }

    /** The row in which the counter differs most, for each rule. */
    private Stream<String> counters(Finding finding) {
        return finding.counters().stream().flatMap(rule -> run.rows().stream()
                .filter(row -> matches(row, rule.name(), rule.candidate()))
                .flatMap(row -> counter(row, rule.counter()).stream()
                        .map(pair -> new Counted(row, pair)))
                .max(Comparator.comparingDouble(found -> Math.abs(
                        found.pair().candidatePerOp() - found.pair().referencePerOp())))
                .stream())
                .map(Counted::inWords);
    }

    private static Optional<CounterPair> counter(RowComparison row, String name) {
        return row.counters().stream().filter(pair -> pair.name().equals(name))
                .filter(pair -> pair.referencePerOp() != 0 || pair.candidatePerOp() != 0)
                .findFirst();
    }

    private static boolean matches(RowComparison row, String name, String candidate) {
        return row.pair().candidate().equals(candidate)
                && new Measure(row, Optional.empty()).name().matches("(?i)" + name);
    }

    private record Counted(RowComparison row, CounterPair pair) {

        String inWords() {
            return row.row().label() + ": " + pair.name() + " per operation "
                    + Figures.events(pair.referencePerOp()) + " (" + row.pair().reference()
                    + ") against " + Figures.events(pair.candidatePerOp()) + " ("
                    + row.pair().candidate() + "), exact";
        }
    }

    private Block races() {
        Table.Builder table = Table.named("races", "Recorded kernel with the series, 4 "
                        + "processors: lookups of one stable pagemap while others come and go")
                .text("tree", "reader", "configuration").numbers("place holders",
                        "churn threads", "seconds", "updates", "lookups", "wrong", "nothing");
        for (KernelRace race : figures.races()) {
            table.row(race.tree(), race.reader(), race.config(),
                    String.valueOf(race.placeHolders()), String.valueOf(race.churnThreads()),
                    String.valueOf(race.seconds()), Figures.count(race.updates()),
                    Figures.count(race.lookups()), String.valueOf(race.wrong()),
                    String.valueOf(race.none()));
        }
        return new Block.Details("races-details", "Recorded runs of the unprotected tree",
                List.of(table.build()));
    }
}
