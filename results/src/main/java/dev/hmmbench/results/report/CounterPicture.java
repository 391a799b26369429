package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.CounterPair;
import dev.hmmbench.results.compare.RowComparison;
import java.util.ArrayList;
import java.util.List;

/** Exact events per operation of two designs; drawn by {@code pictures/counters.js}. */
final class CounterPicture {

    private static final int MOST_PANELS = 6;

    /**
     * What the module draws.
     *
     * @param panels one per row
     */
    record Data(List<Panel> panels) {}

    /**
     * One row.
     *
     * @param title what was counted, and the design
     * @param reference name of the first design
     * @param candidate name of the second design
     * @param rows its counters
     */
    record Panel(String title, String reference, String candidate, List<Line> rows) {}

    /**
     * One counter.
     *
     * @param name the event
     * @param reference events per operation in the first design
     * @param candidate events per operation in the second design
     */
    record Line(String name, double reference, double candidate) {}

    private CounterPicture() {}

    /** Returns picture and table; nothing where the run counted nothing in these rows. */
    static List<Block> of(String id, List<RowComparison> rows) {
        List<RowComparison> counted = rows.stream()
                .filter(row -> !row.counters().isEmpty()).toList();
        if (counted.isEmpty()) {
            return List.of();
        }
        Table.Builder table = Table.named(id + "-table", "Exact events per operation: the same "
                        + "on every machine, no error, one counting run")
                .text("row", "pair", "event").numbers("first", "second");
        List<Panel> panels = new ArrayList<>();
        for (RowComparison row : counted) {
            panels.add(panel(row));
            for (CounterPair counter : row.counters()) {
                if (isSeen(counter)) {
                    table.row(row.row().label(), Rows.pair(row.pair()), counter.name(),
                            Figures.events(counter.referencePerOp()),
                            Figures.events(counter.candidatePerOp()));
                }
            }
        }
        panels.removeIf(panel -> panel.rows().isEmpty());
        List<Block> blocks = new ArrayList<>();
        if (!panels.isEmpty()) {
            blocks.add(new Block.Picture(id, "counters", "Exact counters per operation",
                    "What each design does, counted, not timed: the same on every machine. "
                            + "Round: first design; diamond: second." + left(panels),
                    new Data(Rows.spread(panels, MOST_PANELS))));
        }
        blocks.add(new Block.Details(id + "-details", "Counters as numbers",
                List.of(table.build())));
        return blocks;
    }

    private static Panel panel(RowComparison row) {
        String design = row.pair().candidate();
        return new Panel(row.row().label()
                + (design.equals("devprivate") ? "" : " · " + design), row.pair().reference(),
                design, row.counters().stream().filter(CounterPicture::isSeen)
                        .map(counter -> new Line(counter.name(), counter.referencePerOp(),
                                counter.candidatePerOp()))
                        .toList());
    }

    private static boolean isSeen(CounterPair counter) {
        return counter.referencePerOp() != 0 || counter.candidatePerOp() != 0;
    }

    private static String left(List<Panel> panels) {
        return panels.size() <= MOST_PANELS ? ""
                : " " + MOST_PANELS + " of " + panels.size() + " rows drawn; all are in the table.";
    }
}
