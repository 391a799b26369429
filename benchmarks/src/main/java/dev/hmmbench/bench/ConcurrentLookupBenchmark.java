package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Numbers;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Do lookups of several threads disturb one another, and does a creation or removal disturb them?
 * Each worker turns numbers into pages, {@link LookupSet#BATCH} at a time, drawn at random from
 * {@link #pagemaps} pagemaps that stay. Workers read the same list and write nothing that is
 * shared.
 *
 * <p>Beside creation and removal the tree of the series as posted fails; those rows run its RCU
 * variant.
 *
 * <p>{@code ./hmmbench run --suite full --rows concurrent.lookup}.
 */
public class ConcurrentLookupBenchmark extends ConcurrentBenchmark {

    /** Pagemaps of 4,096 pages that stay. */
    @Param({"8", "64"})
    public int pagemaps;

    private final AtomicInteger nrWorkers = new AtomicInteger();
    private @Nullable LookupSet set;

    /** One thread of lookups. */
    @State(Scope.Thread)
    public static class Worker extends LookupWorker {

        /** Starts each worker in another part of the list. */
        @Setup(Level.Trial)
        public void begin(ConcurrentLookupBenchmark row) {
            begin(row.nrSamples(), row.nrWorkers);
        }
    }

    @Override
    public long operationsPerSample() {
        return LookupSet.BATCH;
    }

    @Override
    public long memoryBytes() {
        return OpenedModel.memoryBytes(LookupSet.structPageBytes(pagemaps) + churnBytes());
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        set = LookupSet.open(model, pagemaps, AccessOrder.RANDOM, churnBytes());
    }

    /** Looks one batch up; each result goes to the blackhole. */
    @Benchmark
    public void lookUp(Worker worker, Blackhole hole) {
        LookupSet current = made(set);
        findPages(current.numbers(), worker.nextBatch(), current.numbersOfModel(), hole);
        worker.endSample();
    }

    @Override
    public void work() {
        Worker worker = new Worker();
        worker.begin(this);
        lookUp(worker, SampleSink.create());
        worker.report();
    }

    @Override
    public Counters counters() {
        return made(set).counters();
    }

    @Override
    OpenedModel opened() {
        return made(set).opened();
    }

    @Override
    void end() {
        made(set).close();
    }

    /** In a method of its own, so that it is compiled as a whole. */
    private static void findPages(long[] numbers, int first, Numbers lookup, Blackhole hole) {
        for (int i = first; i < first + LookupSet.BATCH; i++) {
            hole.consume(lookup.pageOf(numbers[i]));
        }
    }
}
