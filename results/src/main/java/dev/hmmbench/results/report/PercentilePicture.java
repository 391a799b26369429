package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.run.RunData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Latency over the percentile, and the ratio; drawn by {@code pictures/percentiles.js}. */
final class PercentilePicture {

    /**
     * What the module draws.
     *
     * @param panels one per row
     */
    record Data(List<Panel> panels) {}

    /**
     * One row.
     *
     * @param title what was measured
     * @param unit unit of the values
     * @param series one per design
     * @param ratio second design over first at each percentile
     */
    record Panel(String title, String unit, List<Series> series, List<Point> ratio) {}

    /**
     * One design.
     *
     * @param design its name
     * @param samples how many samples it rests on; 0 where the curve is a median over forks
     * @param points ascending in percentile
     */
    record Series(String design, long samples, List<Point> points) {}

    /**
     * One point.
     *
     * @param percentile 0 to 100
     * @param value there
     */
    record Point(double percentile, double value) {}

    private final Histograms histograms;

    PercentilePicture(RunData data) {
        this.histograms = new Histograms(data);
    }

    /** Returns picture and table of the rows that recorded histograms. */
    List<Block> of(String id, List<RowComparison> rows) {
        List<Panel> panels = new ArrayList<>();
        for (RowComparison row : rows) {
            panel(row).ifPresent(panels::add);
        }
        List<Block> blocks = new ArrayList<>();
        if (!histograms.missing().isEmpty()) {
            blocks.add(new Block.Prose(histograms.missing().size() + " histogram files are missing "
                    + "in the run folder, first: `" + histograms.missing().getFirst() + "`."));
        }
        if (panels.isEmpty()) {
            return blocks;
        }
        Table.Builder table = Table.named(id + "-table", "Percentiles of the merged histograms; "
                        + "a percentile is shown where at least " + Histograms.LEAST_BEYOND
                        + " samples lie beyond it")
                .text("row", "design").numbers("samples", "p50 ns", "p90 ns", "p99 ns", "p99.9 ns");
        for (Panel panel : panels) {
            for (Series series : panel.series()) {
                table.row(panel.title(), series.design(), Figures.count(series.samples()),
                        at(series, 50), at(series, 90), at(series, 99), at(series, 99.9));
            }
        }
        blocks.add(new Block.Picture(id, "percentiles", "Latency percentiles",
                "Top: latency of one operation, log axis; bottom: ratio of the designs at "
                        + "the same percentile. All forks' histograms merged.", new Data(panels)));
        blocks.add(new Block.Details(id + "-details", "Percentiles as numbers",
                List.of(table.build())));
        return blocks;
    }

    private Optional<Panel> panel(RowComparison row) {
        Optional<Series> first = series(row, row.reference());
        Optional<Series> second = series(row, row.candidate());
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        List<Point> ratio = new ArrayList<>();
        for (Point point : second.get().points()) {
            first.get().points().stream()
                    .filter(other -> other.percentile() == point.percentile())
                    .findFirst()
                    .ifPresent(other -> ratio.add(new Point(point.percentile(),
                            point.value() / other.value())));
        }
        String title = row.pair().candidate().equals("devprivate") ? row.row().label()
                : row.row().label() + " · " + row.pair().candidate();
        return ratio.isEmpty() ? Optional.empty() : Optional.of(new Panel(title, "ns",
                List.of(first.get(), second.get()), ratio));
    }

    private Optional<Series> series(RowComparison row, Optional<ArmValue> arm) {
        return arm.flatMap(found -> histograms.of(row.row().id(), found.arm()))
                .filter(found -> !found.points().isEmpty());
    }

    private static String at(Series series, double percentile) {
        return series.points().stream().filter(point -> point.percentile() == percentile)
                .findFirst().map(point -> Figures.value(point.value())).orElse("n/a");
    }
}
