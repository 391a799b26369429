package dev.hmmbench.results.synthetic;

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
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.Prominence;
import dev.hmmbench.results.run.RoundOrder;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Samples;
import dev.hmmbench.results.run.Schema;
import dev.hmmbench.results.run.Shard;
import dev.hmmbench.results.run.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes up a whole run: two designs, the A/A arm, all records, from one seed. Samples of 100
 * operations; the round's own level drifts, so that only pairing finds the truth.
 */
public final class SyntheticRun {

    /** Name of the reference design. */
    public static final String REFERENCE = "legacy";
    /** Name of the other design. */
    public static final String DESIGN = "devprivate";
    /** Name of the A/A arm. */
    public static final String CONTROL = REFERENCE + Arm.CONTROL_SUFFIX;
    /** Hash of the made-up machine description. */
    public static final String MAP_SHA256 = "0".repeat(64);

    private static final int ITERATIONS = 5;
    private static final long OPERATIONS_PER_SAMPLE = 100;
    private static final long OPERATIONS = 1_000_000;
    private static final double DRIFT_SD = 0.05;
    private static final double MARGIN = 0.03;
    private static final long START_EPOCH_MS = 1_767_225_600_000L;
    private static final long FORK_MS = 3_000;
    private static final double NS_PER_S = 1e9;

    private final long seed;
    private final int nrRounds;
    private final List<SyntheticRow> rows = new ArrayList<>();
    private final List<Arm> arms = new ArrayList<>(List.of(Arm.reference(REFERENCE),
            Arm.design(DESIGN), Arm.control(REFERENCE)));
    private final Map<String, Double> armLogRatios = new TreeMap<>();
    private String cpuModel = "Made-up CPU";

    /** Creates a run of {@code nrRounds} rounds without rows. */
    public SyntheticRun(long seed, int nrRounds) {
        this.seed = seed;
        this.nrRounds = nrRounds;
    }

    /** Adds a row. */
    public SyntheticRun row(SyntheticRow row) {
        rows.add(row);
        return this;
    }

    /** Adds the base build's arms; head differs from base by {@code headLogRatio} in each. */
    public SyntheticRun withBase(double headLogRatio) {
        arms.add(Arm.base(REFERENCE));
        arms.add(Arm.base(DESIGN));
        armLogRatios.put(REFERENCE + Arm.BASE_SUFFIX, -headLogRatio);
        armLogRatios.put(DESIGN + Arm.BASE_SUFFIX, -headLogRatio);
        return this;
    }

    /** Gives an arm a bias in every row, as a log-ratio of cost. */
    public SyntheticRun bias(String arm, double logRatio) {
        armLogRatios.put(arm, logRatio);
        return this;
    }

    /** Sets the model name of the CPU. */
    public SyntheticRun onCpu(String model) {
        cpuModel = model;
        return this;
    }

    /** Returns the run. The same seed and rows give the same run. */
    public RunData data() {
        Random random = new Random(seed);
        List<ForkRecord> forks = new ArrayList<>();
        List<RoundOrder> order = new ArrayList<>();
        long[] clockMs = {START_EPOCH_MS};
        for (int round = 1; round <= nrRounds; round++) {
            List<RoundOrder.Slot> slots = new ArrayList<>();
            for (SyntheticRow row : rows) {
                double level = random.nextGaussian() * DRIFT_SD;
                for (Arm arm : arms) {
                    forks.add(fork(random, round, slots.size(), row, arm, level, clockMs));
                    slots.add(new RoundOrder.Slot(row.id(), arm.name()));
                }
            }
            order.add(new RoundOrder(round, slots));
        }
        return new RunData(Path.of("synthetic-" + seed), plan(order), environment(), forks,
                Optional.of(counters()), List.of());
    }

    private ForkRecord fork(Random random, int round, int position, SyntheticRow row, Arm arm,
            double level, long[] clockMs) {
        // Half the variance of the log-ratio comes from each of its two forks.
        double own = random.nextGaussian() * row.roundSd() / Math.sqrt(2);
        double shift = armLogRatios.getOrDefault(arm.name(), 0.0)
                + (arm.model().equals(DESIGN) ? row.logRatio() : 0);
        double nsPerOp = row.referenceNs() * Math.exp(level + own + shift);
        long start = clockMs[0];
        clockMs[0] += FORK_MS;
        ForkRecord.Identity id = new ForkRecord.Identity(Schema.VERSION, 1, round, position,
                row.id(), arm.name(), start, clockMs[0], FORK_MS * 1_000_000);
        return measured(id, nsPerOp);
    }

