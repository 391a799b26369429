package dev.hmmbench.bench;

import dev.hmmbench.model.Numbers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
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
public class PageToNumberBenchmark extends LookupBenchmark {

    private long[] pages = {};

    @Override
    void begin(LookupSet made) {
        pages = made.pages();
    }

    /** Converts one batch; each number goes to the blackhole. */
    @Benchmark
    public void convert(Blackhole hole) {
        LookupSet current = nextSample();
        convertWindow(pages, current.nextWindow(), current.numbersOfModel(), hole);
    }

    @Override
    public void work() {
        convert(SampleSink.create());
    }

    /** In a method of its own, so that it is compiled as a whole. */
    private static void convertWindow(long[] pages, int first, Numbers numbers, Blackhole hole) {
        for (int i = first; i < first + LookupSet.BATCH; i++) {
            hole.consume(numbers.numberOf(pages[i]));
        }
    }
}
