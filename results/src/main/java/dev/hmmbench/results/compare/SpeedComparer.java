package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.stats.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares Java with C: one log-ratio per fork. */
final class SpeedComparer {

    private final RunPlan plan;
    private final ForkTable table;

    SpeedComparer(RunPlan plan, ForkTable table) {
        this.plan = plan;
        this.table = table;
    }

    /** Returns the rows that have a fork, in the plan's order. */
    List<SpeedComparison> compare() {
        List<SpeedComparison> found = new ArrayList<>();
        for (RowSpec row : plan.rows()) {
            List<ForkRecord.Measured> forks = row.group() == RowGroup.SPEED
                    ? row.arms().stream().flatMap(arm -> table.of(row, arm).values().stream())
                            .toList()
                    : List.of();
            double[] java = values(forks, SpeedComparison.JAVA);
            if (java.length > 0) {
                found.add(compare(row, forks, java));
            }
        }
        return found;
    }

    private SpeedComparison compare(RowSpec row, List<ForkRecord.Measured> forks,
            double[] java) {
        double[] c = values(forks, SpeedComparison.C);
        List<ForkRecord.Measured> both = forks.stream()
                .filter(fork -> fork.metrics().containsKey(SpeedComparison.RATIO)).toList();
        Optional<Estimate> estimate = Estimates.of(
                Numbers.logs(values(both, SpeedComparison.RATIO)),
                both.stream().mapToInt(fork -> fork.fork().shard()).toArray(),
                plan.looks().alpha(), row.margin(), plan.seed() ^ row.id().hashCode());
        return new SpeedComparison(row, forks.size(),
                Numbers.geometricMean(java) / row.operationsPerSample(),
                c.length == 0 ? Optional.empty()
                        : Optional.of(Numbers.geometricMean(c) / row.operationsPerSample()),
                estimate);
    }

    private static double[] values(List<ForkRecord.Measured> forks, String name) {
        return forks.stream().map(fork -> fork.metrics().get(name))
                .filter(metric -> metric != null && metric.value() > 0)
                .mapToDouble(Metric::value).toArray();
    }
}
