package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counter;
import dev.hmmbench.model.UnknownModelException;
import dev.hmmbench.physmem.Backing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protects the rows that run the designs: each must do the work it says, in both alike. */
class ModelRowsTest {

    private static final long PAGES = 512;

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate", "devprivate+indexed", "devprivate+hoisted",
        "devprivate+rcu"})
    void create_small_initialisesAndSplitsByPhase(String model) {
        CreateBenchmark row = new CreateBenchmark();
        row.model = model;
        row.sizeBytes = PAGES << 12;
        row.others = 2;
        row.setUp();
        long before = row.counters().get(Counter.STRUCT_PAGES_INITIALISED);
        ForkMetrics.takeLatest();
        row.work();
        row.publishPhases();
        Map<String, Double> phases = ForkMetrics.takeLatest();
        long initialised = row.counters().get(Counter.STRUCT_PAGES_INITIALISED) - before;
        row.tearDown();
        assertThat(phases).containsKeys("phase.reserve", "phase.backing", "phase.per-page",
                "phase.teardown-references", "phase.teardown-backing", "phase.teardown-numbers",
                "part.creation", "part.removal");
        assertThat(phases.containsKey("phase.zeroing")).isEqualTo(
                !model.equals("legacy") && !model.equals("devprivate+hoisted"));
        // The legacy design takes whole sections of 128 MiB.
        assertThat(initialised).isEqualTo(model.equals("legacy") ? 32_768 : PAGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate"})
    void create_fresh_runsAgainAfterItsMemoryWasTakenAway(String model) {
        CreateBenchmark row = new CreateBenchmark();
        row.model = model;
        row.sizeBytes = PAGES << 12;
        row.backing = Backing.FRESH;
        row.setUp();
        row.work();
        row.work();
        row.tearDown();
    }

    @Test
    void create_neverRun_failsAtTheEnd() {
        CreateBenchmark row = new CreateBenchmark();
        row.model = "legacy";
        row.sizeBytes = PAGES << 12;
        row.setUp();
        assertThatThrownBy(row::tearDown).isInstanceOf(AssertionError.class);
    }

    @Test
    void create_unknownModel_listsTheKnownOnes() {
        CreateBenchmark row = new CreateBenchmark();
        row.model = "legcy";
        row.sizeBytes = PAGES << 12;
        assertThatThrownBy(row::setUp).isInstanceOf(UnknownModelException.class)
                .hasMessageContaining("legacy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate"})
    void numberToPage_oneSample_looksUpOneBatch(String model) {
        NumberToPageBenchmark row = new NumberToPageBenchmark();
        row.model = model;
        row.pagemaps = 3;
        row.setUp();
        long before = row.counters().get(Counter.NUMBERS_TO_PAGES);
        row.work();
        assertThat(row.counters().get(Counter.NUMBERS_TO_PAGES) - before)
                .isEqualTo(row.operationsPerSample());
        row.tearDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate"})
    void pageToNumber_oneSample_convertsOneBatchWithoutWalk(String model) {
        PageToNumberBenchmark row = new PageToNumberBenchmark();
        row.model = model;
        row.pagemaps = 3;
        row.order = AccessOrder.SEQUENTIAL;
        row.setUp();
        long walks = row.counters().get(Counter.TREE_WALKS);
        long before = row.counters().get(Counter.PAGES_TO_NUMBERS);
        row.work();
        assertThat(row.counters().get(Counter.PAGES_TO_NUMBERS) - before)
                .isEqualTo(row.operationsPerSample());
        assertThat(row.counters().get(Counter.TREE_WALKS)).isEqualTo(walks);
        row.tearDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate"})
    void migrate_oneSample_walksAsTheRecordedKernelAndCopiesBothWays(String model) {
        MigrateBenchmark row = new MigrateBenchmark();
        row.model = model;
        row.sizeBytes = 16 << 12;
        row.others = 1;
        row.setUp();
        long walks = row.counters().get(Counter.TREE_WALKS);
        long copies = row.counters().get(Counter.PAGES_COPIED);
        row.work();
        assertThat(row.counters().get(Counter.PAGES_COPIED) - copies).isEqualTo(2 * 16);
        // Recorded kernel, Linux 6.19.6 with the series: 3 walks a page there and 6 back.
        assertThat(row.counters().get(Counter.TREE_WALKS) - walks)
                .isEqualTo(model.equals("legacy") ? 0 : 16 * (3 + 6));
        row.tearDown();
    }

    @Test
    void latencyLog_written_holdsOneTaggedHistogramEach(@TempDir Path folder)
            throws IOException {
        LatencyLog log = new LatencyLog();
        LatencyLog.record(log.of("to-device"), 1000);
        log.clear();
        LatencyLog.record(log.of("to-device"), 2000);
        LatencyLog.record(log.of("to-system"), Long.MAX_VALUE);
        Path file = folder.resolve("latency.hlog");
        log.write(file);
        assertThat(Files.readAllLines(file)).anyMatch(line -> line.startsWith("Tag=to-system,"));
        HistogramLogReader reader = new HistogramLogReader(file.toFile());
        EncodableHistogram first = reader.nextIntervalHistogram();
        assertThat(first.getTag()).isEqualTo("to-device");
        assertThat(((AbstractHistogram) first).getTotalCount()).isEqualTo(1);
        assertThat(((AbstractHistogram) first).valuesAreEquivalent(
                2000, ((AbstractHistogram) first).getMaxValue())).isTrue();
        reader.close();
    }
}
