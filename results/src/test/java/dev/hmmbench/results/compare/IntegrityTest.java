package dev.hmmbench.results.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.JvmInfo;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.synthetic.Edit;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Protects against silent gaps: whatever is missing or odd in a run has a line of its own. */
final class IntegrityTest {

    private final RunData data = new SyntheticRun(5, 6)
            .row(SyntheticRow.time("a", 50, 1.0, 0.01))
            .row(SyntheticRow.throughput("b", 50, 1.0, 0.01)).data();

    private static Integrity integrity(RunData run) {
        return RunComparer.compare(run).integrity();
    }

    private static void assertOnly(RunData run, Integrity.Kind kind, String part) {
        assertThat(integrity(run).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.text()).contains(part);
        });
    }

    @Test
    void run_whole_hasNoProblem() {
        assertThat(integrity(data).isWhole()).isTrue();
        assertThat(integrity(data).expectedForks()).isEqualTo(36);
        assertThat(integrity(data).measuredForks()).isEqualTo(36);
    }

    @Test
    void run_withoutOneFork_namesIt() {
        assertOnly(Edit.without(data, fork -> fork == data.forks().get(7)),
                Integrity.Kind.MISSING_FORK, "round 2, row a, arm devprivate: no record");
    }

    @Test
    void run_withFailedFork_namesItsError() {
        assertOnly(Edit.failed(data, fork -> fork == data.forks().get(7), "exit code 134"),
                Integrity.Kind.FAILED_FORK, "arm devprivate: exit code 134");
    }

    @Test
    void run_empty_missesAll() {
        Integrity integrity = integrity(Edit.with(data, List.of()));
        assertThat(integrity.measuredForks()).isZero();
        assertThat(integrity.problems(Integrity.Kind.MISSING_FORK)).hasSize(36);
    }

    @Test
    void run_raggedFork_isNamed() {
        assertOnly(changed(fork -> new ForkRecord.Measured(fork.fork(), fork.samples(),
                fork.iterations().subList(0, 3), fork.metrics(), fork.cpu(), fork.disturbance(),
                fork.jvm(), "")), Integrity.Kind.RAGGED, "3 iterations, planned 5");
    }

    @Test
    void run_throughputRowWithoutThroughput_isNamed() {
        assertThat(integrity(Edit.measured(data, Edit.forks("b", "devprivate"),
                fork -> new ForkRecord.Measured(fork.fork(), fork.samples(), fork.iterations(),
                        new TreeMap<>(), fork.cpu(), fork.disturbance(), fork.jvm(), "")))
                .problems(Integrity.Kind.NO_VALUE)).hasSize(6);
    }

    @Test
    void run_forkOfAnotherDesignOrOfNone_isNamed() {
        RunData recorded = Edit.measured(data, fork -> true, fork -> loaded(fork,
                fork.fork().arm().equals("devprivate") ? "x.devprivate" : "x.legacy"));
        assertThat(integrity(recorded).isWhole()).isTrue();
        assertOnly(Edit.measured(recorded, fork -> fork == recorded.forks().get(7),
                        fork -> loaded(fork, "x.legacy")), Integrity.Kind.WRONG_DESIGN,
                "loaded classes of x.legacy, other forks of devprivate those of x.devprivate");
        assertOnly(Edit.measured(recorded, fork -> fork == recorded.forks().get(7),
                        IntegrityTest::loaded), Integrity.Kind.WRONG_DESIGN,
                "loaded no class of any design");
    }

    private static ForkRecord.Measured loaded(ForkRecord.Measured fork, String... designs) {
        return new ForkRecord.Measured(fork.fork(), fork.samples(), fork.iterations(),
                fork.metrics(), fork.cpu(), fork.disturbance(),
                new JvmInfo(0, 0, 0, List.of(designs)), "");
    }

    @Test
    void run_clockSetBackDuringFork_isNamed() {
        assertOnly(clock(-10_000, -10_000), Integrity.Kind.CLOCK, "before it started");
    }

    @Test
    void run_clockSetBackBetweenForks_isNamed() {
        RunData moved = Edit.measured(data, fork -> fork.fork().round() > 3,
                fork -> moved(fork, -60_000, 0));
        assertOnly(moved, Integrity.Kind.CLOCK, "before the fork before it ended");
    }

    @Test
    void run_controlOff_isRejected() {
        RunData biased = new SyntheticRun(5, 10).bias(SyntheticRun.CONTROL, Math.log(1.2))
                .row(SyntheticRow.time("a", 50, 1.0, 0.01)).data();
        assertOnly(biased, Integrity.Kind.CONTROL_REJECTED, "row a: the same design twice");
    }

    @Test
    void run_withoutCounters_isNamed() {
        assertOnly(Edit.with(data, Optional.<CounterTable>empty()), Integrity.Kind.COUNTERS,
                "no exact counters");
    }

    @Test
    void run_countersOfAnotherMap_isNamed() {
        assertOnly(Edit.with(data, Optional.of(CounterTable.of("f".repeat(64), Map.of()))),
                Integrity.Kind.COUNTERS, "another machine description");
    }

    private RunData clock(long startMs, long endMs) {
        return changed(fork -> moved(fork, 0, startMs + endMs));
    }

    private RunData changed(UnaryOperator<ForkRecord.Measured> change) {
        return Edit.measured(data, fork -> fork == data.forks().getLast(), change);
    }

    private static ForkRecord.Measured moved(ForkRecord.Measured fork, long bothMs, long endMs) {
        ForkRecord.Identity id = fork.fork();
        return new ForkRecord.Measured(new ForkRecord.Identity(id.schema(), id.shard(),
                id.round(), id.position(), id.row(), id.arm(), id.startEpochMs() + bothMs,
                id.endEpochMs() + bothMs + endMs, id.elapsedNs()), fork.samples(),
                fork.iterations(), fork.metrics(), fork.cpu(), fork.disturbance(), fork.jvm(),
                "");
    }
}
