package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.RowDifference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of ratios between two runs, drawn as a forest. */
final class DifferencePicture {

    private static final ForestPicture.@Nullable Kernel NO_KERNEL = null;

    private DifferencePicture() {}

    /** Returns the picture of these rows; empty where none of them has an estimate. */
    static Optional<Block> of(List<RowDifference> rows) {
        List<ForestPicture.Line> lines = rows.stream()
                .flatMap(row -> row.ratioChange().map(change -> line(row, change)).stream())
                .toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        boolean isGrouped = lines.stream().map(ForestPicture.Line::group).distinct().count() > 1;
        return Optional.of(new Block.Picture("changes-forest", "forest", "Change of each ratio",
                "Ratio of the designs in the second run over the same ratio in the first, log "
                        + "axis. Line: interval; mark: estimate, square where equivalent, hollow "
                        + "where inconclusive; grey band: the margin; short ticks: smallest "
                        + "change these rounds can find.",
                new ForestPicture.Data("second run over first", "cheaper", "dearer",
                        isGrouped, lines)));
    }

    /** Returns the id of the table of a row's rounds in both runs. */
    static String roundsId(RowDifference row) {
        return "rounds-" + Figures.slug(row.row().id() + " " + row.candidate());
    }

    private static ForestPicture.Line line(RowDifference row, Estimate change) {
        return new ForestPicture.Line(row.row().label(), row.candidate(),
                row.row().group().label(), "second / first", change.ratio(),
                change.interval().low(), change.interval().high(), Figures.level(change),
                change.minimumDetectable(), row.row().margin(), change.nrRounds(),
                row.verdict().label(), row.reason(), false, false, false, "#" + roundsId(row),
                NO_KERNEL, List.of());
    }
}
