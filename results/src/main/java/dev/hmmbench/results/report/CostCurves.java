package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.RoundPair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.report.ScalingPicture.Axis;
import dev.hmmbench.results.run.Direction;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RowSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the rows that differ in one parameter alone, and how their cost grows with it. */
final class CostCurves {

    /**
     * What was measured at several values of a parameter.
     *
     * @param title benchmark, part, and the other parameters
     * @param unit of the costs
     * @param designs one curve for each design, the reference first
     */
    record Family(String title, String unit, List<CostCurve> designs) {}

    private final Map<String, ForkRecord.Measured> forks = new HashMap<>();

    CostCurves(RunData data) {
        for (ForkRecord record : data.forks()) {
            if (record instanceof ForkRecord.Measured fork) {
                forks.put(key(fork.fork().row(), fork.fork().arm(), fork.fork().round()), fork);
            }
        }
    }

    /** Returns the families of rows along a parameter, those with three values and more. */
    List<Family> along(Axis axis, List<RowComparison> rows) {
        Map<String, List<Measure>> byTitle = new LinkedHashMap<>();
        Measure.of(rows).stream().filter(measure -> axis.paramOf(measure.row().row()).isPresent())
                .forEach(measure -> byTitle.computeIfAbsent(
                        ScalingPicture.title(measure, axis, rows), title -> new ArrayList<>())
                        .add(measure));
        List<Family> families = new ArrayList<>();
        byTitle.forEach((title, measures) -> {
            List<CostCurve> curves = new ArrayList<>();
            costs(axis, measures).forEach((design, byRound) ->
                    CostCurve.of(design, byRound).ifPresent(curves::add));
            if (!curves.isEmpty()) {
                families.add(new Family(title, unit(measures.getFirst()), curves));
            }
        });
        return families;
    }

    private Map<String, NavigableMap<Integer, NavigableMap<Double, Double>>> costs(
            Axis axis, List<Measure> measures) {
        Map<String, NavigableMap<Integer, NavigableMap<Double, Double>>> costs =
                new LinkedHashMap<>();
        for (Measure measure : measures) {
            RowComparison row = measure.row();
            double x = x(axis, row.row());
            for (RoundPair round : row.rounds()) {
                if (round.isUsed()) {
                    add(costs, measure, row.pair().reference(), round, x);
                    add(costs, measure, row.pair().candidate(), round, x);
                }
            }
        }
        return costs;
    }

    private void add(Map<String, NavigableMap<Integer, NavigableMap<Double, Double>>> costs,
            Measure measure, String arm, RoundPair round, double x) {
        cost(measure, arm, round).ifPresent(cost -> costs
                .computeIfAbsent(arm, key -> new TreeMap<>())
                .computeIfAbsent(round.round(), key -> new TreeMap<>()).put(x, cost));
    }

    private Optional<Double> cost(Measure measure, String arm, RoundPair round) {
        RowSpec row = measure.row().row();
        if (measure.part().isPresent()) {
            return Optional.ofNullable(forks.get(key(row.id(), arm, round.round())))
                    .map(fork -> fork.metrics().get(
                            Metric.PART_PREFIX + measure.part().get().name()))
                    .map(metric -> metric.value() / row.operationsPerSample())
                    .filter(cost -> cost > 0);
        }
        double value = arm.equals(measure.row().pair().reference()) ? round.referenceValue()
                : round.candidateValue();
        return Optional.of(isRate(row) ? 1e9 / value : value);
    }

    /** Others are there beside the pagemap itself, which counts, too. */
    private static double x(Axis axis, RowSpec row) {
        String param = axis.paramOf(row).orElseThrow();
        double value = Double.parseDouble(row.params().get(param));
        return param.startsWith("other") ? value + 1 : value;
    }

    private static String unit(Measure measure) {
        RowSpec row = measure.row().row();
        return isRate(row) ? "ns/op" : row.unit().symbol();
    }

    private static boolean isRate(RowSpec row) {
        return row.unit().direction() == Direction.HIGHER_IS_BETTER;
    }

    private static String key(String row, String arm, int round) {
        return row + "\n" + arm + "\n" + round;
    }
}
