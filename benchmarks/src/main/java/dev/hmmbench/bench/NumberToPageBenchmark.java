package dev.hmmbench.bench;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.Numbers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost to turn a device page number into its struct page? Legacy: arithmetic; new
 * design: a walk through the tree of pagemaps. One sample is a batch of {@link LookupSet#BATCH}
 * lookups of pages drawn evenly from all pagemaps, or of one page after the other.
 *
 * <p>With {@link Read#FLAGS} each lookup is followed by a load of the page's flags, as every caller
 * in the kernel does sooner or later: then both designs pay the same cache misses on struct pages.
 *
 * <p>Throughput of independent lookups, not the latency of one: lookups of a batch overlap. Does
 * not show readers beside a creation or removal.
 *
 * <p>{@code ./hmmbench run --rows number-to-page}.
 */
@State(Scope.Benchmark)
public class NumberToPageBenchmark extends LookupBenchmark {

    /** What a lookup is followed by. */
    public enum Read {
        /** Nothing: the address alone. */
        NOTHING,
        /** A load of the page's flags. */
        FLAGS
    }

    /** What follows each lookup. */
    @Param({"NOTHING", "FLAGS"})
    public Read read = Read.NOTHING;

    private long[] numbers = {};

    @Override
    void begin(LookupSet made) {
        numbers = made.numbers();
    }

    /** Looks one batch up; each result goes to the blackhole. */
    @Benchmark
    public void lookUp(Blackhole hole) {
        LookupSet current = nextSample();
        int first = current.nextWindow();
        if (read == Read.FLAGS) {
            readFlags(numbers, first, current.numbersOfModel(), hole);
        } else {
            findPages(numbers, first, current.numbersOfModel(), hole);
        }
    }

    @Override
    public void work() {
        lookUp(SampleSink.create());
    }

    /** In a method of its own, so that it is compiled as a whole. */
    private static void findPages(long[] numbers, int first, Numbers lookup, Blackhole hole) {
        for (int i = first; i < first + LookupSet.BATCH; i++) {
            hole.consume(lookup.pageOf(numbers[i]));
        }
    }

    private static void readFlags(long[] numbers, int first, Numbers lookup, Blackhole hole) {
        for (int i = first; i < first + LookupSet.BATCH; i++) {
            hole.consume(StructPage.flags(lookup.pageOf(numbers[i])));
        }
    }
}
