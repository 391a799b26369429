package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Conversions between numbers and pages of a {@link LookupSet}, a batch in each sample. Throughput
 * of independent conversions, not the latency of one: those of a batch overlap.
 */
@State(Scope.Benchmark)
public abstract class LookupBenchmark extends SampledFork {

    /** Name of the model. */
    @Param({"legacy", "devprivate"})
    public String model = "";

    /** Pagemaps of 4,096 pages. */
    @Param({"1", "8", "64", "512", "4096"})
    public int pagemaps;

    /** In which order pages are visited. */
    @Param({"SEQUENTIAL", "RANDOM"})
    public AccessOrder order = AccessOrder.RANDOM;

    private @Nullable LookupSet set;
    private long nrSamples;

    /** For the benchmarks. */
    protected LookupBenchmark() {}

    @Override
    public final long operationsPerSample() {
        return LookupSet.BATCH;
    }

    @Override
    public final long memoryBytes() {
        return OpenedModel.memoryBytes(LookupSet.structPageBytes(pagemaps));
    }

    @Setup(Level.Trial)
    @Override
    public final void setUp() {
        LookupSet made = LookupSet.open(model, pagemaps, order);
        set = made;
        begin(made);
        nrSamples = 0;
    }

    @TearDown(Level.Trial)
    @Override
    public final void tearDown() {
        if (nrSamples == 0) {
            throw new AssertionError("nothing was converted");
        }
        Objects.requireNonNull(set).close();
    }

    @Override
    public final Counters counters() {
        return Objects.requireNonNull(set).counters();
    }

    /** Takes from the set what a sample needs. */
    abstract void begin(LookupSet made);

    /** Returns the set, for the sample that begins. */
    final LookupSet nextSample() {
        nrSamples++;
        return Objects.requireNonNull(set);
    }
}
