package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.report.CostCurves.Family;
import dev.hmmbench.results.report.ScalingPicture.Axis;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Cost against one parameter with fitted exponents: drawn by {@code pictures/curves.js}. */
final class CostCurveBlocks {

    /** Axes along which a cost grows. */
    static final List<Axis> AXES = List.of(Axis.SIZE, Axis.PAGEMAPS);

    /**
     * What the module draws.
     *
     * @param xLabel name of the parameter
     * @param isBytes whether it is a size
     * @param panels one per family
     */
    record Data(String xLabel, boolean isBytes, List<Panel> panels) {}

    /**
     * One family.
     *
     * @param title what was measured
     * @param unit of the costs
     * @param series one line per design
     */
    record Panel(String title, String unit, List<Series> series) {}

    /**
     * One design.
     *
     * @param design its name
     * @param exponent the fitted one, as text with its interval
     * @param points measured
     */
    record Series(String design, String exponent, List<Point> points) {}

    /**
     * One row.
     *
     * @param x the parameter
     * @param cost measured
     * @param fitted what the power law gives there
     */
    record Point(double x, double cost, double fitted) {}

    /** One design of a family: a line of a table. */
    private record Line(Family family, CostCurve curve) {}

    private static final int MOST_PANELS = 8;

    private final CostCurves curves;
    private final double alpha;

    CostCurveBlocks(RunData data) {
        this.curves = new CostCurves(data);
        this.alpha = data.plan().looks().alpha();
    }

    /** Returns picture and table; nothing where no rows differ in that parameter alone. */
    List<Block> of(String id, Axis axis, List<RowComparison> rows) {
        List<Family> families = curves.along(axis, rows);
        if (families.isEmpty()) {
            return List.of();
        }
        List<Panel> panels = Rows.spread(families.stream().map(this::panel).toList(), MOST_PANELS);
        String left = panels.size() == families.size() ? "" : " " + panels.size() + " of "
                + families.size() + " drawn; all are in the table.";
        return List.of(new Block.Picture(id, "curves", "Cost against " + axis.label(),
                "Both axes logarithmic; points: geometric mean over rounds; line: the fitted "
                        + "power law. Steepness 1 is proportional, 0 is constant." + left,
                new Data(axis.label(), axis == Axis.SIZE, panels)),
                table(id + "-table", axis, families));
    }

    /** Returns the lines of a plain-text table; empty where there is none. */
    List<String[]> lines(List<RowComparison> rows) {
        List<String[]> lines = new ArrayList<>();
        for (Axis axis : AXES) {
            for (Line line : designsOf(curves.along(axis, rows))) {
                lines.add(new String[] {line.family().title(), axis.label(),
                    line.curve().design(), number(line.curve().exponent()), interval(line),
                    doubled(line), difference(line, "-")});
            }
        }
        return lines;
    }

    private static List<Line> designsOf(List<Family> families) {
        return families.stream().flatMap(family -> family.designs().stream()
                .map(curve -> new Line(family, curve))).toList();
    }

    private String interval(Line line) {
        return range(line.curve().interval(alpha));
    }

    private String difference(Line line, String ofFirst) {
        CostCurve first = line.family().designs().getFirst();
        return line.curve() == first ? ofFirst : range(line.curve().difference(first, alpha));
    }

    private static String doubled(Line line) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * line.curve().perDoubling());
    }

    private Panel panel(Family family) {
        return new Panel(family.title(), family.unit(), family.designs().stream().map(curve ->
                new Series(curve.design(), number(curve.exponent()) + " "
                        + range(curve.interval(alpha)),
                        curve.costs().entrySet().stream().map(point -> new Point(point.getKey(),
                                point.getValue(), curve.law().at(point.getKey()))).toList()))
                .toList());
    }

    private Table table(String id, Axis axis, List<Family> families) {
        Table.Builder table = Table.named(id, "Cost as a power of the " + axis.label()
                        + ": exponent of each round by least squares on the logarithms, mean over "
                        + "rounds with its interval. Difference: to the first design, paired by "
                        + "round. Farthest: how far a point lies off the fitted line")
                .text("cost of", "design").numbers("points", "exponent", "interval",
                        "when it doubles", "difference", "farthest", "rounds");
        for (Line line : designsOf(families)) {
            CostCurve curve = line.curve();
            table.row(line.family().title(), curve.design(), String.valueOf(curve.costs().size()),
                    number(curve.exponent()), interval(line), doubled(line),
                    difference(line, "–"), Figures.percent(curve.farthest()),
                    String.valueOf(curve.exponents().size()));
        }
        return table.build();
    }

    private static String range(Optional<Interval> interval) {
        return interval.map(found -> "[" + number(found.low()) + ", " + number(found.high()) + "]")
                .orElse("–");
    }

    private static String number(double exponent) {
        return String.format(Locale.ROOT, "%.3f", exponent + 0.0);
    }
}
