package dev.hmmbench.bench;

import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One thread of a row of several: counts its samples by itself, and reports them in between. */
@State(Scope.Thread)
public abstract class ConcurrentWorker {

    private @Nullable LongAdder total;
    private long nrSamples;

    /** For the benchmarks. */
    protected ConcurrentWorker() {}

    /** Makes it report to the row's total. */
    final void reportTo(LongAdder rowTotal) {
        total = rowTotal;
    }

    /** Counts a sample. */
    final void endSample() {
        nrSamples++;
    }

    /** Reports what was done. */
    @TearDown(Level.Iteration)
    public final void report() {
        Objects.requireNonNull(total).add(nrSamples);
        nrSamples = 0;
    }
}
