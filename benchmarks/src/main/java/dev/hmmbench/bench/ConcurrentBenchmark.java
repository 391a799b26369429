package dev.hmmbench.bench;

import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Several threads at work in one kernel, with or without another one that creates and removes
 * pagemaps. The statistic is the wall throughput of all workers together.
 *
 * <p>Workers and the other thread share the machine's processors: with as many workers as there are
 * processors it takes time from them, in both designs.
 *
 * <p>Counted without JMH and without the other thread, so that exact counters stay exact.
 */
@State(Scope.Benchmark)
public abstract class ConcurrentBenchmark extends MeasuredFork {

    /** Name of the model. */
    @Param({"legacy", "devprivate"})
    public String model = "";

    /** Worker threads; the runner starts as many. */
    @Param({"1", "2"})
    public int threads = 1;

    /** Whether pagemaps come and go meanwhile. */
    @Param({"NONE", "CREATE_REMOVE"})
    public Churn.Kind churn = Churn.Kind.NONE;

    private final LongAdder nrSamples = new LongAdder();
    private @Nullable Churn running;

    /** For the benchmarks. */
    protected ConcurrentBenchmark() {}

    /** Starts the other thread before the first iteration. */
    @Setup(Level.Iteration)
    public void startChurn() {
        if (running == null && churn == Churn.Kind.CREATE_REMOVE) {
            running = Churn.start(opened());
        }
    }

    @TearDown(Level.Trial)
    @Override
    public final void tearDown() {
        if (running != null) {
            running.close();
            running = null;
        }
        end();
        if (nrSamples.sum() == 0) {
            throw new AssertionError("no worker did anything");
        }
    }

    /** Returns the samples of all workers. */
    final LongAdder nrSamples() {
        return nrSamples;
    }

    /** Returns bytes of struct pages that pagemaps need which come and go. */
    final long churnBytes() {
        return churn == Churn.Kind.NONE ? 0 : Churn.STRUCT_PAGE_BYTES;
    }

    /** Returns the design. */
    abstract OpenedModel opened();

    /** Gives everything back. */
    abstract void end();

    /** Returns what is there after set-up. */
    static <T> T made(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
