package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.compare.LookDecision;
import dev.hmmbench.results.run.CpuTime;
import dev.hmmbench.results.run.Disturbance;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Journal;
import dev.hmmbench.results.run.JvmInfo;
import dev.hmmbench.results.run.LookPlan;
import dev.hmmbench.results.run.PendingFork;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Samples;
import dev.hmmbench.results.run.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects what was measured: a stopped run loses no finished fork and repeats none. */
class SuiteRunnerTest {

    private final RunPlan plan = Planner.plan(Plans.request(Plans.suite(2, 4), 7));
    private final List<String> launched = new ArrayList<>();
    private IntFunction<LookDecision> looks = finished -> LookDecision.GO_ON;
    private final RecordingProgress progress = new RecordingProgress();

    @TempDir
    private Path folder;

    /** The process was killed here. */
    private static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private RunFolder create() {
        return RunFolder.create(folder.resolve("run"), plan, Environment.of(Map.of()));
    }

    private static ForkRecord.Identity identity(PendingFork fork) {
        return new ForkRecord.Identity(Schema.VERSION, 1, fork.round(), fork.position(),
                fork.row().id(), fork.arm().name(), 1, 2, 3);
    }

    private ForkRecord good(PendingFork fork) {
        launched.add(name(fork));
        return new ForkRecord.Measured(identity(fork), Samples.of(new double[] {5000, 5100}),
                List.of(5000.0, 5100.0), new TreeMap<>(), new CpuTime(1, 1, 1, 0),
                Disturbance.NONE, JvmInfo.UNKNOWN, "");
    }

    private static String name(PendingFork fork) {
        return fork.round() + " " + fork.row().id() + " " + fork.arm().name();
    }

    private List<ForkRecord.Failed> run(RunFolder run, ForkLauncher launcher) {
        try (Interruption watch = Interruption.watch(() -> { })) {
            return new SuiteRunner(run, launcher, progress, watch, looks).run(1000);
        }
    }

    private RunFolder killedAfter(int nrForks) {
        RunFolder run = create();
        assertThatThrownBy(() -> run(run, (fork, steps) -> {
            if (launched.size() == nrForks) {
                throw new KilledException();
            }
            return good(fork);
        })).isInstanceOf(KilledException.class);
        run.close();
        return run;
    }

    @Test
    void run_allForks_areInTheJournalInOrder() {
        try (RunFolder run = create()) {
            assertThat(run(run, (fork, steps) -> good(fork))).isEmpty();
        }
        List<String> journal = RunFolder.read(folder.resolve("run")).forks().stream()
                .map(fork -> fork.fork().round() + " " + fork.fork().row() + " "
                        + fork.fork().arm()).toList();
        assertThat(journal).isEqualTo(launched).hasSize(plan.nrForks());
    }

    @Test
    void resume_afterAKill_repeatsNothingAndLosesNothing() {
        killedAfter(5);
        try (RunFolder run = RunFolder.resume(folder.resolve("run"))) {
            run(run, (fork, steps) -> good(fork));
        }
        assertThat(launched).doesNotHaveDuplicates().hasSize(plan.nrForks());
        assertThat(RunFolder.read(folder.resolve("run")).forks()).hasSize(plan.nrForks());
        assertThat(progress.firstDone).isEqualTo(5);
    }

    @Test
    void resume_tornLastLine_runsThatForkAgain() throws Exception {
        killedAfter(3);
        Path journal = folder.resolve("run").resolve(Journal.FILE_NAME);
        Files.writeString(journal, "{\"status\":\"ok\",\"fo", StandardOpenOption.APPEND);
        try (RunFolder run = RunFolder.resume(folder.resolve("run"))) {
            run(run, (fork, steps) -> good(fork));
        }
        assertThat(launched).doesNotHaveDuplicates().hasSize(plan.nrForks());
    }

    @Test
    void failedFork_isRecordedAndTheRunGoesOn() {
        try (RunFolder run = create()) {
            List<ForkRecord.Failed> failed = run(run, (fork, steps) -> fork.round() == 2
                    && fork.arm().name().equals("devprivate")
                    ? new ForkRecord.Failed(identity(fork), "broken") : good(fork));
            assertThat(failed).hasSize(2).allMatch(fork -> fork.error().equals("broken"));
        }
        assertThat(launched).hasSize(plan.nrForks() - 2);
        assertThat(RunFolder.read(folder.resolve("run")).forks()).hasSize(plan.nrForks());
        assertThat(progress.notes).hasSize(2).allMatch(note -> note.contains("broken"));
    }

    @Test
    void run_decidedAtALook_endsThere() {
        RunPlan three = threeLooks();
        looks = finished -> finished == 4 ? LookDecision.STOP : LookDecision.GO_ON;
        try (RunFolder run = RunFolder.create(folder.resolve("run"), three,
                Environment.of(Map.of()))) {
            run(run, (fork, steps) -> good(fork));
        }
        assertThat(launched).hasSize(three.nrForks() / 6 * 4);
        assertThat(progress.notes).singleElement().asString().contains("after 4 rounds");
    }

    @Test
    void resume_afterADecisionAtALook_runsNothing() {
        run_decidedAtALook_endsThere();
        int before = launched.size();
        try (RunFolder run = RunFolder.resume(folder.resolve("run"))) {
            run(run, (fork, steps) -> good(fork));
        }
        assertThat(launched).hasSize(before);
    }

    /** Six rounds with looks after two, four and six. */
    private static RunPlan threeLooks() {
        Suite six = Plans.suite(2, 6);
        return Planner.plan(Plans.request(new Suite(six.name(), six.description(),
                LookPlan.three(6), six.timing(), six.exclusion(), six.choices()), 7));
    }

    @Test
    void secondRun_onTheSameFolder_isRefused() {
        try (RunFolder run = create()) {
            assertThatThrownBy(() -> RunFolder.resume(run.path()))
                    .isInstanceOfSatisfying(RunDataException.class, error ->
                            assertThat(error.exitCode()).isEqualTo(ExitCode.IN_USE));
        }
    }

    /** Keeps what it is told. */
    private static final class RecordingProgress implements Progress {
        private final List<String> notes = new ArrayList<>();
        private int firstDone = -1;

        @Override
        public void begin(String units, int done, int total, long forkMs) {
            firstDone = done;
        }

        @Override
        public void next(String what) { }

        @Override
        public void step() { }

        @Override
        public void done() { }

        @Override
        public void note(String line) {
            notes.add(line);
        }

        @Override
        public void close() { }
    }
}
