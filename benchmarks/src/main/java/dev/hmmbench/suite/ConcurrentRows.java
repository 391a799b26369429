package dev.hmmbench.suite;

import dev.hmmbench.bench.ConcurrentEmptyBenchmark;
import dev.hmmbench.bench.ConcurrentFaultBenchmark;
import dev.hmmbench.bench.ConcurrentLookupBenchmark;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.Unit;
import dev.hmmbench.suite.Suite.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rows of several threads, with and without another one that creates and removes pagemaps. On two
 * processors two workers beside that thread are more threads than processors.
 */
final class ConcurrentRows {

    /** Lookups. */
    static final RowKind LOOKUP = new RowKind("concurrent.lookup",
            ConcurrentLookupBenchmark.class,
            "lookups, {threads} threads, {pagemaps} pagemaps, churn {churn}",
            RowGroup.CONCURRENT, Unit.OPS_PER_SECOND, Primary.WALL_THROUGHPUT, 0.05,
            Map.of("threads", "2", "pagemaps", "3", "churn", "CREATE_REMOVE"));

    /** CPU faults. */
    static final RowKind FAULT = new RowKind("concurrent.fault", ConcurrentFaultBenchmark.class,
            "to device and faults, {threads} threads, churn {churn}",
            RowGroup.CONCURRENT, Unit.OPS_PER_SECOND, Primary.WALL_THROUGHPUT, 0.05,
            Map.of("threads", "2", "churn", "CREATE_REMOVE"));

    /** Nothing. */
    static final RowKind EMPTY = new RowKind("ruler.threads", ConcurrentEmptyBenchmark.class,
            "ruler: {threads} threads of a lookup row, no lookup", RowGroup.RULER,
            Unit.OPS_PER_SECOND, Primary.WALL_THROUGHPUT, 0.05, Map.of("threads", "2"));

    private static final int FEWEST_MOST = 2;
    private static final int MOST = 8;

    private ConcurrentRows() {}

    /** Returns the benchmarks. */
    static List<RowKind> kinds() {
        return List.of(LOOKUP, FAULT, EMPTY);
    }

    /**
     * Returns the rows of the full suite: 1 and 2 threads, 4 and 8 where there are processors.
     *
     * @param processors of this machine
     */
    static List<Choice> full(int processors) {
        List<Choice> rows = new ArrayList<>();
        int most = Math.clamp(processors, FEWEST_MOST, MOST);
        for (int threads = 1; threads <= most; threads *= 2) {
            String nrThreads = Integer.toString(threads);
            for (String churn : List.of("NONE", "CREATE_REMOVE")) {
                rows.add(Choice.headline(LOOKUP, Map.of("threads", nrThreads, "pagemaps", "64",
                        "churn", churn)).withControl());
                rows.add(Choice.headline(FAULT, Map.of("threads", nrThreads, "churn", churn)));
            }
            rows.add(Choice.detail(EMPTY, Map.of("threads", nrThreads)));
        }
        return rows;
    }
}
