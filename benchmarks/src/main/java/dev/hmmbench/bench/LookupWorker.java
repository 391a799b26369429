package dev.hmmbench.bench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A worker with a place in a list of {@link LookupSet#NR_WINDOWS} batches. */
@State(Scope.Thread)
public abstract class LookupWorker extends ConcurrentWorker {

    private int window;

    /** For the benchmarks. */
    protected LookupWorker() {}

    /** Starts each worker in another part of the list. */
    final void begin(LongAdder rowTotal, AtomicInteger nrWorkers) {
        reportTo(rowTotal);
        window = nrWorkers.getAndIncrement() * (LookupSet.NR_WINDOWS / 4 + 1)
                % LookupSet.NR_WINDOWS;
    }

    /** Returns where the next batch begins in the list. */
    final int nextBatch() {
        int first = window * LookupSet.BATCH;
        window = (window + 1) % LookupSet.NR_WINDOWS;
        return first;
    }
}
