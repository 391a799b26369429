package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.stats.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Compares the parts of one row over the rounds that count. */
final class PartComparer {

    private final RowSpec row;
    private final double alpha;
    private final long seed;

    PartComparer(RowSpec row, double alpha, long seed) {
        this.row = row;
        this.alpha = alpha;
        this.seed = seed;
    }

    /**
     * Returns the parts that every fork of every round recorded, sorted by name.
     *
     * @param rounds the rounds that count
     * @param references the reference arm's forks by round
     * @param candidates the candidate arm's forks by round
     */
    List<PartComparison> compare(List<RoundPair> rounds,
            Map<Integer, ForkRecord.Measured> references,
            Map<Integer, ForkRecord.Measured> candidates) {
        TreeSet<String> names = new TreeSet<>();
        rounds.forEach(round -> names.addAll(references.get(round.round()).metrics().keySet()));
        names.removeIf(name -> !name.startsWith(Metric.PART_PREFIX));
        List<PartComparison> parts = new ArrayList<>();
        for (String name : names) {
            double[] first = values(rounds, references, name);
            double[] second = values(rounds, candidates, name);
            if (first.length == rounds.size() && second.length == rounds.size()) {
                parts.add(compare(name, rounds, first, second));
            }
        }
        return parts;
    }

    private PartComparison compare(String name, List<RoundPair> rounds, double[] first,
            double[] second) {
        double[] logs = new double[first.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(second[i] / first[i]);
        }
        Optional<Estimate> estimate = Estimates.of(logs,
                rounds.stream().mapToInt(RoundPair::shard).toArray(), alpha, row.margin(), seed);
        return new PartComparison(name.substring(Metric.PART_PREFIX.length()),
                Numbers.geometricMean(first) / row.operationsPerSample(),
                Numbers.geometricMean(second) / row.operationsPerSample(), estimate);
    }

    /** Returns the values of the forks that recorded one above zero. */
    private static double[] values(List<RoundPair> rounds,
            Map<Integer, ForkRecord.Measured> forks, String name) {
        return rounds.stream().map(round -> forks.get(round.round()).metrics().get(name))
                .filter(metric -> metric != null && metric.value() > 0)
                .mapToDouble(Metric::value).toArray();
    }
}