    private static ForkRecord.Measured measured(ForkRecord.Identity id, double nsPerOp) {
        double sample = nsPerOp * OPERATIONS_PER_SAMPLE;
        double[] values = new double[41];
        for (int i = 0; i < values.length; i++) {
            values[i] = sample * (1 + (i - 20) * 0.001);
        }
        List<Double> iterations = new ArrayList<>();
        for (int i = 0; i < ITERATIONS; i++) {
            iterations.add(sample * (1 + (i % 2 == 0 ? 0.001 : -0.001)));
        }
        SortedMap<String, Metric> metrics = new TreeMap<>();
        metrics.put(Metric.THROUGHPUT, new Metric(NS_PER_S / nsPerOp, Unit.OPS_PER_SECOND));
        metrics.put(Metric.ALLOCATED, new Metric(0.5, Unit.BYTES_PER_OP));
        metrics.put(Metric.PHASE_PREFIX + "walk", new Metric(sample * 0.25, Unit.NS));
        metrics.put(Metric.PHASE_PREFIX + "rest", new Metric(sample * 0.75, Unit.NS));
        long cpuNs = Math.round(nsPerOp * OPERATIONS);
        return new ForkRecord.Measured(id, Samples.of(values), iterations, metrics,
                new CpuTime(OPERATIONS, cpuNs, cpuNs, cpuNs / 10), Disturbance.NONE,
                JvmInfo.UNKNOWN, "");
    }

    private RunPlan plan(List<RoundOrder> order) {
        List<String> names = arms.stream().map(Arm::name).toList();
        List<RowSpec> specs = rows.stream().map(row -> spec(row, names)).toList();
        return new RunPlan(Schema.VERSION, "synthetic", "2026-01-01T00:00:00Z", List.of(), seed,
                ITERATIONS, LookPlan.once(nrRounds), ExclusionRules.NONE, Shard.WHOLE, "made-up",
                MAP_SHA256, arms, specs, order);
    }

    private static RowSpec spec(SyntheticRow row, List<String> arms) {
        boolean isTime = row.measure() == SyntheticRow.Measure.TIME;
        return new RowSpec(row.id(), row.benchmark(), new TreeMap<>(), row.benchmark(),
                row.group(), isTime ? Unit.NS_PER_OP : Unit.OPS_PER_SECOND,
                isTime ? Primary.P50 : Primary.WALL_THROUGHPUT, OPERATIONS_PER_SAMPLE, MARGIN,
                arms, Prominence.HEADLINE);
    }

    private Environment environment() {
        return Environment.of(Map.of(
                Environment.CPU, Map.of(Environment.CPU_MODEL, cpuModel,
                        Environment.CPU_CORES, "2"),
                Environment.KERNEL, Map.of(Environment.KERNEL_RELEASE, "6.19.6",
                        Environment.KERNEL_THP, "madvise"),
                Environment.JDK, Map.of(Environment.JDK_BUILD, "25.0.1+8-LTS",
                        Environment.JDK_GC, "Serial", Environment.JDK_FLAGS, "-Xmx1g"),
                Environment.HARNESS, Map.of(Environment.HARNESS_JMH, "1.37",
                        Environment.HARNESS_BLACKHOLE, "compiler",
                        Environment.HARNESS_COMMIT, "0000000")));
    }

    private CounterTable counters() {
        Map<String, Map<String, CounterTable.Entry>> table = new TreeMap<>();
        for (SyntheticRow row : rows) {
            table.put(row.id(), Map.of(
                    REFERENCE, new CounterTable.Entry(1_000, new TreeMap<>(Map.of(
                            "struct-page-init", 1_000L))),
                    DESIGN, new CounterTable.Entry(1_000, new TreeMap<>(Map.of(
                            "maple-walk", 1_000L, "struct-page-init", 1_000L)))));
        }
        return CounterTable.of(MAP_SHA256, table);
    }
}
