package dev.hmmbench.results.synthetic;

import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.ExclusionRules;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Samples;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Plants one fault into a run and leaves the rest as it was. */
public final class Edit {

    private Edit() {}

    /** Returns a predicate for the forks of a row in an arm. */
    public static Predicate<ForkRecord> forks(String row, String arm) {
        return record -> record.fork().row().equals(row) && record.fork().arm().equals(arm);
    }

    /** Returns the run with the chosen forks made {@code factor} times dearer. */
    public static RunData dearer(RunData data, Predicate<ForkRecord> chosen, double factor) {
        return measured(data, chosen, fork -> scaled(fork, factor));
    }

    /** Returns the run without the chosen forks. */
    public static RunData without(RunData data, Predicate<ForkRecord> chosen) {
        return with(data, data.forks().stream().filter(chosen.negate()).toList());
    }

    /** Returns the run with the chosen forks failed. */
    public static RunData failed(RunData data, Predicate<ForkRecord> chosen, String error) {
        return with(data, data.forks().stream().map(fork -> chosen.test(fork)
                ? (ForkRecord) new ForkRecord.Failed(fork.fork(), error) : fork).toList());
    }

    /** Returns the run with the chosen measured forks changed. */
    public static RunData measured(RunData data, Predicate<ForkRecord> chosen,
            UnaryOperator<ForkRecord.Measured> change) {
        return with(data, data.forks().stream().map(fork -> chosen.test(fork)
                && fork instanceof ForkRecord.Measured good ? change.apply(good) : fork).toList());
    }

    /** Returns the run with these forks. */
    public static RunData with(RunData data, List<? extends ForkRecord> forks) {
        return new RunData(data.folder(), data.plan(), data.environment(), List.copyOf(forks),
                data.counters(), data.notes());
    }

    /** Returns the run with these counters. */
    public static RunData with(RunData data, Optional<CounterTable> counters) {
        return new RunData(data.folder(), data.plan(), data.environment(), data.forks(), counters,
                data.notes());
    }

    /** Returns the run with one exact counter of a row changed. */
    public static RunData counter(RunData data, String row, String model, String name,
            long events) {
        CounterTable table = data.counters().orElseThrow();
        SortedMap<String, SortedMap<String, CounterTable.Entry>> rows = new TreeMap<>(
                table.rows());
        SortedMap<String, CounterTable.Entry> models = new TreeMap<>(rows.get(row));
        CounterTable.Entry entry = models.get(model);
        SortedMap<String, Long> counts = new TreeMap<>(entry.counts());
        counts.put(name, events);
        models.put(model, new CounterTable.Entry(entry.operations(), counts));
        rows.put(row, models);
        return with(data, Optional.of(new CounterTable(table.schema(), table.mapSha256(), rows)));
    }

    /** Returns the run judged by other exclusion rules. */
    public static RunData rules(RunData data, ExclusionRules rules) {
        RunPlan plan = data.plan();
        return new RunData(data.folder(), new RunPlan(plan.schema(), plan.suite(),
                plan.createdUtc(), plan.commandLine(), plan.seed(), plan.iterations(),
                plan.looks(), rules, plan.shard(), plan.map(), plan.mapSha256(), plan.arms(),
                plan.rows(), plan.order()), data.environment(), data.forks(), data.counters(),
                data.notes());
    }

    /** Returns the fork with all its times multiplied. */
    public static ForkRecord.Measured scaled(ForkRecord.Measured fork, double factor) {
        Samples s = fork.samples();
        Samples samples = new Samples(s.count(), s.mean() * factor, s.min() * factor,
                s.p1() * factor, s.p5() * factor, s.p10() * factor, s.p25() * factor,
                s.p50() * factor, s.p75() * factor, s.p90() * factor, s.p95() * factor,
                s.p99() * factor, s.p999() * factor, s.max() * factor);
        SortedMap<String, Metric> metrics = new TreeMap<>(fork.metrics());
        metrics.computeIfPresent(Metric.THROUGHPUT,
                (name, metric) -> new Metric(metric.value() / factor, metric.unit()));
        List<Double> iterations = fork.iterations().stream().map(v -> v * factor).toList();
        return new ForkRecord.Measured(fork.fork(), samples, iterations, metrics, fork.cpu(),
                fork.disturbance(), fork.jvm(), fork.hlog());
    }
}
