package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.Pair;
import dev.hmmbench.results.compare.RowComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Both arms in each round, in the order of time; drawn by {@code pictures/dumbbells.js}. */
final class DumbbellPicture {

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
     * @param reference name of the first arm
     * @param candidate name of the second arm
     * @param isControl whether both are the same design
     * @param rounds in order
     */
    record Panel(String title, String unit, String reference, String candidate,
            boolean isControl, List<Round> rounds) {}

    /**
     * One round.
     *
     * @param round its number
     * @param reference value of the first arm
     * @param candidate value of the second arm
     * @param ratio in cost
     * @param isUsed whether it counts
     * @param excluded why it does not
     */
    record Round(int round, double reference, double candidate, double ratio, boolean isUsed,
            String excluded) {}

    private DumbbellPicture() {}

    /** Returns the picture of these rows; empty where none has a round. */
    static Optional<Block> of(String id, List<RowComparison> rows) {
        List<Panel> panels = new ArrayList<>();
        for (RowComparison row : rows) {
            if (!row.rounds().isEmpty()) {
                boolean isControl = row.pair().kind() == Pair.Kind.CONTROL;
                panels.add(new Panel((isControl ? "A/A · " : "") + row.row().label(),
                        row.row().unit().symbol(), row.pair().reference(),
                        row.pair().candidate(), isControl,
                        row.rounds().stream().map(round -> new Round(round.round(),
                                round.referenceValue(), round.candidateValue(),
                                round.costRatio(), round.isUsed(), round.excluded())).toList()));
            }
        }
        return panels.isEmpty() ? Optional.empty() : Optional.of(new Block.Picture(id,
                "dumbbells", "Every round of the headline rows", "Both designs of one round, side "
                        + "by side in time; value on a log axis. Grey: A/A control, the same "
                        + "design twice. Pale and dotted: left out by the rules set before the "
                        + "run.", new Data(panels)));
    }
}
