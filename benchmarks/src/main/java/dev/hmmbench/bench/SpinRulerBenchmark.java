package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How fast is this processor right now? A chain of dependent integer steps in registers: it touches
 * no memory, so it follows the clock of the core and nothing else. A round in which it deviates was
 * disturbed.
 *
 * <p>Does not show memory bandwidth or latency; {@code ./hmmbench run --rows spin} runs it alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
public class SpinRulerBenchmark implements Workload {

    private static final long SEED = 0x9E3779B97F4A7C15L;

    /** Steps in one sample; 16,384 take some 20 us. */
    @Param("16384")
    public int steps;

    private final Counters counters = new Counters();
    private long seed = SEED;
    private long result;

    @Override
    public long operationsPerSample() {
        return steps;
    }

    @Override
    public long memoryBytes() {
        return 0;
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        seed = SEED;
        result = 0;
    }

    /** Does one sample; the value keeps the compiler from leaving it out. */
    @Benchmark
    public long spin() {
        long value = seed;
        for (int i = 0; i < steps; i++) {
            value ^= value << 13;
            value ^= value >>> 7;
            value ^= value << 17;
        }
        result = value;
        return value;
    }

    @Override
    public void work() {
        spin();
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        if (result == 0 || result == seed) {
            throw new AssertionError("the spin of " + steps + " steps did not run");
        }
    }

    @Override
    public Counters counters() {
        return counters;
    }
}
