package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.RoundPair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.run.RunData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

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
     * @param band the 95 % band of the ratio, point by point; empty with too few rounds
     */
    record Panel(String title, String unit, List<Series> series, List<Point> ratio,
            List<Range> band) {}

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

    /**
     * A band at one percentile.
     *
     * @param percentile 0 to 100
     * @param low lower end
     * @param high upper end
     */
    record Range(double percentile, double low, double high) {}

    private static final double MEDIAN = 50;

    private final long seed;
    private final Histograms histograms;

    PercentilePicture(RunData data) {
        this.seed = data.plan().seed();
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
                .text("row", "design")
                .numbers("samples", "p50 ns", "p90 ns", "p99 ns", "p99.9 ns");
        for (Panel panel : panels) {
            for (Series series : panel.series()) {
                table.row(panel.title(), series.design(), Figures.count(series.samples()),
                        at(series, MEDIAN), at(series, 90), at(series, 99), at(series, 99.9));
            }
            table.row(panel.title(), "ratio and band", "", ratio(panel, MEDIAN),
                    ratio(panel, 90), ratio(panel, 99), ratio(panel, 99.9));
        }
        blocks.add(new Block.Picture(id, "percentiles", "Latency percentiles",
                "Top: latency of one operation, log axis; bottom: ratio of the designs at "
                        + "the same percentile, with its 95 % band, point by point, from "
                        + "resampling whole rounds (from " + PercentileBand.LEAST_ROUNDS
                        + " rounds on). Histograms of all rounds that count are merged.",
                new Data(panels)));
        blocks.add(new Block.Details(id + "-details", "Percentiles as numbers",
                List.of(table.build())));
        return blocks;
    }

    private Optional<Panel> panel(RowComparison row) {
        List<RoundPair> rounds = row.rounds().stream().filter(RoundPair::isUsed).toList();
        String id = row.row().id();
        Optional<Histogram[]> first = histograms.of(id, row.pair().reference(), rounds);
        Optional<Histogram[]> second = histograms.of(id, row.pair().candidate(), rounds);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        Optional<Series> reference = Histograms.merged(row.pair().reference(), first.get());
        Optional<Series> candidate = Histograms.merged(row.pair().candidate(), second.get());
        if (reference.isEmpty() || candidate.isEmpty()) {
            return Optional.empty();
        }
        List<Point> ratio = new ArrayList<>();
        for (Point point : candidate.get().points()) {
            value(reference.get().points(), point.percentile()).ifPresent(other ->
                    ratio.add(new Point(point.percentile(), point.value() / other)));
        }
        String title = row.pair().candidate().equals("devprivate") ? row.row().label()
                : row.row().label() + " · " + row.pair().candidate();
        return ratio.isEmpty() ? Optional.empty() : Optional.of(new Panel(title, "ns",
                List.of(reference.get(), candidate.get()), ratio,
                band(ratio, new PercentileBand(first.get(), second.get(),
                        seed ^ id.hashCode()))));
    }

    private static List<Range> band(List<Point> ratio, PercentileBand band) {
        return !band.exists() ? List.of() : ratio.stream().map(point -> {
            double factor = Math.exp(band.halfWidth(point.percentile()));
            return new Range(point.percentile(), point.value() / factor, point.value() * factor);
        }).toList();
    }

    private static String ratio(Panel panel, double percentile) {
        OptionalDouble ratio = value(panel.ratio(), percentile);
        if (ratio.isEmpty()) {
            return "n/a";
        }
        return Figures.ratio(ratio.getAsDouble()) + panel.band().stream()
                .filter(range -> range.percentile() == percentile)
                .map(range -> " " + Figures.interval(range.low(), range.high()))
                .findFirst().orElse("");
    }

    private static OptionalDouble value(List<Point> points, double percentile) {
        return points.stream().filter(point -> point.percentile() == percentile)
                .mapToDouble(Point::value).findFirst();
    }

    private static String at(Series series, double percentile) {
        OptionalDouble value = value(series.points(), percentile);
        return value.isPresent() ? Figures.value(value.getAsDouble()) : "n/a";
    }
}
