package dev.hmmbench.results.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Shard;
import dev.hmmbench.results.synthetic.Edit;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the decision: what must fail fails with its own code, and nothing passes by absence. */
final class GateTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final GateOptions PLAIN = GateOptions.plain(TODAY);
    private static final GateOptions STRICT = new GateOptions(GateOptions.Strictness.STRICT,
            TODAY, Optional.empty());

    @TempDir
    private Path dir;
    private BaselineFolder baselines;

    private static SyntheticRun suite(long seed) {
        return new SyntheticRun(seed, 10).row(SyntheticRow.time("a", 50, 1.1, 0.01))
                .row(SyntheticRow.throughput("b", 50, 0.9, 0.01));
    }

    private static RunComparison run(long seed) {
        return RunComparer.compare(suite(seed).data());
    }

    @BeforeEach
    void setUp() {
        baselines = new BaselineFolder(dir.resolve("baseline"));
        for (int seed = 1; seed <= 6; seed++) {
            Bless.accept(run(seed), baselines);
        }
    }

    private GateResult gate(RunData data) {
        return Gate.check(RunComparer.compare(data), baselines, PLAIN);
    }

    private void quarantine(String row, String expires) {
        Baseline old = baselines.of(Fingerprint.of(run(1).data().environment())).orElseThrow();
        baselines.write(new Baseline(old.schema(), old.fingerprint(), old.suite(),
                old.mapSha256(), old.rows(),
                List.of(new Quarantine(row, "flaky", "someone", expires))));
    }

    @Test
    void gate_sameKindOfRun_passesAndCounts() {
        GateResult result = gate(suite(100).data());
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        // Per row: counters of two designs, bytes of two arms, one ratio.
        assertThat(result.countsLine())
                .isEqualTo("10 expected, 10 compared, 0 missing, 0 quarantined");
    }

    @Test
    void gate_slowerDesign_failsAndNamesOnlyThatRow() {
        GateResult result = gate(Edit.dearer(suite(100).data(),
                Edit.forks("b", SyntheticRun.DESIGN), 1.1));
        assertThat(result.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(result.checks(Status.UNCONFIRMED)).singleElement()
                .satisfies(check -> assertThat(check.row()).isEqualTo("b"));
    }

    @Test
    void gate_fasterDesign_asksForBless() {
        GateResult result = gate(Edit.dearer(suite(100).data(),
                Edit.forks("a", SyntheticRun.DESIGN), 0.8));
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(result.checks(Status.IMPROVEMENT)).hasSize(1);
    }

    @Test
    void gate_otherCounter_failsWhateverTheTimes() {
        GateResult result = gate(Edit.counter(suite(100).data(), "a", SyntheticRun.DESIGN,
                "maple-walk", 999));
        assertThat(result.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(result.checks(Status.REGRESSION)).singleElement().satisfies(check ->
                assertThat(check.text()).isEqualTo("maple-walk 1000 -> 999 (fewer)"));
    }

    @Test
    void gate_missingRow_isIncompleteNotPass() {
        RunData without = new SyntheticRun(100, 10)
                .row(SyntheticRow.time("a", 50, 1.1, 0.01)).data();
        GateResult result = gate(without);
        assertThat(result.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(result.checks(Status.MISSING)).extracting(GateCheck::row).containsOnly("b");
    }

    @Test
    void gate_emptyBaseline_isNoPass() throws IOException {
        Path empty = Files.createDirectory(dir.resolve("empty"));
        GateResult result = Gate.check(run(100), new BaselineFolder(empty), PLAIN);
        assertThat(result.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(result.nrCompared()).isZero();
        assertThat(GateText.of(result)).contains("0 times compared").contains("0 compared");
    }

    @Test
    void gate_noBaselineFolder_noSuchFile() {
        assertThatThrownBy(() -> Gate.check(run(100), new BaselineFolder(dir.resolve("no")),
                PLAIN)).isInstanceOfSatisfying(RunDataException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NO_SUCH_FILE));
    }

    @Test
    void gate_otherMachineClass_isNoPassAndSaysWhich() {
        GateResult result = gate(suite(100).onCpu("Another CPU").data());
        assertThat(result.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(result.notes()).anySatisfy(note -> assertThat(note)
                .contains("no baseline of machine class another-").contains("made-up-"));
    }

    @Test
    void gate_baselineFileUnderAnotherClass_isRefused() throws IOException {
        Fingerprint mine = Fingerprint.of(run(1).data().environment());
        Fingerprint other = Fingerprint.of(suite(1).onCpu("X").data().environment());
        Files.move(baselines.folder().resolve(mine.className() + ".json"),
                baselines.folder().resolve(other.className() + ".json"));
        assertThatThrownBy(() -> gate(suite(100).onCpu("X").data()))
                .hasMessageContaining("another machine class: cpu.model Made-up CPU / X");
    }

    @Test
    void gate_fewAcceptedRuns_isAdvisory() throws IOException {
        baselines = new BaselineFolder(Files.createDirectory(dir.resolve("few")));
        Bless.accept(run(1), baselines);
        RunComparison slow = RunComparer.compare(Edit.dearer(suite(100).data(),
                Edit.forks("a", SyntheticRun.DESIGN), 1.5));
        assertThat(Gate.check(slow, baselines, PLAIN).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(Gate.check(slow, baselines, STRICT).exitCode())
                .isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void gate_quarantinedRow_isListedAndDoesNotFail() {
        quarantine("a", "2026-03-01");
        GateResult result = gate(Edit.dearer(suite(100).data(),
                Edit.forks("a", SyntheticRun.DESIGN), 1.5));
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(result.countsLine()).contains("7 compared, 0 missing, 3 quarantined");
    }

    @Test
    void gate_expiredQuarantine_failsAndSaysSo() {
        quarantine("a", "2026-02-28");
        GateResult result = gate(Edit.dearer(suite(100).data(),
                Edit.forks("a", SyntheticRun.DESIGN), 1.5));
        assertThat(result.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(result.notes()).anySatisfy(
                note -> assertThat(note).contains("has expired: flaky"));
    }

    @Test
    void gate_quarantinedRow_stillFailsByCounter() {
        quarantine("a", "2026-03-01");
        assertThat(gate(Edit.counter(suite(100).data(), "a", SyntheticRun.DESIGN, "maple-walk",
                5)).exitCode()).isEqualTo(ExitCode.FOUND);
    }

    @Test
    void gate_confirmedHit_fails() {
        assertThat(confirm(1.1).exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(confirm(1.1).checks(Status.REGRESSION)).hasSize(1);
    }

    @Test
    void gate_hitThatFreshRoundsDoNotShow_passes() {
        assertThat(confirm(1.0).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(confirm(1.0).checks(Status.NOT_CONFIRMED)).hasSize(1);
    }

    private GateResult confirm(double freshFactor) {
        RunComparison slow = RunComparer.compare(Edit.dearer(suite(100).data(),
                Edit.forks("a", SyntheticRun.DESIGN), 1.1));
        return Gate.check(slow, baselines, new GateOptions(GateOptions.Strictness.NORMAL, TODAY,
                Optional.of(rows -> {
                    assertThat(rows).containsExactly("a");
                    return RunComparer.compare(Edit.dearer(suite(101).data(),
                            Edit.forks("a", SyntheticRun.DESIGN), freshFactor));
                })));
    }

    @Test
    void gate_headSlowerThanBase_failsWithoutAnyBaseline() throws IOException {
        baselines = new BaselineFolder(Files.createDirectory(dir.resolve("none")));
        assertThat(gate(suite(100).withBase(Math.log(1.1)).data()).exitCode())
                .isEqualTo(ExitCode.FOUND);
        assertThat(gate(suite(100).withBase(0).data()).exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void gate_failedFork_isIncompleteEvenWithRegression() {
        RunData data = Edit.dearer(suite(100).data(), Edit.forks("a", SyntheticRun.DESIGN), 1.5);
        GateResult result = gate(Edit.failed(data, fork -> fork.fork().round() == 2
                && fork.fork().row().equals("b"), "killed"));
        assertThat(result.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(result.checks(Status.UNCONFIRMED)).isNotEmpty();
    }

    @Test
    void gate_oneShardAlone_isIncomplete() {
        RunData data = suite(100).data();
        RunPlan plan = data.plan();
        RunData shard = new RunData(data.folder(), new RunPlan(plan.schema(), plan.suite(),
                plan.createdUtc(), plan.commandLine(), plan.seed(), plan.iterations(),
                plan.looks(), plan.exclusion(), new Shard(1, 2), plan.map(), plan.mapSha256(),
                plan.arms(), plan.rows(), plan.order()), data.environment(), data.forks(),
                data.counters(), data.notes());
        GateResult result = gate(shard);
        assertThat(result.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(GateText.of(result)).contains("shard 1 of 2; merge the shards first");
    }

    @Test
    void fingerprint_mergedFromTwoCpus_isAClassOfItsOwn() {
        Environment one = suite(1).data().environment();
        Environment merged = Environment.of(Map.of(Environment.CPU, Map.of(
                Environment.CPU_MODEL, "B", Environment.CPU_MODEL + " (shard 2)", "A")));
        assertThat(Fingerprint.of(merged).keys()).containsEntry("cpu.model", "A + B");
        assertThat(Fingerprint.of(one).differences(Fingerprint.of(merged))).isNotEmpty();
    }

    @Test
    void gate_twoGears_isUndecided() {
        RunData data = Edit.dearer(suite(100).data(), fork -> fork.fork().round() % 3 == 0
                && Edit.forks("a", SyntheticRun.DESIGN).test(fork), 3);
        assertThat(gate(data).checks(Status.UNDECIDED)).hasSize(1);
        assertThat(Gate.check(RunComparer.compare(data), baselines, STRICT).exitCode())
                .isEqualTo(ExitCode.INCONCLUSIVE);
    }
}
