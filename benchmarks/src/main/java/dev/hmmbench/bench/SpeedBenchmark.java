package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.NativeFunction;
import dev.hmmbench.results.compare.SpeedComparison;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Java against C: one sample does the same work on the same memory in both languages, one after the
 * other in alternating order, and charges each with its thread's CPU time. What neighbours do to
 * the machine meanwhile falls on both alike, so the ratio is far steadier than either time.
 *
 * <p>The sample itself is the time of both together and means nothing; the figures are the metrics
 * {@link #JAVA}, {@link #C} and {@link #RATIO}. Needs a C compiler, see {@link CRulers}.
 */
public abstract class SpeedBenchmark extends SampledFork {

    /** Metric: CPU time of the Java loop, ns per sample, mean. */
    public static final String JAVA = SpeedComparison.JAVA;
    /** Metric: CPU time of the C loop, ns per sample, mean. */
    public static final String C = SpeedComparison.C;
    /** Metric: the median over an iteration's samples of Java's time over C's. */
    public static final String RATIO = SpeedComparison.RATIO;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Counters counters = new Counters();
    private @Nullable NativeFunction inC;
    private double[] ratios = new double[1024];
    private int nrRatios;
    private long nrSamples;
    private double javaSumNs;
    private double cSumNs;

    /** For the pairs. */
    protected SpeedBenchmark() {}

    /** Runs both once; returns a result of each mixed together. */
    @Benchmark
    public long pair() {
        if (inC == null) {
            return javaAlone();
        }
        long startNs = THREADS.getCurrentThreadCpuTime();
        boolean isJavaFirst = (nrSamples++ & 1) == 0;
        long first = isJavaFirst ? runJava() : runC();
        long middleNs = THREADS.getCurrentThreadCpuTime();
        long second = isJavaFirst ? runC() : runJava();
        long endNs = THREADS.getCurrentThreadCpuTime();
        if (first != second) {
            throw new AssertionError("Java and C disagree: 0x" + Long.toHexString(first)
                    + " and 0x" + Long.toHexString(second) + (isJavaFirst ? "" : ", C first"));
        }
        double firstNs = middleNs - startNs;
        double secondNs = endNs - middleNs;
        record(isJavaFirst ? firstNs : secondNs, isJavaFirst ? secondNs : firstNs);
        return first;
    }

    @Override
    public void work() {
        pair();
    }

    /** Hands the figures of this iteration to the runner, which divides by the samples. */
    @TearDown(Level.Iteration)
    public void flushFigures() {
        ForkMetrics.add(JAVA, javaSumNs);
        if (nrRatios > 0) {
            Arrays.sort(ratios, 0, nrRatios);
            ForkMetrics.add(C, cSumNs);
            ForkMetrics.add(RATIO, ratios[nrRatios / 2] * nrRatios);
        }
        nrRatios = 0;
        javaSumNs = 0;
        cSumNs = 0;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    /** Does the work in Java; returns a result that C must return as well. */
    abstract long runJava();

    /** Does the work in C. */
    abstract long runC();

    /** Fails unless at least one pair ran. */
    final void checkRan() {
        if (nrSamples == 0) {
            throw new AssertionError("no pair was run");
        }
    }

    /** Binds the C side, where there is a compiler. */
    final void bind(String function, int nrArguments) {
        nrSamples = 0;
        try {
            inC = CRulers.load().function(function, nrArguments);
        } catch (CRulers.UnavailableException e) {
            inC = null;
            System.err.println(e.getMessage() + "; this row times Java alone");
        }
    }

    /** Calls the C side. */
    final long callC(long... arguments) {
        return Objects.requireNonNull(inC).call(arguments);
    }

    private long javaAlone() {
        long startNs = THREADS.getCurrentThreadCpuTime();
        long result = runJava();
        javaSumNs += THREADS.getCurrentThreadCpuTime() - startNs;
        nrSamples++;
        return result;
    }

    private void record(double javaNs, double cNs) {
        if (nrRatios == ratios.length) {
            ratios = Arrays.copyOf(ratios, 2 * nrRatios);
        }
        ratios[nrRatios++] = javaNs / Math.max(1, cNs);
        javaSumNs += javaNs;
        cSumNs += cNs;
    }
}
