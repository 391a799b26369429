package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.compare.CounterPair;
import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.GroupComparison;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Costs beside the judged ones: processor time, group means, waits that are counted only. */
final class CostTables {

    private static final String GRACE_PERIODS = "grace-periods";
    private static final double WAIT_NS = 11e6;
    private static final int PAGE = 4096;

    private CostTables() {}

    /** Returns the processor time of these rows: what a percentile of wall time can hide. */
    static Optional<Block> total(String id, List<RowComparison> rows) {
        Table.Builder table = Table.named(id, "Per operation, median over forks: processor time of "
                        + "the whole process, with collector and compiler, and of the measuring "
                        + "threads; the mean is for information and never judged")
                .text("row", "design").numbers("process CPU ns", "thread CPU ns", "mean ns",
                        "forks");
        List<String> seen = new ArrayList<>();
        for (RowComparison row : rows) {
            for (Optional<ArmValue> arm : List.of(row.reference(), row.candidate())) {
                arm.filter(found -> seen.add(row.row().id() + found.arm())).ifPresent(found ->
                        table.row(row.row().label(), found.arm(),
                                Figures.value(found.processCpuNsPerOp()),
                                Figures.value(found.threadCpuNsPerOp()),
                                Figures.value(found.meanNsPerOp()),
                                String.valueOf(found.nrForks())));
            }
        }
        return table.isEmpty() ? Optional.empty() : Optional.of(new Block.Details(id + "-details",
                "Total cost: processor time and mean", List.of(table.build())));
    }

    /** Returns the geometric means of the declared groups. */
    static Optional<Block> groups(RunComparison run) {
        Table.Builder table = Table.named("groups", "Geometric mean of each declared group, over "
                        + "the rounds in which all its rows count")
                .text("group", "pair").numbers("ratio", "interval", "MDE", "rounds", "rows",
                        "rows left out");
        for (GroupComparison group : run.groups()) {
            Optional<Estimate> found = group.estimate();
            table.row(group.group().label(), Rows.pair(group.pair()),
                    Figures.orDash(found.map(e -> Figures.ratio(e.ratio()))),
                    Figures.orDash(found.map(e -> Figures.interval(e.interval().low(),
                            e.interval().high()))),
                    Figures.orDash(found.map(e -> Figures.percent(e.minimumDetectable()))),
                    found.map(e -> String.valueOf(e.nrRounds())).orElse("0"),
                    String.valueOf(group.rows().size()), String.valueOf(group.left().size()));
        }
        return table.isEmpty() ? Optional.empty() : Optional.of(table.build());
    }

    /**
     * Returns the waits of creation and removal in words, with the size from which the dearer pages
     * outweigh them; empty where no row counted any.
     */
    static Optional<Block> waits(List<RowComparison> rows) {
        return rows.stream()
                .filter(row -> row.row().group() == RowGroup.CREATE)
                .flatMap(row -> row.counters().stream()
                        .filter(pair -> pair.name().equals(GRACE_PERIODS) && !pair.isEqual())
                        .map(pair -> new Block.Prose(inWords(row, pair))))
                .map(Block.class::cast)
                .reduce((first, last) -> last);
    }

    private static String inWords(RowComparison row, CounterPair waits) {
        String text = "Waits for grace periods, counted and never slept: "
                + Figures.events(waits.referencePerOp()) + " per operation in "
                + row.pair().reference() + ", " + Figures.events(waits.candidatePerOp()) + " in "
                + row.pair().candidate() + "; one is about 11 ms in the recorded kernel.";
        double savedNs = (waits.referencePerOp() - waits.candidatePerOp()) * WAIT_NS;
        double dearerNs = (ns(row.candidate()) - ns(row.reference())) / nrPages(row);
        if (savedNs <= 0 || !(dearerNs > 0)) {
            return text;
        }
        return text + " Estimate: by the times of row " + row.row().label() + " ("
                + Figures.value(dearerNs) + " ns a page more, this machine), the waits saved equal "
                + "the dearer pages of " + Figures.bytes(savedNs / dearerNs * PAGE)
                + " of device memory; below that size " + row.pair().candidate()
                + " takes less time altogether.";
    }

    private static double ns(Optional<ArmValue> arm) {
        return arm.map(ArmValue::value).orElse(Double.NaN);
    }

    /** Returns the pages of one operation; not a number where the row does not say. */
    private static double nrPages(RowComparison row) {
        return row.row().unit() != Unit.NS_PER_OP ? Double.NaN
                : ScalingPicture.Axis.SIZE.paramOf(row.row())
                        .map(name -> Double.parseDouble(row.row().params().get(name)) / PAGE)
                        .orElse(Double.NaN);
    }
}
