package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How far do threads of the harness itself disturb one another? The batch of a concurrent lookup
 * row with the lookup left out. What two threads reach here, of twice one thread's throughput, is
 * the most that any concurrent row can reach on this machine.
 *
 * <p>{@code ./hmmbench run --suite full --rows ruler.threads}.
 */
@State(Scope.Benchmark)
public class ConcurrentEmptyBenchmark extends MeasuredFork {

    private static final long SEED = 1;

    /** Worker threads; the runner starts as many. */
    @Param({"1", "2"})
    public int threads = 1;

    private final Counters counters = new Counters();
    private final LongAdder nrSamples = new LongAdder();
    private final AtomicInteger nrWorkers = new AtomicInteger();
    private long[] list = {};

    /** One thread. */
    @State(Scope.Thread)
    public static class Worker extends LookupWorker {

        /** Starts each worker in another part of the list. */
        @Setup(Level.Trial)
        public void begin(ConcurrentEmptyBenchmark row) {
            begin(row.nrSamples, row.nrWorkers);
        }
    }

    @Override
    public long operationsPerSample() {
        return LookupSet.BATCH;
    }

    @Override
    public long memoryBytes() {
        return 0;
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        list = new SplittableRandom(SEED)
                .longs((long) LookupSet.BATCH * LookupSet.NR_WINDOWS).toArray();
    }

    /** Hands one batch to the blackhole. */
    @Benchmark
    public void nothing(Worker worker, Blackhole hole) {
        EmptyBenchmark.consume(list, worker.nextBatch(), LookupSet.BATCH, hole);
        worker.endSample();
    }

    @Override
    public void work() {
        Worker worker = new Worker();
        worker.begin(this);
        nothing(worker, SampleSink.create());
        worker.report();
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        if (nrSamples.sum() == 0) {
            throw new AssertionError("no batch was handed over");
        }
    }

    @Override
    public Counters counters() {
        return counters;
    }
}
