package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.PendingFork;
import dev.hmmbench.results.run.Prominence;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.Shard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

/** Protects the way from a real fork to its record: what JMH returns must all arrive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JmhForksTest {

    private static final ForkTiming TIMING = new ForkTiming(1, 1, 20, 3, 20);

    private final AtomicInteger steps = new AtomicInteger();
    private @Nullable ForkRecord record;
    private @Nullable ForkRecord ofDesign;
    private String jmhLog = "";

    @BeforeAll
    void measureTwoForks(@TempDir Path folder) throws Exception {
        RowSpec row = Rows.SPIN.row(Map.of("steps", "16384"), Prominence.DETAIL,
                List.of("ruler"));
        PendingFork fork = new PendingFork(1, 0, row,
                new Arm("ruler", "none", Arm.Role.RULER));
        try (JmhForks forks = new JmhForks(folder, Shard.WHOLE, TIMING, MachineMap.bundled(),
                Optional.empty())) {
            record = forks.launch(fork, steps::incrementAndGet);
            RowSpec lookup = Rows.NUMBER_TO_PAGE.row(Rows.NUMBER_TO_PAGE.smallParams(),
                    Prominence.DETAIL, List.of("legacy"));
            ofDesign = forks.launch(new PendingFork(1, 1, lookup, Arm.reference("legacy")),
                    () -> { });
        }
        jmhLog = Files.readString(folder.resolve(JmhForks.LOG));
    }

    private ForkRecord.Measured measured() {
        assertThat(record).isInstanceOf(ForkRecord.Measured.class);
        return (ForkRecord.Measured) record;
    }

    @Test
    void fork_everyIterationKept_isReturned() {
        assertThat(measured().iterations()).hasSize(TIMING.iterations());
        assertThat(steps).hasValue(TIMING.iterations() + TIMING.warmupIterations());
    }

    @Test
    void fork_samples_areTimesOfBatches() {
        assertThat(measured().samples().count()).isGreaterThan(10);
        // 16,384 dependent steps of three instructions each take 2 us at the very least.
        assertThat(measured().samples().min()).isGreaterThan(2_000);
    }

    @Test
    void fork_cpuTime_isOfTheWorkers() {
        assertThat(measured().cpu().threadNs()).isPositive();
        assertThat(measured().cpu().operations()).isGreaterThan(16384);
        assertThat(measured().metrics()).containsKeys(Metric.THREAD_CPU, Metric.PROCESS_CPU);
        // Few operations on a busy machine: then the fork's own allocations would drown a row's.
        assertThat(measured().metrics().containsKey(Metric.ALLOCATED))
                .isEqualTo(measured().cpu().operations() >= 10_000_000);
    }

    /** With two designs loaded the calls behind the contract would no longer be direct. */
    @Test
    void fork_ofADesign_loadedNoOther() {
        assertThat(ofDesign).isInstanceOf(ForkRecord.Measured.class);
        assertThat(((ForkRecord.Measured) ofDesign).jvm().loadedDesigns())
                .containsExactly("dev.hmmbench.legacy");
    }

    @Test
    void fork_jvm_loadedNoDesign() {
        assertThat(measured().jvm().loadedClasses()).isGreaterThan(300);
        assertThat(measured().jvm().loadedDesigns()).isEmpty();
        assertThat(measured().disturbance().minorFaults()).isPositive();
    }

    @Test
    void fork_wordsOfJmh_areInItsLog() {
        assertThat(jmhLog).contains("SpinRulerBenchmark.spin", "-XX:+UseParallelGC",
                "-XX:CompileCommand=inline,dev.hmmbench.memory.*::*");
    }
}
