package dev.hmmbench.suite;

import dev.hmmbench.bench.ChunksBenchmark;
import dev.hmmbench.bench.ReservationBenchmark;
import dev.hmmbench.bench.SearchBenchmark;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of the search for free numbers. */
final class SearchRows {

    /** One more chunk of 256 MiB. */
    static final RowKind SEARCH = new RowKind("search", SearchBenchmark.class,
            "place 256 MiB beside {others} chunks, top {top}", RowGroup.CHURN,
            Unit.NS_PER_OP, Primary.P50, 0.10, Map.of("others", "3", "top", "FREE"));

    /** Every one of many chunks. */
    static final RowKind CHUNKS = new RowKind("chunks", ChunksBenchmark.class,
            "place each of {chunks} chunks of 256 MiB", RowGroup.CHURN, Unit.NS_PER_OP,
            Primary.P50, 0.10, Map.of("chunks", "16"));

    /** Devices of odd sizes that come and go. */
    static final RowKind CHURN = new RowKind("churn", ReservationBenchmark.class,
            "odd sizes come and go, {space} space", RowGroup.CHURN, Unit.NS_PER_OP,
            Primary.P50, 0.05, Map.of("space", "CROWDED", "steps", "64"));

    private SearchRows() {}

    /** Returns the benchmarks. */
    static List<RowKind> kinds() {
        return List.of(SEARCH, CHUNKS, CHURN);
    }

    /**
     * Returns the empty space, the window, the K-th of 4,096 chunks, all of them in one row, and
     * devices that come and go.
     */
    static List<Suite.Choice> full() {
        List<Suite.Choice> rows = new ArrayList<>();
        rows.add(row("0", SearchBenchmark.Top.WINDOW));
        for (int others = 1; others <= 4096; others *= 2) {
            rows.add(row(String.valueOf(others - 1), SearchBenchmark.Top.FREE));
        }
        rows.add(Suite.Choice.detail(CHUNKS, Map.of("chunks", "4096")));
        for (ReservationBenchmark.Space space : ReservationBenchmark.Space.values()) {
            rows.add(Suite.Choice.detail(CHURN, Map.of("space", space.name(), "steps", "4000")));
        }
        return rows;
    }

    private static Suite.Choice row(String others, SearchBenchmark.Top top) {
        return Suite.Choice.detail(SEARCH, Map.of("others", others, "top", top.name()));
    }
}
