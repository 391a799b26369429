package dev.hmmbench.suite;

import dev.hmmbench.bench.EmptyBenchmark;
import dev.hmmbench.bench.MemoryRulerBenchmark;
import dev.hmmbench.bench.SpinRulerBenchmark;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.Unit;
import java.util.List;
import java.util.Map;

/** The benchmarks that suites choose their rows from. */
public final class Rows {

    /** The clock of the processor. */
    public static final RowKind SPIN = new RowKind("ruler.spin", SpinRulerBenchmark.class,
            "ruler: dependent integer steps, no memory", RowGroup.RULER, Unit.NS_PER_OP,
            Primary.P50, 0.03, Map.of("steps", "64"));

    /** The speed of memory, through the C library. */
    public static final RowKind MEMORY = new RowKind("ruler.mem", MemoryRulerBenchmark.class,
            "ruler: {call} of {sizeBytes}, per KiB", RowGroup.RULER, Unit.NS_PER_OP,
            Primary.P10, 0.10, Map.of("call", "MEMSET", "sizeBytes", "8192"));

    /** What the harness itself costs. */
    public static final RowKind EMPTY = new RowKind("ruler.empty", EmptyBenchmark.class,
            "ruler: a lookup row without the lookup", RowGroup.RULER, Unit.NS_PER_OP,
            Primary.P50, 0.05, Map.of("numbers", "16"));

    private Rows() {}

    /** Returns all benchmarks, in the order of the report. */
    public static List<RowKind> all() {
        return List.of(SPIN, MEMORY, EMPTY);
    }

    /**
     * Returns the benchmark of that short name.
     *
     * @throws IllegalArgumentException if this build has none
     */
    public static RowKind named(String name) {
        return all().stream().filter(kind -> kind.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "this build has no benchmark " + name));
    }
}
