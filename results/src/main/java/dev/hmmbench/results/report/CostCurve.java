package dev.hmmbench.results.report;

import dev.hmmbench.results.stats.Interval;
import dev.hmmbench.results.stats.MeanEstimate;
import dev.hmmbench.results.stats.PowerLaw;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the cost of one operation in one design grows with one parameter: a power law fitted to each
 * round by itself, because the round is the unit of replication, and the mean of their exponents.
 *
 * @param design the design
 * @param costs parameter to geometric mean of the cost over rounds; at least three
 * @param law through these means
 * @param exponents the exponent of each round that has every point, by round
 */
record CostCurve(String design, NavigableMap<Double, Double> costs, PowerLaw law,
        NavigableMap<Integer, Double> exponents) {

    /**
     * Returns the curve of these costs; empty for too few points or where no round has all.
     *
     * @param byRound round to parameter to cost
     */
    static Optional<CostCurve> of(
            String design, NavigableMap<Integer, NavigableMap<Double, Double>> byRound) {
        int most = byRound.values().stream().mapToInt(NavigableMap::size).max().orElse(0);
        if (most < PowerLaw.MIN_POINTS) {
            return Optional.empty();
        }
        NavigableMap<Integer, Double> exponents = new TreeMap<>();
        NavigableMap<Double, Double> logs = new TreeMap<>();
        List<NavigableMap<Double, Double>> whole = byRound.values().stream()
                .filter(round -> round.size() == most).toList();
        byRound.forEach((round, costs) -> {
            if (costs.size() == most) {
                exponents.put(round, fit(costs).exponent());
                costs.forEach((x, cost) -> logs.merge(x, Math.log(cost) / whole.size(),
                        Double::sum));
            }
        });
        NavigableMap<Double, Double> means = new TreeMap<>();
        logs.forEach((x, log) -> means.put(x, Math.exp(log)));
        return Optional.of(new CostCurve(design, means, fit(means), exponents));
    }

    /** Returns the mean exponent. */
    double exponent() {
        return exponents.values().stream().mapToDouble(d -> d).average().orElseThrow();
    }

    /** Returns the interval of the exponent; empty for fewer than two rounds. */
    Optional<Interval> interval(double alpha) {
        return interval(values(exponents), alpha);
    }

    /**
     * Returns the interval of the difference to another design's exponent, over the rounds that
     * both have; empty for fewer than two.
     */
    Optional<Interval> difference(CostCurve other, double alpha) {
        double[] differences = exponents.entrySet().stream()
                .filter(round -> other.exponents.containsKey(round.getKey()))
                .mapToDouble(round -> round.getValue() - other.exponents.get(round.getKey()))
                .toArray();
        return interval(differences, alpha);
    }

    /** Returns the relative change of the cost when the parameter doubles. */
    double perDoubling() {
        return Math.pow(2, exponent()) - 1;
    }

    /** Returns how far the farthest point lies off the law, as a relative change. */
    double farthest() {
        return law.farthest(keys(costs), values(costs));
    }

    private static Optional<Interval> interval(double[] values, double alpha) {
        return values.length < 2 ? Optional.empty()
                : Optional.of(MeanEstimate.paired(values).interval(alpha));
    }

    private static PowerLaw fit(NavigableMap<Double, Double> costs) {
        return PowerLaw.fit(keys(costs), values(costs));
    }

    private static double[] keys(NavigableMap<Double, Double> costs) {
        return costs.keySet().stream().mapToDouble(d -> d).toArray();
    }

    private static double[] values(NavigableMap<?, Double> costs) {
        return costs.values().stream().mapToDouble(d -> d).toArray();
    }
}
