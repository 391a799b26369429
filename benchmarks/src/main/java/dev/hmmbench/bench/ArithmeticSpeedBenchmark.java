package dev.hmmbench.bench;

import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How close does a lookup by arithmetic, base plus number times 64, come to the same in C? Random
 * numbers, each followed by a load of the page's flags; 8,192 struct pages fit a cache of 512 KiB,
 * 4,194,304 (256 MiB) no cache.
 *
 * <p>{@code ./hmmbench run --rows speed.arithmetic}.
 */
@State(Scope.Benchmark)
public class ArithmeticSpeedBenchmark extends SpeedBenchmark {

    /** Lookups of one sample. */
    private static final int BATCH = 1 << 17;
    private static final long SEED = 41;

    /** Struct pages that numbers are drawn from. */
    @Param({"8192", "4194304"})
    public int pages;

    private @Nullable Mapping structPages;
    private @Nullable Mapping listInC;
    private final long[] list = new long[BATCH];
    private long base;
    private long expected;

    @Override
    public long operationsPerSample() {
        return BATCH;
    }

    @Override
    public long memoryBytes() {
        return (long) pages * StructPage.SIZE_BYTES + (long) BATCH * Long.BYTES;
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        Mapping pagesMapping =
                Mapping.map((long) pages * StructPage.SIZE_BYTES, Mapping.Pages.HUGE);
        Mapping listMapping = Mapping.map((long) BATCH * Long.BYTES, Mapping.Pages.HUGE);
        structPages = pagesMapping;
        listInC = listMapping;
        base = pagesMapping.address();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < pages; i++) {
            StructPage.setFlags(base + ((long) i << StructPage.SIZE_SHIFT), random.nextInt());
        }
        expected = 0;
        for (int i = 0; i < BATCH; i++) {
            list[i] = random.nextInt(pages);
            Memory.putLong(listMapping.address() + (long) i * Long.BYTES, list[i]);
            expected += StructPage.flags(base + list[i] * StructPage.SIZE_BYTES);
        }
        bind("sum_flags_by_arithmetic", 3);
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        long sum = runJava();
        Objects.requireNonNull(structPages).close();
        Objects.requireNonNull(listInC).close();
        checkRan();
        if (sum != expected) {
            throw new AssertionError("flags add up to " + sum + ", not " + expected);
        }
    }

    @Override
    long runJava() {
        return sumFlags(base, list);
    }

    @Override
    long runC() {
        return callC(
                base, Objects.requireNonNull(listInC).address(), BATCH);
    }

    /** In a method of its own, so that it is compiled as a whole. */
    private static long sumFlags(long base, long[] list) {
        long sum = 0;
        for (long number : list) {
            sum += StructPage.flags(base + (number << StructPage.SIZE_SHIFT));
        }
        return sum;
    }
}
