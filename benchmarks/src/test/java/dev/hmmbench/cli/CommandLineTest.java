package dev.hmmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Protects what scripts rely on: every mistake gives one clear line and its own exit code. */
class CommandLineTest {

    /** What a command line did. */
    private record Outcome(int code, String out, String err) {}

    /** A wrong command line and what it must say. */
    private record Mistake(int code, String said, String... args) {}

    private static Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Hmmbench(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), Terminal.NONE).run(args);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    /** A mistake of {@code run} that is found only where the models are known. */
    private static Mistake mistake(int code, String said, String option, String value) {
        return new Mistake(code, said, "run", "--models", "test+design", option, value);
    }

    private static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(64, "unknown command 'rnu'", "rnu"),
                new Mistake(64, "a command is missing"),
                new Mistake(64, "--fast", "run", "--fast"),
                new Mistake(64, "unknown suite 'big'", "run", "--suite", "big"),
                new Mistake(64, "unknown model 'lagacy'; known are ", "run", "--models", "lagacy"),
                mistake(64, "--rounds is 0", "--rounds", "0"),
                new Mistake(64, "--rounds", "run", "--rounds", "many"),
                new Mistake(64, "--seed", "run", "--seed", "x"),
                mistake(64, "--shard is 3/2", "--shard", "3/2"),
                mistake(64, "--shard needs --seed", "--shard", "1/2"),
                mistake(64, "--shard is half", "--shard", "half"),
                mistake(64, "--rows '('", "--rows", "("),
                mistake(64, "no row like 'nothing'", "--rows", "nothing"),
                new Mistake(64, "only --out", "run", "--resume", "--suite", "quick"),
                mistake(66, "/nowhere", "--iomem", "/nowhere"),
                mistake(66, "/nowhere", "--base", "/nowhere"),
                new Mistake(66, "/nowhere", "run", "--resume", "--out", "/nowhere"),
                new Mistake(66, "/nowhere", "compare", "/nowhere"),
                new Mistake(66, "/nowhere", "report", "/nowhere"),
                new Mistake(64, "unknown format: pdf; known: html", "report", "--format", "pdf"),
                new Mistake(64, "unknown suite", "counters", "--suite", "big"),
                new Mistake(64, "unknown model 'lagacy'", "conform", "--model", "lagacy"),
                new Mistake(64, "unknown model 'lagacy'", "fuzz", "--models", "lagacy,devprivate"),
                new Mistake(64, "fewer than two", "fuzz", "--models", "legacy"),
                new Mistake(64, "--steps is 0", "fuzz", "--steps", "0", "--models",
                        "legacy,devprivate"),
                new Mistake(64, "jmh: ", "jmh", "--", "--bogus"),
                new Mistake(66, "/nowhere.jar", "list", "--model-path", "/nowhere.jar"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_isOneLineWithItsCode(Mistake mistake) {
        Outcome outcome = run(mistake.args());
        assertThat(outcome.err()).contains(mistake.said()).startsWith("hmmbench")
                .hasLineCount(1).doesNotContain("Exception", "\tat ");
        assertThat(outcome.code()).isEqualTo(mistake.code());
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void everyCommand_help_isShownOnStandardOutput() {
        for (String command : List.of("run", "list", "compare", "gate", "bless", "merge",
                "report", "counters", "conform",
                "doctor", "place", "platforms", "jmh")) {
            Outcome outcome = run(command, "--help");
            assertThat(outcome.code()).isZero();
            assertThat(outcome.out()).contains("Usage: hmmbench " + command, "--model-path");
            assertThat(outcome.err()).isEmpty();
        }
    }

    @Test
    void list_showsSuitesAndRows() {
        Outcome outcome = run("list");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("smoke", "quick", "gate", "full", "ruler.spin");
    }

    @Test
    void run_malformedMap_is65(@TempDir Path folder) throws Exception {
        Path map = Files.writeString(folder.resolve("map"), "this is no map\n");
        Outcome outcome = run("run", "--models", "test+design", "--iomem", map.toString());
        assertThat(outcome.code()).isEqualTo(65);
        assertThat(outcome.err()).hasLineCount(1).contains("map", "line 1");
    }

    @Test
    void run_folderThatIsAFile_is73(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Outcome outcome = run("run", "--suite", "smoke", "--models", "test+design", "--out",
                file.toString());
        assertThat(outcome.code()).isEqualTo(73);
        assertThat(outcome.err()).hasLineCount(1).contains("file: it is there already");
    }

    @Test
    void run_baseThatIsNoBuild_is65BeforeAnyFork(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("other.jar"), "no jar");
        for (Path base : List.of(file, folder)) {
            Outcome outcome = run("run", "--suite", "smoke", "--models", "test+design", "--out",
                    folder.resolve("run").toString(), "--base", base.toString());
            assertThat(outcome.code()).isEqualTo(65);
            assertThat(outcome.err()).hasLineCount(1).contains("not the jar of a build");
        }
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
