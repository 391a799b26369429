package dev.hmmbench.results.report;

import java.util.List;

/**
 * The ratio of one row over earlier runs; drawn by {@code pictures/history.js}.
 *
 * @param title label of the row and its pair
 * @param points one per run, oldest first
 * @param changes where the level changed
 */
public record HistorySeries(String title, List<Point> points, List<Change> changes) {

    /**
     * One run.
     *
     * @param run its name or date
     * @param ratio the estimate
     * @param low lower end of the interval
     * @param high upper end of the interval
     * @param rounds rounds that count
     */
    public record Point(String run, double ratio, double low, double high, int rounds) {}

    /**
     * A change of level.
     *
     * @param index first point of the new level, from 0
     * @param text what changed, one line
     */
    public record Change(int index, String text) {}

    /**
     * What the module draws.
     *
     * @param panels one per row
     */
    record Data(List<HistorySeries> panels) {}

    /** Makes the lists unmodifiable. */
    public HistorySeries {
        points = List.copyOf(points);
        changes = List.copyOf(changes);
    }

    /** Returns the section of all series. */
    static Section section(List<HistorySeries> series) {
        List<HistorySeries> drawn = series.stream()
                .filter(line -> line.points().size() > 1).toList();
        if (drawn.isEmpty()) {
            return new Section("history", "", "History", "How the ratios moved over runs",
                    List.of(new Block.Missing("There are fewer than two earlier runs of this "
                            + "machine class to look back on.", "./hmmbench bless RUN")));
        }
        Table.Builder table = Table.named("history-table", "Changes of level, by E-divisive with "
                        + "a t-test; reported only, never gated")
                .text("row").numbers("runs", "latest ratio").text("changes");
        drawn.forEach(line -> table.row(line.title(), String.valueOf(line.points().size()),
                Figures.ratio(line.points().getLast().ratio()),
                line.changes().isEmpty() ? "none" : String.join("; ",
                        line.changes().stream().map(Change::text).toList())));
        return new Section("history", "", "History", "How the ratios moved over runs",
                List.of(new Block.Picture("history-picture", "history", "Ratios over runs",
                        "One point per run of this machine class, with its interval; dashed: a "
                                + "change of level.", new Data(drawn)), table.build()));
    }
}
