package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.count.Counter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protects that the row measures the kernel's search: its exact counts are known by hand. */
class SearchBenchmarkTest {

    // The reference map has 15 regions at its top level. The K-th chunk finds K - 1 chunks in its
    // way: two blocked candidates each, and one that is free; each test walks every region.
    @ParameterizedTest
    @CsvSource({"FREE,0,1,15", "FREE,63,127,9906", "WINDOW,0,65537,1048592"})
    void legacy_oneOperation_countsTheKernelsSearch(
            SearchBenchmark.Top top, int others, long probes, long visits) {
        SearchBenchmark row = row("legacy", top, others);
        long operations = row.operationsPerSample();
        assertThat(row.counters().get(Counter.REGION_PROBES)).isEqualTo(probes * operations);
        assertThat(row.counters().get(Counter.REGION_NODES_VISITED))
                .isEqualTo(visits * operations);
        row.tearDown();
    }

    @Test
    void devprivate_manyOthers_leavesTheResourceTreeAlone() {
        SearchBenchmark row = row("devprivate", SearchBenchmark.Top.FREE, 63);
        assertThat(row.counters().get(Counter.REGION_PROBES)).isZero();
        assertThat(row.counters().get(Counter.TREE_LOCKS))
                .isEqualTo(2 * row.operationsPerSample());
        row.tearDown();
    }

    private static SearchBenchmark row(String model, SearchBenchmark.Top top, int others) {
        SearchBenchmark row = new SearchBenchmark();
        row.model = model;
        row.top = top;
        row.others = others;
        row.setUp();
        row.counters().reset();
        row.work();
        return row;
    }
}
