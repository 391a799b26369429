package dev.hmmbench.suite;

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

    private SearchRows() {}

    /** Returns the empty space, the window, and the K-th of 4,096 chunks. */
    static List<Suite.Choice> full() {
        List<Suite.Choice> rows = new ArrayList<>();
        rows.add(row("0", SearchBenchmark.Top.WINDOW));
        for (int others = 1; others <= 4096; others *= 2) {
            rows.add(row(String.valueOf(others - 1), SearchBenchmark.Top.FREE));
        }
        return rows;
    }

    private static Suite.Choice row(String others, SearchBenchmark.Top top) {
        return Suite.Choice.detail(SEARCH, Map.of("others", others, "top", top.name()));
    }
}
