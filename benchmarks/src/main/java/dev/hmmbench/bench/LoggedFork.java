package dev.hmmbench.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** A fork that keeps a log of all its samples, and forgets those of the warm-up. */
@State(Scope.Benchmark)
public abstract class LoggedFork extends MeasuredFork {

    private boolean isMeasuring;

    /** For the benchmarks. */
    protected LoggedFork() {}

    /** Forgets the warm-up when the first measured iteration begins. */
    @Setup(Level.Iteration)
    public final void beginIteration(IterationParams iteration) {
        if (!isMeasuring && iteration.getType() == IterationType.MEASUREMENT) {
            isMeasuring = true;
            forgetSamples();
        }
    }

    /** Empties the log. */
    abstract void forgetSamples();
}
