package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counter;
import dev.hmmbench.device.DeviceShape;
import dev.hmmbench.model.UnknownModelException;
import dev.hmmbench.physmem.Backing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protects the rows that run the designs: each must do the work it says, in both alike. */
class ModelRowsTest {

    private static final long PAGES = 512;
    private static final AtomicReference<long[]> SINK = new AtomicReference<>();

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
    @EnumSource(Backing.class)
    void create_eachBacking_runsAgainAfterItsMemoryWasTakenAway(Backing backing) {
        for (String model : List.of("legacy", "devprivate")) {
            CreateBenchmark row = new CreateBenchmark();
            row.model = model;
            row.sizeBytes = PAGES << 12;
            row.backing = backing;
            row.setUp();
            row.work();
            row.work();
            row.tearDown();
        }
    }

    /** Nouveau registers 256 MiB at a time, xe all of it at once. */
    @ParameterizedTest
    @CsvSource({"XE,1", "AMDKFD,1", "PPC_ULTRAVISOR,1", "NOUVEAU,3", "DMIRROR,3"})
    void shape_eachDriver_registersItsPagemaps(DeviceShape shape, int pagemaps) {
        ShapeBenchmark row = new ShapeBenchmark();
        row.model = "devprivate";
        row.shape = shape;
        row.sizeBytes = 768L << 20;
        assertThat(row.operationsPerSample()).isEqualTo(pagemaps);
        row.setUp();
        row.counters().reset();
        row.work();
        assertThat(row.counters().get(Counter.STRUCT_PAGES_INITIALISED))
                .isEqualTo(row.sizeBytes >> 12);
        row.tearDown();
    }

    @Test
    void model_keptOpen_isMissedByTheNextOneThatCloses() {
        OpenedModel first = OpenedModel.open("legacy", 0, Backing.FRESH);
        OpenedModel second = OpenedModel.open("legacy", 0, Backing.FRESH);
        assertThatThrownBy(first::close).isInstanceOf(AssertionError.class)
                .hasMessageContaining("not given back");
        second.close();
    }

    @Test
    void untimed_workBetweenSamples_isHandedToTheProfilerOnce() {
        ForkMetrics.takeUntimed();
        Untimed.run(() -> SINK.set(new long[1 << 16]));
        ForkMetrics.Spent spent = ForkMetrics.takeUntimed();
        assertThat(spent.allocatedBytes()).isGreaterThanOrEqualTo(8L << 16);
        assertThat(spent.cpuNs()).isPositive();
        assertThat(ForkMetrics.takeUntimed().allocatedBytes()).isZero();
    }

    /** As posted, the series initialises all pages without a reschedule point, after zeroing. */
    @ParameterizedTest
    @CsvSource({"legacy, 64", "devprivate, 0", "devprivate+hoisted, 64"})
    void countByPhase_128MiB_findsPagesAndPointsInTheirPhase(String model, long points) {
        CreateBenchmark row = new CreateBenchmark();
        row.model = model;
        row.sizeBytes = OpenedModel.SECTION_BYTES;
        row.setUp();
        List<PhaseStep> steps = row.countByPhase();
        PhaseStep perPage = steps.stream().filter(step -> step.phase().equals("per-page"))
                .findFirst().orElseThrow();
        assertThat(perPage.part()).isEqualTo("creation");
        assertThat(perPage.counts()).containsEntry("struct-pages-initialised", 32_768L);
        assertThat(perPage.counts().getOrDefault("reschedule-points", 0L)).isEqualTo(points);
        assertThat(steps.stream().filter(step -> step != perPage))
                .noneMatch(step -> step.counts().containsKey("struct-pages-initialised"));
        assertThat(steps.getLast().part()).isEqualTo("removal");
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

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate"})
    void migrate_hugeFolios_walksForEachFolioAndCopiesAllOfIt(String model) {
        HugeMigrateBenchmark row = new HugeMigrateBenchmark();
        row.model = model;
        row.sizeBytes = 2 * PAGES << 12;
        row.setUp();
        row.counters().reset();
        row.work();
        assertThat(row.counters().get(Counter.PAGES_COPIED)).isEqualTo(2 * 2 * PAGES);
        assertThat(row.counters().get(Counter.TREE_WALKS))
                .isEqualTo(model.equals("legacy") ? 0 : 2 * (3 + 6));
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
