package dev.hmmbench.results.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.Unit;
import dev.hmmbench.results.synthetic.Edit;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the baseline: only whole runs get in, and every change is said aloud. */
final class BlessTest {

    @TempDir
    private Path dir;
    private BaselineFolder folder;

    @BeforeEach
    void setUp() {
        folder = new BaselineFolder(dir.resolve("baseline"));
    }

    private static RunData data(long seed) {
        return new SyntheticRun(seed, 10).row(SyntheticRow.time("a", 50, 1.1, 0.01)).data();
    }

    private List<String> bless(RunData data) {
        return Bless.accept(RunComparer.compare(data), folder);
    }

    private int nrPoints() {
        RunComparison run = RunComparer.compare(data(1));
        return folder.of(Fingerprint.of(run.data().environment())).orElseThrow()
                .entry("a", SyntheticRun.DESIGN).orElseThrow().points().size();
    }

    @Test
    void accept_firstRun_saysSo() {
        List<String> changes = bless(data(1));
        assertThat(changes.getFirst()).isEqualTo("accepting run synthetic-1, commit 0000000");
        assertThat(changes).contains("first accepted run of this machine class");
        assertThat(nrPoints()).isEqualTo(1);
    }

    @Test
    void accept_moreRuns_areAddedAndKept() {
        for (int seed = 1; seed <= 4; seed++) {
            bless(data(seed));
        }
        assertThat(nrPoints()).isEqualTo(4);
        assertThat(History.read(folder)).extracting(HistoryLine::run)
                .containsExactly("synthetic-1", "synthetic-2", "synthetic-3", "synthetic-4");
    }

    @Test
    void accept_manyRuns_keepsTheLastThirty() {
        for (int seed = 1; seed <= 33; seed++) {
            bless(data(seed));
        }
        assertThat(nrPoints()).isEqualTo(Baseline.MAX_POINTS);
    }

    @Test
    void accept_movedRow_startsAnewAndSaysSo() {
        for (int seed = 1; seed <= 6; seed++) {
            bless(data(seed));
        }
        List<String> changes = bless(Edit.dearer(data(7), Edit.forks("a", "devprivate"), 1.3));
        assertThat(changes).anySatisfy(change -> assertThat(change).startsWith("moved: a")
                .contains("its 6 accepted runs are dropped"));
        assertThat(nrPoints()).isEqualTo(1);
    }

    @Test
    void accept_otherCounter_isSaid() {
        bless(data(1));
        assertThat(bless(Edit.counter(data(2), "a", "devprivate", "maple-walk", 2)))
                .contains("counter: a, devprivate: maple-walk 1000 -> 2 (fewer)");
    }

    @Test
    void accept_moreBytes_isSaid() {
        bless(data(1));
        RunData heavier = Edit.measured(data(2), Edit.forks("a", "devprivate"), fork -> {
            SortedMap<String, Metric> metrics = new TreeMap<>(fork.metrics());
            metrics.put(Metric.ALLOCATED, new Metric(64, Unit.BYTES_PER_OP));
            return new ForkRecord.Measured(fork.fork(), fork.samples(), fork.iterations(),
                    metrics, fork.cpu(), fork.disturbance(), fork.jvm(), "");
        });
        assertThat(bless(heavier)).contains("bytes: a, devprivate: 0.500 -> 64.000 B/op");
    }

    @Test
    void accept_runWithMissingFork_isRefusedAndWritesNothing() {
        RunData holed = Edit.without(data(1), fork -> fork.fork().round() == 3);
        assertThatThrownBy(() -> bless(holed)).hasMessageContaining("cannot be blessed")
                .hasMessageContaining("and 2 more");
        assertThat(folder.classes()).isEmpty();
    }

    @Test
    void accept_sameRunTwice_isRefused() {
        bless(data(1));
        assertThatThrownBy(() -> bless(data(1))).hasMessageContaining("blessed already");
    }

    @Test
    void read_brokenHistory_namesTheLine() throws IOException {
        bless(data(1));
        Path file = folder.folder().resolve(BaselineFolder.HISTORY);
        Files.writeString(file, Files.readString(file) + "{\"schema\":1}\n");
        assertThatThrownBy(() -> History.read(folder)).hasMessageContaining("line 2");
    }

    @Test
    void read_baselineWithText_isRefused() throws IOException {
        bless(data(1));
        Path file = folder.folder().resolve(folder.classes().getFirst() + ".json");
        Files.writeString(file, Files.readString(file)
                .replaceFirst("\"logRatio\" : [0-9.E-]+", "\"logRatio\" : \"NaN\""));
        assertThatThrownBy(() -> folder.of(Fingerprint.of(data(1).environment())))
                .hasMessageContaining("logRatio");
    }
}
