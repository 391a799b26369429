package dev.hmmbench.suite;

import dev.hmmbench.bench.CreateBenchmark;
import dev.hmmbench.bench.EmptyBenchmark;
import dev.hmmbench.bench.HugeMigrateBenchmark;
import dev.hmmbench.bench.MemoryRulerBenchmark;
import dev.hmmbench.bench.MigrateBenchmark;
import dev.hmmbench.bench.NumberToPageBenchmark;
import dev.hmmbench.bench.PageToNumberBenchmark;
import dev.hmmbench.bench.SpinRulerBenchmark;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.Unit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The benchmarks that suites choose their rows from. */
public final class Rows {

    /** Creation and removal of a pagemap. */
    public static final RowKind CREATE = new RowKind("create", CreateBenchmark.class,
            "create and remove {sizeBytes}, {others} others, {backing}", RowGroup.CREATE,
            Unit.NS_PER_OP, Primary.P10, 0.05, Map.of("sizeBytes", "134217728", "others", "1",
                    "backing", "POOLED"));

    /** From the number of a device page to its struct page. */
    public static final RowKind NUMBER_TO_PAGE = new RowKind("number-to-page",
            NumberToPageBenchmark.class, "number to page, {pagemaps} pagemaps, {order}, reading "
                    + "{read}",
            RowGroup.LOOKUP, Unit.NS_PER_OP, Primary.P10, 0.03,
            Map.of("pagemaps", "8", "order", "RANDOM", "read", "FLAGS"));

    /** From a device page to its number. */
    public static final RowKind PAGE_TO_NUMBER = new RowKind("page-to-number",
            PageToNumberBenchmark.class, "page to number, {pagemaps} pagemaps, {order}",
            RowGroup.LOOKUP, Unit.NS_PER_OP, Primary.P10, 0.03,
            Map.of("pagemaps", "8", "order", "RANDOM"));

    /** Migration of anonymous memory to the device and back. */
    public static final RowKind MIGRATE = new RowKind("migrate", MigrateBenchmark.class,
            "migrate {sizeBytes} there and back, {others} others", RowGroup.MIGRATE,
            Unit.NS_PER_PAGE, Primary.P10, 0.05, Map.of("sizeBytes", "65536", "others", "1"));

    /** The same in folios of 2 MiB. */
    public static final RowKind MIGRATE_2M = new RowKind("migrate2m", HugeMigrateBenchmark.class,
            "migrate {sizeBytes} in 2 MiB there and back, {others} others", RowGroup.MIGRATE,
            Unit.NS_PER_PAGE, Primary.P10, 0.05, Map.of("sizeBytes", "4194304", "others", "1"));

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
        return Stream.of(List.of(CREATE), ScaleRows.kinds(),
                        List.of(NUMBER_TO_PAGE, PAGE_TO_NUMBER, MIGRATE, MIGRATE_2M),
                        OperationRows.kinds(), ConcurrentRows.kinds(), SearchRows.kinds(),
                        List.of(SPIN, MEMORY, EMPTY), SpeedRows.kinds())
                .flatMap(List::stream).toList();
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
