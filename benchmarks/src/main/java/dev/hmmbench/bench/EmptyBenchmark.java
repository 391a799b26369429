package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does the harness itself cost? The batch of a lookup row with the lookup left out: read a
 * number from the list, hand it to the blackhole. Its nanoseconds and its allocated bytes are what
 * every lookup row contains besides the lookup.
 *
 * <p>{@code ./hmmbench run --rows ruler.empty}.
 */
@State(Scope.Benchmark)
public class EmptyBenchmark extends MeasuredFork {

    private static final long SEED = 1;

    /** Numbers of one sample. */
    @Param("16384")
    public int numbers;

    private final Counters counters = new Counters();
    private long[] list = {};
    private int window;
    private long nrSamples;

    @Override
    public long operationsPerSample() {
        return numbers;
    }

    @Override
    public long memoryBytes() {
        return 0;
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        SplittableRandom random = new SplittableRandom(SEED);
        list = random.longs((long) numbers * LookupSet.NR_WINDOWS).toArray();
        nrSamples = 0;
    }

    /** Hands one batch to the blackhole. */
    @Benchmark
    public void nothing(Blackhole hole) {
        consume(list, window * numbers, numbers, hole);
        window = (window + 1) % LookupSet.NR_WINDOWS;
        nrSamples++;
    }

    @Override
    public void work() {
        nothing(SampleSink.create());
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        if (nrSamples == 0) {
            throw new AssertionError("no batch was handed over");
        }
    }

    @Override
    public Counters counters() {
        return counters;
    }

    static void consume(long[] list, int first, int length, Blackhole hole) {
        for (int i = first; i < first + length; i++) {
            hole.consume(list[i]);
        }
    }
}
