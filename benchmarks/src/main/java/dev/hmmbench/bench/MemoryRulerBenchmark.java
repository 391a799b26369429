package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.NativeFunction;
import dev.hmmbench.memory.NativeLibrary;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How fast does this machine's memory go right now? The C library's memset or memcpy over {@link
 * #sizeBytes} of memory that was touched before, on huge pages where the system gives them; one
 * call is one sample, one operation a KiB.
 *
 * <p>{@code ./hmmbench run --rows ruler.mem}.
 */
@State(Scope.Benchmark)
public class MemoryRulerBenchmark extends SampledFork {

    /** Which function is called. */
    public enum Call {
        /** memset: writes only. */
        MEMSET,
        /** memcpy: reads and writes. */
        MEMCPY
    }

    private static final long OPERATION_BYTES = 1024;

    /** Which function is called. */
    @Param({"MEMSET", "MEMCPY"})
    public Call call = Call.MEMSET;

    /** Bytes written by one call: 64 MiB lie beyond every cache. */
    @Param("67108864")
    public long sizeBytes;

    private final Counters counters = new Counters();
    private @Nullable Mapping source;
    private @Nullable Mapping target;
    private @Nullable NativeFunction function;
    private int value;

    @Override
    public long operationsPerSample() {
        return sizeBytes / OPERATION_BYTES;
    }

    @Override
    public long memoryBytes() {
        return 2 * sizeBytes;
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        source = touched(sizeBytes);
        target = touched(sizeBytes);
        function = NativeLibrary.libC().function(
                call == Call.MEMSET ? "memset" : "memcpy", 3);
        value = 0;
    }

    /** Writes the memory once. */
    @Benchmark
    public long write() {
        long to = Objects.requireNonNull(target).address();
        NativeFunction called = Objects.requireNonNull(function);
        value = value % 100 + 1;
        if (call == Call.MEMSET) {
            return called.call(to, value, sizeBytes);
        }
        long from = Objects.requireNonNull(source).address();
        Memory.putLong(from + sizeBytes - Long.BYTES, repeated(value));
        return called.call(to, from, sizeBytes);
    }

    @Override
    public void work() {
        write();
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        Mapping to = Objects.requireNonNull(target);
        long last = Memory.getLong(to.address() + sizeBytes - Long.BYTES);
        to.close();
        Objects.requireNonNull(source).close();
        if (value == 0 || last != repeated(value)) {
            throw new AssertionError(call + " left 0x" + Long.toHexString(last)
                    + " behind, not byte " + value);
        }
    }

    @Override
    public Counters counters() {
        return counters;
    }

    private static Mapping touched(long sizeBytes) {
        Mapping mapping = Mapping.map(sizeBytes, Mapping.Pages.HUGE);
        mapping.touch();
        return mapping;
    }

    private static long repeated(int value) {
        return value * 0x0101010101010101L;
    }
}
