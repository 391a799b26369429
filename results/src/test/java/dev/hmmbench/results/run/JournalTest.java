package dev.hmmbench.results.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Protects what was measured: no finished fork may get lost, no broken line may pass as data. */
final class JournalTest {

    @TempDir
    private Path dir;
    private Path file;
    private List<ForkRecord> forks;

    @BeforeEach
    void setUp() {
        file = dir.resolve(Journal.FILE_NAME);
        forks = new SyntheticRun(1, 2).row(SyntheticRow.time("a", 10, 1.1, 0.02)).data().forks();
    }

    @Test
    void append_forks_readsBackEqual() {
        write(forks);
        assertThat(Journal.read(file).forks()).isEqualTo(forks);
        assertThat(Journal.read(file).notes()).isEmpty();
    }

    @Test
    void append_failedFork_readsBackEqual() {
        ForkRecord failed = new ForkRecord.Failed(forks.getFirst().fork(), "exit code 137");
        write(List.of(failed));
        assertThat(Journal.read(file).forks()).containsExactly(failed);
    }

    @Test
    void read_cutAnywhere_keepsEveryWholeLine() throws IOException {
        write(forks.subList(0, 3));
        byte[] whole = Files.readAllBytes(file);
        String text = Files.readString(file);
        for (int size = 0; size <= whole.length; size++) {
            boolean isNearLineEnd = text.substring(Math.max(0, size - 2),
                    Math.min(size + 2, text.length())).contains("\n");
            if (size % 29 != 0 && !isNearLineEnd) {
                continue;
            }
            Files.write(file, Arrays.copyOf(whole, size));
            int lines = (int) text.substring(0, size).chars().filter(c -> c == '\n').count();
            boolean lineEndIsNext = size < whole.length && whole[size] == '\n';
            assertThat(Journal.read(file).forks()).as("cut at %d", size)
                    .isEqualTo(forks.subList(0, lineEndIsNext ? lines + 1 : lines));
        }
    }

    @Test
    void read_tornLastLine_saysSo() throws IOException {
        write(forks.subList(0, 2));
        Files.writeString(file, Files.readString(file) + "{\"status\":\"ok\",\"for");
        assertThat(Journal.read(file).notes()).singleElement().asString()
                .contains("line 3 is torn");
    }

    @Test
    void open_afterCutAtManyBytes_nextForkIsWhole() throws IOException {
        write(forks.subList(0, 2));
        byte[] whole = Files.readAllBytes(file);
        for (int size = 0; size <= whole.length; size += 83) {
            Files.write(file, Arrays.copyOf(whole, size));
            int before = Journal.read(file).forks().size();
            write(List.of(forks.get(2)));
            assertThat(Journal.read(file).forks()).hasSize(before + 1).endsWith(forks.get(2));
            assertThat(Journal.read(file).notes()).isEmpty();
        }
    }

    @Test
    void read_tornMiddleLine_isInvalid() throws IOException {
        write(forks.subList(0, 3));
        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, lines.get(0) + "\n" + lines.get(1).substring(0, 40) + "\n"
                + lines.get(2) + "\n");
        assertInvalid("line 2");
    }

    @Test
    void read_sameLineTwice_countsOnceAndSaysSo() throws IOException {
        write(forks.subList(0, 1));
        Files.writeString(file, Files.readString(file).repeat(2));
        assertThat(Journal.read(file).forks()).hasSize(1);
        assertThat(Journal.read(file).notes()).singleElement().asString()
                .contains("line 2 repeats line 1");
    }

    @Test
    void read_twoDifferentRecordsOfOneFork_isInvalid() throws IOException {
        write(forks.subList(0, 1));
        String line = Files.readString(file);
        Files.writeString(file, line + line.replace("\"position\":0", "\"position\":5"));
        assertInvalid("a second record of round 1, row a, arm legacy, differing from line 1");
    }

    @Test
    void read_failedForkRunAgain_laterCounts() {
        write(List.of(new ForkRecord.Failed(forks.getFirst().fork(), "killed"),
                forks.getFirst()));
        assertThat(Journal.read(file).forks()).containsExactly(forks.getFirst());
        assertThat(Journal.read(file).notes()).hasSize(1);
    }

    @Test
    void read_otherSchema_saysWhich() throws IOException {
        write(forks.subList(0, 2));
        Files.writeString(file,
                Files.readString(file).replace("\"schema\":1", "\"schema\":7"));
        assertInvalid("schema version 7, this build reads 1");
    }

    @Test
    void read_valuesThatAreNoNumbers_areInvalid() throws IOException {
        for (String bad : List.of("\"NaN\"", "NaN", "\"Infinity\"", "1e999", "null", "\"12\"",
                "-3", "0")) {
            Files.deleteIfExists(file);
            write(forks.subList(0, 1));
            Files.writeString(file, Files.readString(file)
                    .replaceFirst("\"min\":[0-9.E-]+", "\"min\":" + bad));
            assertInvalid("line 1");
        }
    }

    @Test
    void read_unknownOrMissingKey_isInvalid() throws IOException {
        write(forks.subList(0, 1));
        String line = Files.readString(file);
        Files.writeString(file, line.replace("\"hlog\":", "\"hlog2\":"));
        assertInvalid("line 1");
        Files.writeString(file, line.replace("\"hlog\":\"\"", "\"more\":1,\"hlog\":\"\""));
        assertInvalid("line 1");
    }

    @Test
    void read_noFile_saysSo() {
        assertThatThrownBy(() -> Journal.read(file)).isInstanceOfSatisfying(
                RunDataException.class,
                e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NO_SUCH_FILE));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void append_fullDisk_cannotWriteAndSaysWhy() {
        try (Journal journal = Journal.open(Path.of("/dev/full"))) {
            assertThatThrownBy(() -> journal.append(forks.getFirst()))
                    .isInstanceOfSatisfying(RunDataException.class,
                            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE))
                    .hasMessage("/dev/full: No space left on device");
        }
    }

    private void write(List<ForkRecord> records) {
        try (Journal journal = Journal.open(file)) {
            records.forEach(journal::append);
        }
    }

    private void assertInvalid(String part) {
        assertThatThrownBy(() -> Journal.read(file))
                .isInstanceOfSatisfying(RunDataException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INCOMPLETE))
                .hasMessageContaining(part)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("dev.hmmbench");
    }
}
