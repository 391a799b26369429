package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.results.run.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Protects that a run which goes on later is still one run: same machine, same virtual machine,
 * same builds. Rounds of two machines in one journal would look like one sample.
 */
class RunSessionTest {

    @TempDir
    private Path temp;
    private Path folder;
    private Path base;

    @BeforeEach
    void start() throws IOException {
        folder = temp.resolve("run");
        base = Files.writeString(temp.resolve("base.jar"), "one build");
        RunRequest request = new RunRequest(Suites.named("smoke"),
                List.of("legacy", "devprivate"), Optional.empty(), OptionalInt.of(1), 7,
                Shard.WHOLE, MachineMap.bundled(), Optional.of(base), List.of("run"),
                "2026-03-01T12:00:00Z");
        RunSession.start(request, folder).close();
    }

    @Test
    void resume_onTheSameMachine_goesOn() {
        try (RunSession session = RunSession.resume(folder)) {
            assertThat(session.nrPending()).isEqualTo(session.plan().nrForks());
        }
    }

    @Test
    void resume_withOtherHugePages_isRefusedInOneLine() throws IOException {
        String thp = RunFolder.read(folder).environment()
                .value(Environment.KERNEL, Environment.KERNEL_THP);
        replace("\"thp\" : \"" + thp + "\"", "\"thp\" : \"other\"");
        assertRefused("kernel thp was 'other' when the run began and is '" + thp + "' now");
    }

    @Test
    void resume_withOtherFlags_isRefused() throws IOException {
        replace("-XX:ParallelGCThreads=1", "-XX:ParallelGCThreads=2");
        assertRefused("jdk flags was ");
    }

    @Test
    void resume_withAnotherBuild_isRefused() throws IOException {
        String build = BuildInfo.classPathHash();
        replace(build, "0000000000000000");
        assertRefused("harness build was '0000000000000000'");
    }

    @Test
    void resume_withAnotherBaseJar_isRefused() throws IOException {
        Files.writeString(base, "another build");
        assertRefused("harness base build was ");
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> RunSession.resume(folder))
                .isInstanceOfSatisfying(RunDataException.class, refused ->
                        assertThat(refused.exitCode()).isEqualTo(ExitCode.INCOMPLETE))
                .hasMessageContaining(words).hasMessageEndingWith("start a new run")
                .message().doesNotContain("\n");
        // The refusal gives the folder free again.
        RunFolder.resume(folder).close();
    }

    private void replace(String from, String to) throws IOException {
        Path file = folder.resolve(RunFolder.ENVIRONMENT);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
