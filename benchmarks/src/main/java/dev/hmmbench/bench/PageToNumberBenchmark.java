package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Numbers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost to turn a device page into its number? Legacy: arithmetic on the address; new
 * design: the page's pagemap is read, no tree is walked. One sample is a batch of {@link
 * LookupSet#BATCH} pages drawn evenly from all pagemaps, or one page after the other.
 *
 * <p>Throughput of independent conversions, not the latency of one. The new design reads the struct
 * page and the legacy one does not, so its cost contains the cache misses that a later user of the
 * page would otherwise pay.
 *
 * <p>{@code ./hmmbench run --rows page-to-number}.
 */
@State(Scope.Benchmark)
public class PageToNumberBenchmark extends MeasuredFork {

    /** Name of the model. */
    @Param({"legacy", "devprivate"})
    public String model = "";

    /** Pagemaps of 4,096 pages. */
    @Param({"1", "8", "64", "512", "4096"})
    public int pagemaps;

    /** In which order pages are converted. */
    @Param({"SEQUENTIAL", "RANDOM"})
    public AccessOrder order = AccessOrder.RANDOM;

    private @Nullable LookupSet set;
    private long[] pages = {};
    private long nrSamples;

    @Override
    public long operationsPerSample() {
        return LookupSet.BATCH;
    }

    @Override
    public long memoryBytes() {
        return OpenedModel.memoryBytes(LookupSet.structPageBytes(pagemaps));
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        LookupSet made = LookupSet.open(model, pagemaps, order);
        set = made;
        pages = made.pages();
        nrSamples = 0;
    }

    /** Converts one batch; each number goes to the blackhole. */
    @Benchmark
    public void convert(Blackhole hole) {
        LookupSet current = Objects.requireNonNull(set);
        convertWindow(pages, current.nextWindow(), current.numbersOfModel(), hole);
        nrSamples++;
    }

    @Override
    public void work() {
        convert(SampleSink.create());
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        if (nrSamples == 0) {
            throw new AssertionError("nothing was converted");
        }
        Objects.requireNonNull(set).close();
    }

    @Override
    public Counters counters() {
        return Objects.requireNonNull(set).counters();
    }

    /** In a method of its own, so that it is compiled as a whole. */
    private static void convertWindow(long[] pages, int first, Numbers numbers, Blackhole hole) {
        for (int i = first; i < first + LookupSet.BATCH; i++) {
            hole.consume(numbers.numberOf(pages[i]));
        }
    }
}
