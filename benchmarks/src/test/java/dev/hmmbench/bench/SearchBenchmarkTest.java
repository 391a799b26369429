package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counter;
import dev.hmmbench.platform.IomemEntry;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.platform.PageTableLevels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protects that the row measures the kernel's search: its exact counts are known by hand. */
class SearchBenchmarkTest {

    private static final long GIB = 1L << 30;

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

    @Test
    void window_referenceMap_takesTheTop8Tib() {
        assertThat(SearchBenchmark.withWindow(Machine.reference()).topLevel().getLast())
                .isEqualTo(new IomemEntry("PCI Bus 0000:00", 56L << 40, (64L << 40) - 1, 0));
    }

    // RRR ....WWWW TT: the top of the space is taken, so the window lies in the hole below.
    @Test
    void window_topTakenAndLittleRoom_takesHalfOfTheHighestHole() {
        Machine small = new Machine("small", List.of(new IomemEntry("RAM", 0, 4 * GIB - 1, 0),
                new IomemEntry("Reserved", 15 * GIB, 16 * GIB - 1, 0)),
                Limits.x86(34, PageTableLevels.FOUR));
        assertThat(SearchBenchmark.withWindow(small).topLevel().get(1)).isEqualTo(new IomemEntry(
                "PCI Bus 0000:00", 15 * GIB - 11 * GIB / 2, 15 * GIB - 1, 0));
    }

    @Test
    void window_noRoom_saysSo() {
        Machine full = new Machine("full", List.of(new IomemEntry("RAM", 0, 4 * GIB - 1, 0)),
                Limits.x86(32, PageTableLevels.FOUR));
        assertThatThrownBy(() -> SearchBenchmark.withWindow(full))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("no room");
    }

    @Test
    void machine_ofAFile_isTheOneThatIsSearched(@TempDir Path folder) throws IOException {
        Path map = Files.writeString(folder.resolve("map.txt"),
                "00000000-ffffffff : System RAM\n100000000-1ffffffff : Reserved\n");
        System.setProperty(OpenedModel.IOMEM_PROPERTY, map.toString());
        try {
            SearchBenchmark row = row("legacy", SearchBenchmark.Top.FREE, 0);
            assertThat(row.counters().get(Counter.REGION_NODES_VISITED))
                    .isEqualTo(2 * row.operationsPerSample());
        } finally {
            System.clearProperty(OpenedModel.IOMEM_PROPERTY);
        }
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
