package dev.hmmbench.suite;

import dev.hmmbench.bench.ForkMetrics;
import dev.hmmbench.bench.SpeedBenchmark;
import dev.hmmbench.results.run.CpuTime;
import dev.hmmbench.results.run.Disturbance;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.JvmInfo;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.Samples;
import dev.hmmbench.results.run.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** Turns what JMH returns for one fork into a record of ours. */
final class ForkReading {

    /**
     * Operations below which bytes per operation say nothing: a fork of JMH allocates a megabyte or
     * two by itself.
     */
    private static final long MIN_OPERATIONS_FOR_BYTES = 10_000_000;

    private static final double NS_PER_SECOND = 1e9;

    /** Figures that are no times. */
    private static final Set<String> SHARES =
            Set.of(SpeedBenchmark.RATIO, ForkMetrics.SHARED_CORE);

    private final RowSpec row;
    private final List<IterationResult> iterations = new ArrayList<>();

    ForkReading(RowSpec row, RunResult result) {
        this.row = row;
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            iterations.addAll(fork.getIterationResults());
        }
        if (iterations.isEmpty()) {
            throw new IllegalStateException("the fork returned no iteration");
        }
    }

    /**
     * Returns the record of the fork.
     *
     * @param host what the host saw of the disturbances
     * @param loadedDesigns packages of models of which the fork loaded classes
     * @param notInlined calls that the compiler refused to inline, and at how many places
     * @param hlog name of its histogram file, or empty
     */
    ForkRecord.Measured record(ForkRecord.Identity identity, HostWatch.Seen host,
            List<String> loadedDesigns, Map<String, Integer> notInlined, String hlog) {
        TreeMap<String, Metric> metrics = metrics();
        notInlined.forEach((call, places) -> metrics.put(Metric.NOT_INLINED_PREFIX + call,
                new Metric(places, Unit.EVENTS)));
        return new ForkRecord.Measured(identity, Samples.of(samples()), medians(), metrics,
                cpu(), disturbance(host), jvm(loadedDesigns), hlog);
    }

    private boolean isThroughput() {
        return row.primary() == Primary.WALL_THROUGHPUT;
    }

    /** All samples of all iterations; for throughput rows one per iteration. */
    private double[] samples() {
        return iterations.stream().flatMapToDouble(iteration -> Arrays.stream(samples(iteration)))
                .toArray();
    }

    /** Returns the samples of an iteration in ns per sample. */
    private double[] samples(IterationResult iteration) {
        Result<?> primary = iteration.getPrimaryResult();
        if (isThroughput()) {
            return new double[] {NS_PER_SECOND / primary.getScore()};
        }
        Statistics statistics = primary.getStatistics();
        double[] values = new double[Math.toIntExact(statistics.getN())];
        int filled = 0;
        Iterator<Map.Entry<Double, Long>> raw = statistics.getRawData();
        while (raw.hasNext()) {
            Map.Entry<Double, Long> entry = raw.next();
            int next = filled + Math.toIntExact(entry.getValue());
            Arrays.fill(values, filled, next, entry.getKey());
            filled = next;
        }
        if (filled != values.length || filled == 0) {
            throw new IllegalStateException(filled + " of " + values.length + " samples returned");
        }
        return values;
    }

    private List<Double> medians() {
        return iterations.stream().map(iteration -> Samples.of(samples(iteration)).p50()).toList();
    }

    private TreeMap<String, Metric> metrics() {
        TreeMap<String, Metric> metrics = new TreeMap<>();
        double nrSamples = sum(ForkProfiler.SAMPLES);
        CpuTime cpu = cpu();
        metrics.put(Metric.THREAD_CPU, new Metric(cpu.threadNsPerOp(), Unit.NS_PER_OP));
        metrics.put(Metric.PROCESS_CPU, new Metric(cpu.processNsPerOp(), Unit.NS_PER_OP));
        metrics.put(Metric.ALLOCATED_IN_ALL,
                new Metric(sum(ForkProfiler.ALLOCATED), Unit.BYTES));
        if (operations() >= MIN_OPERATIONS_FOR_BYTES) {
            metrics.put(Metric.ALLOCATED, new Metric(
                    sum(ForkProfiler.ALLOCATED) / operations(), Unit.BYTES_PER_OP));
        }
        for (String name : names(ForkProfiler.OWN)) {
            metrics.put(name, new Metric(sum(ForkProfiler.OWN + name) / nrSamples,
                    unitOf(name)));
        }
        for (String name : names(ForkProfiler.LATEST)) {
            metrics.put(name, new Metric(
                    value(iterations.getLast(), ForkProfiler.LATEST + name), unitOf(name)));
        }
        if (isThroughput()) {
            double perSecond = iterations.stream()
                    .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                    .average().orElseThrow() * row.operationsPerSample();
            metrics.put(Metric.THROUGHPUT, new Metric(perSecond, Unit.OPS_PER_SECOND));
        }
        return metrics;
    }

    /** Returns what stands behind a prefix in the results of all iterations. */
    private List<String> names(String prefix) {
        return iterations.stream()
                .flatMap(iteration -> iteration.getSecondaryResults().keySet().stream())
                .filter(name -> name.startsWith(prefix)).distinct()
                .map(name -> name.substring(prefix.length())).toList();
    }

    private static Unit unitOf(String name) {
        return SHARES.contains(name) ? Unit.SHARE : Unit.NS;
    }

    private long operations() {
        return Math.max(1, Math.multiplyExact((long) sum(ForkProfiler.CPU_SAMPLES),
                row.operationsPerSample()));
    }

    /** The sum over threads is exact; its parts come in steps of 10 ms and only set the ratio. */
    private CpuTime cpu() {
        double user = sum(ForkProfiler.USER_NS);
        double system = sum(ForkProfiler.SYSTEM_NS);
        double process = Math.max(sum(ForkProfiler.PROCESS_NS), sum(ForkProfiler.THREAD_NS));
        long systemNs = user + system == 0 ? 0 : (long) (process * system / (user + system));
        return new CpuTime(operations(), (long) sum(ForkProfiler.THREAD_NS),
                (long) process - systemNs, systemNs);
    }

    private Disturbance disturbance(HostWatch.Seen host) {
        return new Disturbance(last(ForkProfiler.MINOR_FAULTS), last(ForkProfiler.MAJOR_FAULTS),
                last(ForkProfiler.VOLUNTARY), last(ForkProfiler.INVOLUNTARY),
                host.cpuPressure(), host.stealShare(), last(ForkProfiler.GC_COUNT),
                last(ForkProfiler.GC_MS));
    }

    private JvmInfo jvm(List<String> loadedDesigns) {
        return new JvmInfo(0, last(ForkProfiler.COMPILE_MS),
                last(ForkProfiler.LOADED_CLASSES), loadedDesigns);
    }

    private double sum(String name) {
        return iterations.stream().mapToDouble(iteration -> value(iteration, name)).sum();
    }

    private long last(String name) {
        return (long) value(iterations.getLast(), name);
    }

    private static double value(IterationResult iteration, String name) {
        Result<?> result = iteration.getSecondaryResults().get(name);
        return result == null ? 0 : result.getScore();
    }
}
