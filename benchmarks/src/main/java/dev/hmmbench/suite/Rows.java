package dev.hmmbench.suite;

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

    private Rows() {}

    /** Returns all benchmarks, in the order of the report. */
    public static List<RowKind> all() {
        return List.of(SPIN);
    }
}
