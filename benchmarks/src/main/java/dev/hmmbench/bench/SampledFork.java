package dev.hmmbench.bench;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * A fork of one thread that takes one sample after the other. Each begins when nobody shares the
 * processor's core, or when that has not come within {@link #PATIENCE_NS}. So what a neighbour
 * takes, and not from both designs alike, stays out of most samples, by a rule that knows nothing
 * of their values. How often the core was shared is the metric {@link ForkMetrics#SHARED_CORE}.
 */
@State(Scope.Benchmark)
public abstract class SampledFork extends MeasuredFork {

    /** How long a sample waits for the core at most. */
    private static final long PATIENCE_NS = 4_000_000;

    private final SharedCore core = new SharedCore();
    /** What JMH does; null before its first iteration, and always where nothing is timed. */
    private @Nullable IterationType phase;
    private long waitedNs;

    /** For the benchmarks. */
    protected SampledFork() {}

    /** Tells warm-up from measurement, and forgets the warm-up when that begins. */
    @Setup(Level.Iteration)
    public final void beginIteration(IterationParams iteration) {
        if (phase == null) {
            core.settle();
        }
        boolean wasMeasuring = phase == IterationType.MEASUREMENT;
        phase = iteration.getType();
        if (phase == IterationType.MEASUREMENT && !wasMeasuring) {
            Untimed.run(this::forgetSamples);
            core.forget();
        }
        waitedNs = 0;
    }

    /** Makes the next sample possible and waits for its moment. */
    @Setup(Level.Invocation)
    public final void beginSample() {
        prepareSample();
        if (phase == IterationType.MEASUREMENT) {
            long startNs = System.nanoTime();
            core.await(PATIENCE_NS);
            waitedNs += System.nanoTime() - startNs;
        }
    }

    /** Tells the runner how it was. */
    @TearDown(Level.Iteration)
    public final void endIteration() {
        ForkMetrics.addUntimed(waitedNs, 0);
        ForkMetrics.set(ForkMetrics.SHARED_CORE, core.share());
    }

    /** Does what must be done before each sample; not measured. */
    void prepareSample() {}

    /** Empties logs of samples. */
    void forgetSamples() {}

    /** Tells whether JMH still warms the fork up. */
    final boolean isWarmup() {
        return phase == IterationType.WARMUP;
    }
}
