package dev.hmmbench.results.report;

import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.CpuTime;
import dev.hmmbench.results.run.Disturbance;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.ExclusionRules;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.JvmInfo;
import dev.hmmbench.results.run.LookPlan;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RoundOrder;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Samples;
import dev.hmmbench.results.run.Schema;
import dev.hmmbench.results.run.Shard;
import dev.hmmbench.results.run.StepTimes;
import dev.hmmbench.results.run.Unit;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Makes up a whole run from {@link SampleRow}s and one seed. Synthetic: never measured data. */
final class SampleRun {

    private static final int ITERATIONS = 5;
    private static final long START_EPOCH_MS = 1_767_225_600_000L;
    private static final long FORK_MS = 3_000;
    private static final double DRIFT_SD = 0.04;
    private static final String MAP_SHA256 = "0".repeat(64);

    private final Path folder;
    private final List<SampleRow> rows;
    private final int nrRounds;
    private final Random random;
    private long clockMs = START_EPOCH_MS;

    private SampleRun(Path folder, List<SampleRow> rows, int nrRounds, long seed) {
        this.folder = folder;
        this.rows = rows;
        this.nrRounds = nrRounds;
        this.random = new Random(seed);
    }

    /** Returns a run; histograms are written into {@code folder}. */
    static RunData of(Path folder, List<SampleRow> rows, int nrRounds, long seed) {
        return new SampleRun(folder, rows, nrRounds, seed).data();
    }

    private RunData data() {
        List<ForkRecord> forks = new ArrayList<>();
        List<RoundOrder> order = new ArrayList<>();
        for (int round = 1; round <= nrRounds; round++) {
            List<RoundOrder.Slot> slots = new ArrayList<>();
            for (SampleRow row : rows) {
                double level = random.nextGaussian() * DRIFT_SD;
                List<String> arms = new ArrayList<>(row.spec().arms());
                Collections.shuffle(arms, random);
                for (String arm : arms) {
                    forks.add(fork(round, slots.size(), row, arm, level));
                    slots.add(new RoundOrder.Slot(row.spec().id(), arm));
                }
            }
            order.add(new RoundOrder(round, slots));
        }
        return new RunData(folder, plan(order), environment(), forks, Optional.of(counters()),
                List.of());
    }

    private ForkRecord fork(int round, int position, SampleRow row, String arm, double level) {
        double ns = row.costs().get(arm)
                * Math.exp(level + random.nextGaussian() * row.roundSd() / Math.sqrt(2));
        long operations = row.spec().operationsPerSample();
        double sample = ns * operations;
        double[] values = new double[41];
        for (int i = 0; i < values.length; i++) {
            values[i] = sample * (1 + (i - 20) * 0.002);
        }
        List<Double> iterations = new ArrayList<>();
        for (int i = 0; i < ITERATIONS; i++) {
            iterations.add(sample * (1 + (i % 2 == 0 ? 0.001 : -0.001)));
        }
        SortedMap<String, Metric> metrics = new TreeMap<>();
        metrics.put(Metric.THROUGHPUT, new Metric(1e9 / ns, Unit.OPS_PER_SECOND));
        row.phases().forEach((name, share) -> metrics.put(Metric.PHASE_PREFIX + name,
                new Metric(sample * share, Unit.NS)));
        if (row.spec().group() == RowGroup.CREATE) {
            metrics.put(Metric.PART_PREFIX + "creation", new Metric(sample * 0.85, Unit.NS));
            metrics.put(Metric.PART_PREFIX + "removal", new Metric(sample * 0.15, Unit.NS));
        }
        long start = clockMs;
        clockMs += FORK_MS;
        long cpuNs = Math.round(ns * 1_000_000);
        return new ForkRecord.Measured(new ForkRecord.Identity(Schema.VERSION, 1, round, position,
                row.spec().id(), arm, start, clockMs, FORK_MS * 1_000_000), Samples.of(values),
                iterations, metrics, new CpuTime(1_000_000, cpuNs, cpuNs, cpuNs / 10),
                Disturbance.NONE, JvmInfo.UNKNOWN,
                row.hasHistogram() ? histogram(round, row, arm, ns) : "");
    }

    private String histogram(int round, SampleRow row, String arm, double ns) {
        String name = Figures.slug(row.spec().id() + " " + arm + " " + round) + ".hlog";
        Histogram histogram = new Histogram(3_600_000_000_000L, 3);
        for (int i = 0; i < 5_000; i++) {
            double tail = random.nextInt(200) == 0 ? 8 * random.nextDouble() : 0;
            histogram.recordValue(Math.round(ns * (1 + Math.abs(random.nextGaussian()) * 0.15
                    + tail)));
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(folder.resolve(name)))) {
            new HistogramLogWriter(out).outputIntervalHistogram(0, 1, histogram);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (row.spec().benchmark().equals(ChunkTimes.BENCHMARK)) {
            StepTimes.write(folder.resolve(name), chunks(arm));
        }
        return name;
    }

    /** Returns made-up times that grow as the square of K in one design and slowly in the other. */
    private long[] chunks(String arm) {
        long[] ns = new long[4096];
        for (int k = 1; k <= ns.length; k++) {
            double cost = arm.equals("legacy") ? 200 + 1.5 * (2 * k - 1) * (14 + k)
                    : 150 + 40 * Math.log(k);
            ns[k - 1] = Math.round(cost * Math.exp(0.05 * random.nextGaussian()));
        }
        return ns;
    }

    private RunPlan plan(List<RoundOrder> order) {
        Map<String, Arm> arms = new TreeMap<>();
        for (SampleRow row : rows) {
            for (String name : row.spec().arms()) {
                arms.put(name, name.endsWith(Arm.CONTROL_SUFFIX) ? Arm.control("legacy")
                        : name.equals("legacy") ? Arm.reference(name)
                        : name.equals(SampleRow.RULER_ARM)
                                ? new Arm(name, name, Arm.Role.RULER) : Arm.design(name));
            }
        }
        return new RunPlan(Schema.VERSION, "synthetic", "2026-01-01T00:00:00Z",
                List.of("run", "--suite", "synthetic"), 42, ITERATIONS, LookPlan.once(nrRounds),
                ExclusionRules.NONE, Shard.WHOLE, "made-up", MAP_SHA256,
                List.copyOf(arms.values()), rows.stream().map(SampleRow::spec).toList(), order);
    }

    private static Environment environment() {
        return Environment.of(Map.of(
                Environment.CPU, Map.of(Environment.CPU_MODEL,
                        "a made-up CPU (synthetic test data)", Environment.CPU_CORES, "2"),
                Environment.KERNEL, Map.of(Environment.KERNEL_RELEASE, "6.19.6",
                        Environment.KERNEL_THP, "madvise"),
                Environment.JDK, Map.of(Environment.JDK_BUILD, "25.0.1+8-LTS",
                        Environment.JDK_GC, "Serial", Environment.JDK_FLAGS, "-Xmx1g"),
                Environment.HARNESS, Map.of(Environment.HARNESS_JMH, "1.37",
                        Environment.HARNESS_COMMIT, "0000000")));
    }

    private CounterTable counters() {
        Map<String, Map<String, CounterTable.Entry>> table = new TreeMap<>();
        for (SampleRow row : rows) {
            Map<String, CounterTable.Entry> entries = new TreeMap<>();
            row.counts().forEach((arm, counts) -> entries.put(arm,
                    new CounterTable.Entry(1, new TreeMap<>(counts))));
            if (!entries.isEmpty()) {
                table.put(row.spec().id(), entries);
            }
        }
        return CounterTable.of(MAP_SHA256, table);
    }
}
