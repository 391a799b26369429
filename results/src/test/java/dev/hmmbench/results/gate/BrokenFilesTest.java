package dev.hmmbench.results.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.report.TextReport;
import dev.hmmbench.results.run.Journal;
import dev.hmmbench.results.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Protects the user from stack traces: whatever is wrong with a file, reading, comparing and gating
 * it gives either a result or one clear line.
 */
final class BrokenFilesTest {

    private static final long SEED = 20_260_322;
    private static final int FEW = 15;
    private static final int MANY = 400;
    private static final String NUMBER = "-?[0-9]+\\.?[0-9]*(E-?[0-9]+)?";
    private static final List<String> BAD_VALUES = List.of("0", "-1", "1e308", "-1e308", "1e-320",
            "1e999", "9223372036854775807", "99999999999999999999", "\"NaN\"", "null", "true",
            "\"\"", "[]", "{}", "0.5", "2147483648");

    @TempDir
    private Path dir;
    private World world;

    @BeforeEach
    void setUp() {
        world = new World(dir.resolve("world"), dir.resolve("templates")).accepted()
                .with(World.run());
    }

    @Test
    void pipeline_numbersReplaced_givesResultOrOneLine() throws IOException {
        replaceNumbers(FEW);
    }

    @Test
    void pipeline_bytesChanged_givesResultOrOneLine() throws IOException {
        changeBytes(FEW);
    }

    @Test
    void pipeline_partsCutOut_givesResultOrOneLine() throws IOException {
        cutOut(FEW);
    }

    @Test
    @Tag("long")
    void pipeline_manyFaults_givesResultOrOneLine() throws IOException {
        replaceNumbers(MANY);
        changeBytes(MANY);
        cutOut(MANY);
    }

    private void replaceNumbers(int nrMutations) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Path file : files()) {
            String text = Files.readString(file);
            List<MatchResult> numbers = Pattern
                    .compile("(?<=[:\\[, ])" + NUMBER).matcher(text).results().toList();
            for (int i = 0; i < nrMutations; i++) {
                MatchResult number = numbers.get(random.nextInt(numbers.size()));
                String bad = BAD_VALUES.get(random.nextInt(BAD_VALUES.size()));
                Files.writeString(file, text.substring(0, number.start()) + bad
                        + text.substring(number.end()));
                assertClear(file.getFileName() + ": " + number.group() + " at " + number.start()
                        + " replaced by " + bad);
            }
            Files.writeString(file, text);
        }
    }

    private void changeBytes(int nrMutations) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < nrMutations; i++) {
                byte[] broken = bytes.clone();
                int at = random.nextInt(broken.length);
                broken[at] = (byte) random.nextInt(256);
                Files.write(file, broken);
                assertClear(file.getFileName() + ": byte " + at + " is " + broken[at]);
            }
            Files.write(file, bytes);
        }
    }

    private void cutOut(int nrMutations) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Path file : files()) {
            String text = Files.readString(file);
            for (int i = 0; i < nrMutations; i++) {
                int from = random.nextInt(text.length());
                int to = Math.min(text.length(), from + 1 + random.nextInt(200));
                Files.write(file, (text.substring(0, from) + text.substring(to))
                        .getBytes(StandardCharsets.UTF_8));
                assertClear(file.getFileName() + ": " + from + " to " + to + " cut out");
            }
            Files.writeString(file, text);
        }
    }

    private List<Path> files() {
        return List.of(world.runFolder().resolve(RunFolder.PLAN),
                world.runFolder().resolve(RunFolder.ENVIRONMENT),
                world.runFolder().resolve(RunFolder.COUNTERS),
                world.runFolder().resolve(Journal.FILE_NAME), world.baselineFile(),
                world.baselines().folder().resolve(BaselineFolder.COUNTERS));
    }

    private void assertClear(String what) {
        try {
            RunComparison run = RunComparer.compare(RunFolder.read(world.runFolder()));
            assertThat(TextReport.of(run)).as(what).doesNotContain("NaN")
                    .doesNotContain("Infinity");
            GateResult result = Gate.check(run, world.baselines(),
                    GateOptions.plain(LocalDate.of(2026, 6, 1)));
            assertThat(GateJunit.of(result)).as(what).startsWith("<?xml");
        } catch (RunDataException e) {
            assertThat(e.getMessage()).as(what).doesNotContain("\n").isNotBlank();
        } catch (RuntimeException | AssertionError e) {
            fail(what, e);
        }
    }
}
