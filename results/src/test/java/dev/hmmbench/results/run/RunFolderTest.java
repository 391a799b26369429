package dev.hmmbench.results.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.synthetic.SyntheticFolder;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the run folder: one writer, files that read back equal, one clear line for the rest. */
final class RunFolderTest {

    @TempDir
    private Path dir;
    private final RunData data = new SyntheticRun(1, 3)
            .row(SyntheticRow.time("a", 10, 1.1, 0.02))
            .row(SyntheticRow.throughput("b", 10, 1.1, 0.02)).data();

    @Test
    void read_writtenRun_isEqual() {
        SyntheticFolder.write(data, folder());
        RunData read = RunFolder.read(folder());
        assertThat(read.plan()).isEqualTo(data.plan());
        assertThat(read.environment()).isEqualTo(data.environment());
        assertThat(read.forks()).isEqualTo(data.forks());
        assertThat(read.counters()).isEqualTo(data.counters());
    }

    @Test
    void create_heldFolder_isInUse() {
        try (RunFolder held = RunFolder.create(folder(), data.plan(), data.environment())) {
            assertFails(() -> RunFolder.resume(held.path()), ExitCode.IN_USE, "in use");
            assertFails(() -> RunFolder.resume(held.path()), ExitCode.IN_USE, "in use");
        }
        RunFolder.resume(folder()).close();
    }

    @Test
    void create_folderWithRun_isInUse() {
        SyntheticFolder.write(data, folder());
        assertFails(() -> RunFolder.create(folder(), data.plan(), data.environment()),
                ExitCode.IN_USE, "holds a run already");
    }

    @Test
    void create_placeThatIsAFile_cannotWrite() throws IOException {
        Files.writeString(folder(), "text");
        assertFails(() -> RunFolder.create(folder(), data.plan(), data.environment()),
                ExitCode.CANNOT_WRITE, "run");
    }

    @Test
    void pending_stoppedRun_isWhatIsMissingInOrder() {
        try (RunFolder out = RunFolder.create(folder(), data.plan(), data.environment())) {
            data.forks().subList(0, 4).forEach(out.journal()::append);
            ForkRecord.Identity failed = data.forks().get(4).fork();
            out.journal().append(new ForkRecord.Failed(failed, "killed"));
        }
        try (RunFolder again = RunFolder.resume(folder())) {
            assertThat(again.pending()).hasSize(data.forks().size() - 4);
            assertThat(again.pending().getFirst().row().id()).isEqualTo("b");
            assertThat(again.pending().getFirst().arm().name()).isEqualTo("devprivate");
        }
    }

    @Test
    void read_noFolder_noSuchFile() {
        assertFails(() -> RunFolder.read(folder()), ExitCode.NO_SUCH_FILE, "no such run folder");
    }

    @Test
    void read_folderWithoutPlan_noSuchFile() {
        assertFails(() -> RunFolder.read(dir), ExitCode.NO_SUCH_FILE, "not a run folder");
    }

    @Test
    void read_planOfOtherSchema_saysWhich() throws IOException {
        SyntheticFolder.write(data, folder());
        edit(RunFolder.PLAN, "\"schema\" : 1", "\"schema\" : 2");
        assertFails(() -> RunFolder.read(folder()), ExitCode.INCOMPLETE,
                "plan.json: schema version 2, this build reads 1");
    }

    @Test
    void read_unknownUnit_isRefusedNotGuessed() throws IOException {
        SyntheticFolder.write(data, folder());
        edit(RunFolder.PLAN, "\"ops/s\"", "\"ops/min\"");
        assertFails(() -> RunFolder.read(folder()), ExitCode.INCOMPLETE, "ops/min");
    }

    @Test
    void read_forkThatPlanDoesNotKnow_isInvalid() throws IOException {
        SyntheticFolder.write(data, folder());
        edit(Journal.FILE_NAME, "\"arm\":\"devprivate\"", "\"arm\":\"other\"");
        assertFails(() -> RunFolder.read(folder()), ExitCode.INCOMPLETE, "not in the plan");
    }

    @Test
    void read_tornEnvironment_isInvalid() throws IOException {
        SyntheticFolder.write(data, folder());
        Path file = folder().resolve(RunFolder.ENVIRONMENT);
        Files.writeString(file, Files.readString(file).substring(0, 50));
        assertFails(() -> RunFolder.read(folder()), ExitCode.INCOMPLETE, "environment.json");
    }

    @Test
    void read_withoutEnvironment_isIncomplete() throws IOException {
        RunFolder.create(folder(), data.plan(), data.environment()).close();
        Files.delete(folder().resolve(RunFolder.ENVIRONMENT));
        assertFails(() -> RunFolder.read(folder()), ExitCode.INCOMPLETE,
                "environment.json is missing");
    }

    @Test
    void read_tornPlan_isOneLineWithoutTheParsersOwnWords() throws IOException {
        RunFolder.create(folder(), data.plan(), data.environment()).close();
        Files.writeString(folder().resolve(RunFolder.PLAN), "{");
        assertThatThrownBy(() -> RunFolder.read(folder()))
                .message().endsWith("expected close marker for Object");
    }

    @Test
    void writeCounters_twice_byteIdentical() throws IOException {
        SyntheticFolder.write(data, folder());
        byte[] first = Files.readAllBytes(folder().resolve(RunFolder.COUNTERS));
        try (RunFolder again = RunFolder.resume(folder())) {
            again.writeCounters(data.counters().orElseThrow());
        }
        assertThat(Files.readAllBytes(folder().resolve(RunFolder.COUNTERS))).isEqualTo(first);
    }

    private Path folder() {
        return dir.resolve("run");
    }

    private void edit(String name, String from, String to) throws IOException {
        Path file = folder().resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static void assertFails(ThrowingCallable call, ExitCode code, String part) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(RunDataException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(code))
                .hasMessageContaining(part).hasMessageNotContaining("\n");
    }
}
