package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.Unit;
import dev.hmmbench.results.stats.IntraclassCorrelation;
import dev.hmmbench.results.stats.Numbers;
import dev.hmmbench.results.stats.WarmUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Sums up the forks of one arm. */
final class ArmValues {

    private ArmValues() {}

    /** Returns the value of an arm from the forks that count; empty where there are none. */
    static Optional<ArmValue> of(RowSpec row, String arm, List<ForkRecord.Measured> forks) {
        if (forks.isEmpty()) {
            return Optional.empty();
        }
        double[] values = forks.stream()
                .mapToDouble(fork -> ForkValue.of(row, fork).orElseThrow()).toArray();
        List<double[]> iterations = forks.stream().map(ArmValues::iterations).toList();
        return Optional.of(new ArmValue(arm, forks.size(), Numbers.geometricMean(values),
                relativeSd(values), median(forks, fork -> fork.cpu().processNsPerOp()),
                median(forks, fork -> fork.cpu().threadNsPerOp()),
                median(forks, fork -> fork.samples().mean()) / row.operationsPerSample(),
                curve(row, forks), metrics(row, forks), WarmUp.medianTrend(iterations),
                betweenForks(iterations)));
    }

    /** Returns the standard deviation of the logarithms; 0 for one value. */
    static double relativeSd(double[] values) {
        return values.length < 2 ? 0 : Numbers.sd(Numbers.logs(values));
    }

    private static double[] iterations(ForkRecord.Measured fork) {
        return fork.iterations().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double betweenForks(List<double[]> iterations) {
        int total = iterations.stream().mapToInt(values -> values.length).sum();
        List<double[]> logs = iterations.stream().filter(values -> values.length > 0)
                .map(Numbers::logs).toList();
        return logs.size() < 2 || total <= logs.size() ? 0 : IntraclassCorrelation.of(logs);
    }

    private static List<ArmValue.Point> curve(RowSpec row, List<ForkRecord.Measured> forks) {
        List<ArmValue.Point> points = new ArrayList<>();
        List<double[]> shape = forks.getFirst().samples().curve();
        for (int i = 0; i < shape.size(); i++) {
            int index = i;
            points.add(new ArmValue.Point(shape.get(i)[0],
                    median(forks, fork -> fork.samples().curve().get(index)[1])
                            / row.operationsPerSample()));
        }
        return points;
    }

    private static SortedMap<String, Metric> metrics(RowSpec row,
            List<ForkRecord.Measured> forks) {
        SortedMap<String, Metric> medians = new TreeMap<>();
        for (String name : forks.getFirst().metrics().keySet()) {
            List<ForkRecord.Measured> having = forks.stream()
                    .filter(fork -> fork.metrics().containsKey(name)).toList();
            Unit unit = having.getFirst().metrics().get(name).unit();
            double value = median(having, fork -> fork.metrics().get(name).value());
            medians.put(name, Metric.isPerSample(name)
                    ? new Metric(value / row.operationsPerSample(), Unit.NS_PER_OP)
                    : new Metric(value, unit));
        }
        return medians;
    }

    private static double median(List<ForkRecord.Measured> forks,
            ToDoubleFunction<ForkRecord.Measured> value) {
        return Numbers.median(forks.stream().mapToDouble(value).toArray());
    }
}
