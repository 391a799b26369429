package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the reading of the compiler's log: a call that stays a call must not go unseen. */
class InlineLogTest {

    @TempDir
    private Path folder;

    @Test
    void refusals_areThoseOfTheOptimisingCompilerInOwnMethods() throws IOException {
        Path log = folder.resolve("log");
        Files.write(log, List.of(
                "    @ 19   dev.hmmbench.lib.LinearWalk::load (142 bytes)   inline (hot)",
                "      @ 1   dev.hmmbench.memory.StructPage::flags (9 bytes)   failed to inline: "
                        + "low call site frequency",
                "      @ 7   dev.hmmbench.memory.StructPage::flags (9 bytes)   failed to inline: "
                        + "low call site frequency",
                "  @ 2   dev.hmmbench.lib.MapleNodes::address (12 bytes)   failed to inline: "
                        + "callee uses too much stack",
                "  @ 2   dev.hmmbench.lib.Slow::path (12 bytes)   failed to inline: "
                        + "call site not reached",
                "  @ 2   dev.hmmbench.lib.Big::one (400 bytes)   failed to inline: "
                        + "already compiled into a medium method",
                "  @ 4   java.util.HashMap::resize (356 bytes)   failed to inline: "
                        + "hot method too big"));
        assertThat(InlineLog.refusals(log)).isEqualTo(Map.of(
                "memory.StructPage::flags: low call site frequency", 2,
                "lib.Big::one: already compiled into a medium method", 1));
    }

    @Test
    void refusals_withoutLog_areAnError() {
        assertThatThrownBy(() -> InlineLog.refusals(folder.resolve("none")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusals_logWithLinesMissing_isAnError() throws IOException {
        Path log = folder.resolve("log");
        Files.write(log, List.of("     7 messages dropped due to async logging"));
        assertThatThrownBy(() -> InlineLog.refusals(log))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not whole: 7 messages dropped");
    }

    /** The virtual machine of this test must know the flag and write lines of that form. */
    @Test
    void flag_ofThisVirtualMachine_writesLinesOfThatForm()
            throws IOException, InterruptedException {
        Path log = folder.resolve("real.log");
        List<String> command = new ArrayList<>(List.of(ChildJvm.java().toString()));
        command.addAll(ForkLog.flags());
        command.addAll(List.of(InlineLog.flag(log), "-version"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(log)).containsPattern("@ \\d+ +\\S+::\\S+ \\(\\d+ bytes\\)");
        assertThat(InlineLog.refusals(log)).isEmpty();
    }
}
