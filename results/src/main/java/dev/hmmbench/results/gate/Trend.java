package dev.hmmbench.results.gate;

import dev.hmmbench.results.stats.ChangePoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the ratio of one row moved over the blessed runs of one machine class. For the report; it
 * fails nothing.
 *
 * @param row id of the row
 * @param candidate the design
 * @param machine name of the machine class
 * @param points the runs, oldest first
 * @param changes where the level changed
 */
public record Trend(String row, String candidate, String machine, List<Point> points,
        List<Change> changes) {

    /** How many runs before and after a change of the environment a change of level may be its. */
    private static final int NEAR = 5;

    /**
     * One run.
     *
     * @param run its name
     * @param utc when it was made, ISO-8601
     * @param commit what it measured
     * @param value its log-ratio with standard error and rounds
     */
    public record Point(String run, String utc, String commit, HistoryLine.Value value) {

        /** Returns the ratio of cost. */
        public double ratio() {
            return Math.exp(value.logRatio());
        }
    }

    /**
     * A change of level.
     *
     * @param index first point of the new level, from 0
     * @param text from what to what, and which change of the environment is near, one line
     */
    public record Change(int index, String text) {}

    private record Key(String row, String candidate, String machine) {}

    /** Makes the lists unmodifiable. */
    public Trend {
        points = List.copyOf(points);
        changes = List.copyOf(changes);
    }

    /**
     * Returns the trends of all rows, by machine class.
     *
     * @param history the blessed runs, oldest first
     * @param margin smallest relative change of level that counts, such as 0.03
     */
    public static List<Trend> of(List<HistoryLine> history, double margin) {
        Map<Key, List<HistoryLine>> lines = new LinkedHashMap<>();
        for (HistoryLine line : history) {
            line.rows().forEach((row, candidates) -> candidates.keySet().forEach(candidate ->
                    lines.computeIfAbsent(new Key(row, candidate, line.machine()),
                            key -> new ArrayList<>()).add(line)));
        }
        List<Trend> trends = new ArrayList<>();
        lines.forEach((key, runs) -> trends.add(of(key, runs, margin)));
        return List.copyOf(trends);
    }

    private static Trend of(Key key, List<HistoryLine> runs, double margin) {
        List<Point> points = runs.stream().map(line -> new Point(line.run(), line.utc(),
                line.commit(), line.rows().get(key.row()).get(key.candidate()))).toList();
        double[] values = points.stream().mapToDouble(point -> point.value().logRatio())
                .toArray();
        List<Change> changes = ChangePoints.find(values, Math.log1p(margin)).stream()
                .map(change -> new Change(change.index(), String.format(Locale.ROOT,
                        "%.3f -> %.3f from run %s on%s", Math.exp(change.before()),
                        Math.exp(change.after()), points.get(change.index()).run(),
                        near(runs, change.index())))).toList();
        return new Trend(key.row(), key.candidate(), key.machine(), points, changes);
    }

    /** Returns the changes of the environment within a few runs of a change of level. */
    private static String near(List<HistoryLine> runs, int index) {
        List<String> found = new ArrayList<>();
        int from = Math.max(1, index - NEAR);
        int to = Math.min(runs.size() - 1, index + NEAR);
        for (int i = from; i <= to; i++) {
            HistoryLine now = runs.get(i);
            Map<String, String> before = runs.get(i - 1).environment();
            now.environment().forEach((key, value) -> {
                if (!value.equals(before.getOrDefault(key, value))) {
                    found.add(key + " " + before.get(key) + " -> " + value + " at run "
                            + now.run());
                }
            });
        }
        return found.isEmpty() ? "" : "; near it the environment changed: "
                + String.join(", ", found);
    }
}
