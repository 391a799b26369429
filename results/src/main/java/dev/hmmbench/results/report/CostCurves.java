package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ForkTable;
import dev.hmmbench.results.compare.Pair;
import dev.hmmbench.results.compare.RoundPair;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.report.ScalingPicture.Axis;
import dev.hmmbench.results.run.Direction;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunData;
import java.util.ArrayList;
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

    private final ForkTable forks;

    CostCurves(RunData data) {
        this.forks = new ForkTable(data);
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
            Pair pair = measure.row().pair();
            for (String arm : List.of(pair.reference(), pair.candidate())) {
                add(costs.computeIfAbsent(arm, key -> new TreeMap<>()), axis, measure, arm);
            }
        }
        return costs;
    }

    private void add(NavigableMap<Integer, NavigableMap<Double, Double>> byRound, Axis axis,
            Measure measure, String arm) {
        RowSpec row = measure.row().row();
        Map<Integer, ForkRecord.Measured> ofArm = forks.of(row, arm);
        for (RoundPair round : measure.row().rounds()) {
            if (round.isUsed()) {
                cost(measure, arm, round, ofArm).ifPresent(cost -> byRound
                        .computeIfAbsent(round.round(), key -> new TreeMap<>())
                        .put(x(axis, row), cost));
            }
        }
    }

    private static Optional<Double> cost(Measure measure, String arm, RoundPair round,
            Map<Integer, ForkRecord.Measured> ofArm) {
        RowSpec row = measure.row().row();
        if (measure.part().isPresent()) {
            return Optional.ofNullable(ofArm.get(round.round()))
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
}
