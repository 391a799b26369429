package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.Pair;
import dev.hmmbench.results.compare.RoundPair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.kernel.KernelFigure;
import dev.hmmbench.results.kernel.KernelMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ratios with their intervals, one line per row; drawn by {@code pictures/forest.js}. */
final class ForestPicture {

    /**
     * What the module draws.
     *
     * @param axis label of the axis of ratios
     * @param lessText what a ratio below 1 means
     * @param moreText what a ratio above 1 means
     * @param isGrouped whether rows stand under the name of their group
     * @param rows from top to bottom
     */
    record Data(String axis, String lessText, String moreText, boolean isGrouped,
            List<Line> rows) {}

    /**
     * One row.
     *
     * @param label what was measured
     * @param design the design under comparison; empty where the picture shows only one
     * @param group name of its group
     * @param pair the ratio in words
     * @param ratio the estimate
     * @param low lower end of the interval
     * @param high upper end of the interval
     * @param confidence level of the interval, such as {@code 95 %}
     * @param mde smallest relative change that the rounds can find
     * @param margin relative change within which rows are equivalent
     * @param rounds rounds that count
     * @param verdict its word; empty for a part, which is not judged
     * @param reason why, empty where the verdict says it
     * @param isHighlighted whether it stands out among all rows
     * @param isQuarantined whether its verdict is suspended
     * @param isControl whether both arms are the same design
     * @param href where its rounds are
     * @param kernel the recorded kernel's ratio; null where there is none
     * @param strip the rounds' own ratios; empty where they are not drawn
     */
    record Line(String label, String design, String group, String pair, double ratio,
            double low, double high, String confidence, double mde, double margin, int rounds,
            String verdict, String reason, boolean isHighlighted, boolean isQuarantined,
            boolean isControl, String href, @Nullable Kernel kernel, List<Double> strip) {}

    /**
     * The recorded kernel beside a row.
     *
     * @param ratio instructions with the series over instructions without
     * @param label its circumstances
     */
    record Kernel(double ratio, String label) {}

    private static final String CAPTION = "Cost of the second design over the first, log axis. "
            + "Line: interval; mark: estimate, square where equivalent, hollow where inconclusive; "
            + "grey band: the margin within which rows count as equivalent; short ticks: "
            + "smallest change these rounds can find.";
    private static final String PARTS_CAPTION = " Dots with …: parts of the row above, by the same"
            + " statistic, not judged.";
    private static final String KERNEL_CAPTION =
            " Cross: recorded kernel, in instructions, not time.";

    private final KernelMatch kernel;
    private final Set<String> quarantined;

    ForestPicture(KernelMatch kernel, Set<String> quarantined) {
        this.kernel = kernel;
        this.quarantined = Set.copyOf(quarantined);
    }

    /** Returns the picture of these rows; empty where none of them has an estimate. */
    Optional<Block> of(String id, String title, List<RowComparison> rows) {
        List<String> candidates = Rows.candidates(rows);
        List<Line> lines = new ArrayList<>();
        for (Measure measure : Measure.of(rows)) {
            measure.estimate()
                    .ifPresent(estimate -> lines.add(line(measure, estimate, candidates)));
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        boolean isControl = lines.stream().allMatch(Line::isControl);
        boolean isGrouped = lines.stream().map(Line::group).distinct().count() > 1;
        String caption = CAPTION
                + (lines.stream().anyMatch(line -> line.verdict().isEmpty()) ? PARTS_CAPTION : "")
                + (lines.stream().anyMatch(line -> line.kernel() != null) ? KERNEL_CAPTION : "")
                + (isControl ? " Dots: single rounds. Both arms are the same design." : "");
        String axis = candidates.size() == 1 && !isControl
                ? Rows.pair(rows.getFirst().pair()) + ", ratio in cost" : "ratio in cost";
        return Optional.of(new Block.Picture(id, "forest", title, caption, new Data(axis,
                "costs less", "costs more", isGrouped, lines)));
    }

    private Line line(Measure measure, Estimate estimate, List<String> candidates) {
        RowComparison row = measure.row();
        boolean isPart = measure.part().isPresent();
        boolean isControl = row.pair().kind() == Pair.Kind.CONTROL;
        Optional<KernelFigure> figure =
                measure.kernel(kernel).filter(found -> found.ratio().isPresent());
        return new Line(measure.label(),
                candidates.size() > 1 && !isControl ? row.pair().candidate() : "",
                row.row().group().label(), Rows.pair(row.pair()), estimate.ratio(),
                estimate.interval().low(), estimate.interval().high(),
                Figures.level(estimate), estimate.minimumDetectable(),
                row.row().margin(), estimate.nrRounds(), isPart ? "" : row.verdict().label(),
                isPart ? "" : row.reason(),
                !isPart && row.highlight() == RowComparison.Highlight.STANDS_OUT,
                !isPart && quarantined.contains(row.row().id()), isControl,
                "#" + Rows.roundsId(row),
                figure.map(found -> new Kernel(found.ratio().getAsDouble(),
                        KernelTables.at(found))).orElse(null),
                isControl && !isPart ? row.rounds().stream().filter(RoundPair::isUsed)
                        .map(RoundPair::costRatio).toList() : List.of());
    }
}
