package dev.hmmbench.suite;

import com.sun.management.ThreadMXBean;
import dev.hmmbench.bench.ForkMetrics;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Runs in the fork: CPU time, allocation, collections and the benchmark's own figures of each
 * iteration; faults, context switches and compilations of the whole life.
 */
public final class ForkProfiler implements InternalProfiler {

    static final String SAMPLES = "hmmbench.samples";
    /** Samples of the iterations whose CPU time and allocation count. */
    static final String CPU_SAMPLES = "hmmbench.cpuSamples";
    static final String THREAD_NS = "hmmbench.threadNs";
    static final String PROCESS_NS = "hmmbench.processNs";
    static final String USER_NS = "hmmbench.userNs";
    static final String SYSTEM_NS = "hmmbench.systemNs";
    static final String ALLOCATED = "hmmbench.allocatedBytes";
    static final String GC_COUNT = "hmmbench.gcCount";
    static final String GC_MS = "hmmbench.gcMs";
    static final String MINOR_FAULTS = "hmmbench.minorFaults";
    static final String MAJOR_FAULTS = "hmmbench.majorFaults";
    static final String VOLUNTARY = "hmmbench.voluntarySwitches";
    static final String INVOLUNTARY = "hmmbench.involuntarySwitches";
    static final String COMPILE_MS = "hmmbench.compileMs";
    static final String LOADED_CLASSES = "hmmbench.loadedClasses";
    /** Prefix of the figures that the benchmark itself left in {@link ForkMetrics}. */
    static final String OWN = "hmmbench.own.";
    /** Prefix of those that it set for the whole fork so far. */
    static final String LATEST = "hmmbench.latest.";

    private static final String WORKER = "-jmh-worker-";

    private final ThreadMXBean threads =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private Reading before = new Reading(0, 0, 0, 0, 0);
    private int nrMeasured;

    /** Sums at one moment: CPU time in ns, bytes allocated by the workers. */
    private record Reading(long workerNs, long allTaskNs, long userNs, long systemNs,
            long allocatedBytes) {}

    /** Returns what JMH prints about this. */
    @Override
    public String getDescription() {
        return "CPU time, faults, switches and phases";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        ForkMetrics.take();
        ForkMetrics.takeLatest();
        ForkMetrics.takeUntimed();
        before = read();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark,
            IterationParams iteration, IterationResult result) {
        Reading after = read();
        Map<String, Double> own = ForkMetrics.take();
        Map<String, Double> latest = ForkMetrics.takeLatest();
        ForkMetrics.Spent untimed = ForkMetrics.takeUntimed();
        if (iteration.getType() != IterationType.MEASUREMENT) {
            return List.of();
        }
        List<Result<?>> results = new ArrayList<>();
        results.add(sum(SAMPLES, result.getMetadata().getAllOps()));
        nrMeasured++;
        if (nrMeasured < iteration.getCount() || iteration.getCount() == 1) {
            results.addAll(spent(after, untimed, result.getMetadata().getAllOps()));
        }
        own.forEach((name, value) -> results.add(sum(OWN + name, value)));
        latest.forEach((name, value) -> results.add(last(LATEST + name, value)));
        results.addAll(wholeLife());
        return results;
    }

    /**
     * What the iteration spent. The last one is left out: JMH ends the trial inside it, so that
     * its readings hold the tear-down, which differs from design to design. Work between samples is
     * taken off; user and system time only tell how the rest divides.
     */
    private List<Result<?>> spent(Reading after, ForkMetrics.Spent untimed, long nrSamples) {
        return List.of(sum(CPU_SAMPLES, nrSamples),
                sum(THREAD_NS, Math.max(0, after.workerNs - before.workerNs - untimed.cpuNs())),
                sum(PROCESS_NS,
                        Math.max(0, after.allTaskNs - before.allTaskNs - untimed.cpuNs())),
                sum(USER_NS, after.userNs - before.userNs),
                sum(SYSTEM_NS, after.systemNs - before.systemNs),
                sum(ALLOCATED, Math.max(0, after.allocatedBytes
                        - before.allocatedBytes - untimed.allocatedBytes())));
    }

    private List<Result<?>> wholeLife() {
        Proc.Usage usage = Proc.usage();
        Proc.Threads tasks = Proc.threads();
        long collections = 0;
        long collectionMs = 0;
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, bean.getCollectionCount());
            collectionMs += Math.max(0, bean.getCollectionTime());
        }
        return List.of(last(GC_COUNT, collections), last(GC_MS, collectionMs),
                last(MINOR_FAULTS, usage.minorFaults()), last(MAJOR_FAULTS, usage.majorFaults()),
                last(VOLUNTARY, tasks.voluntary()), last(INVOLUNTARY, tasks.involuntary()),
                last(COMPILE_MS,
                        ManagementFactory.getCompilationMXBean().getTotalCompilationTime()),
                last(LOADED_CLASSES, ManagementFactory.getClassLoadingMXBean()
                        .getTotalLoadedClassCount()));
    }

    private Reading read() {
        long workerNs = 0;
        long allocatedBytes = 0;
        long[] ids = threads.getAllThreadIds();
        for (java.lang.management.ThreadInfo info : threads.getThreadInfo(ids)) {
            if (info != null && info.getThreadName().contains(WORKER)) {
                workerNs += threads.getThreadCpuTime(info.getThreadId());
                allocatedBytes += threads.getThreadAllocatedBytes(info.getThreadId());
            }
        }
        Proc.Usage usage = Proc.usage();
        return new Reading(workerNs, Proc.threads().cpuNs(), usage.userNs(), usage.systemNs(),
                allocatedBytes);
    }

    private static ScalarResult sum(String name, double value) {
        return new ScalarResult(name, value, "", AggregationPolicy.SUM);
    }

    /** A value of the fork so far: the last iteration's is the fork's. */
    private static ScalarResult last(String name, double value) {
        return new ScalarResult(name, value, "", AggregationPolicy.MAX);
    }
}
