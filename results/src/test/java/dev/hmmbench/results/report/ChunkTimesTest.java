package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.StepTimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the curve over all K: each K is there, and a slow fork moves no median. */
class ChunkTimesTest {

    private static final int NR_CHUNKS = 4096;

    @TempDir
    private Path folder = Path.of("");

    private RunData run(int nrRounds) {
        return SampleRun.of(folder, List.of(SampleRuns.chunks()), nrRounds, 7);
    }

    private static List<ChunkTimes> times(RunData run) {
        return ChunkTimes.of(RunComparer.compare(run));
    }

    /** Gives the forks of an arm the times 1 to 4,096, each as many times as its round says. */
    private void rewrite(RunData run, String arm, int... factors) {
        for (ForkRecord record : run.forks()) {
            ForkRecord.Measured fork = (ForkRecord.Measured) record;
            if (fork.fork().arm().equals(arm)) {
                long[] ns = new long[NR_CHUNKS];
                Arrays.setAll(ns, index -> (index + 1L) * factors[fork.fork().round() - 1]);
                StepTimes.write(folder.resolve(fork.hlog()), ns);
            }
        }
    }

    @Test
    void curve_ofThreeForks_holdsTheMedianOfEachK() {
        RunData run = run(3);
        rewrite(run, "legacy", 2, 900, 3);
        ChunkTimes legacy = times(run).getFirst();
        assertThat(legacy.design()).isEqualTo("legacy");
        assertThat(legacy.nrForks()).isEqualTo(3);
        assertThat(legacy.nrTimed()).isEqualTo(NR_CHUNKS);
        assertThat(legacy.firstNs()).isEqualTo(3);
        assertThat(legacy.lastNs()).isEqualTo(3 * NR_CHUNKS);
        assertThat(legacy.allNs()).isEqualTo(3 * (NR_CHUNKS * (NR_CHUNKS + 1) / 2));
    }

    @Test
    void curve_ofOneFork_hasAPointNearEveryK() {
        List<ChunkTimes.Point> points = times(run(1)).getLast().points();
        assertThat(points.getFirst().k()).isEqualTo(1);
        assertThat(points.getLast().k()).isGreaterThan((int) (NR_CHUNKS / 1.04));
        for (int i = 1; i < points.size(); i++) {
            int last = points.get(i - 1).k();
            assertThat(points.get(i).k()).isBetween(last + 1, Math.max(last + 1,
                    (int) (last * 1.04) + 1));
            assertThat(points.get(i).ns())
                    .isBetween(points.get(i).low(), points.get(i).high());
        }
    }

    @Test
    void chunks_thatNobodyTimed_areLeftOut() {
        RunData run = run(2);
        rewrite(run, "devprivate", 0, 0);
        assertThat(times(run)).extracting(ChunkTimes::design).containsExactly("legacy");
    }

    @Test
    void run_withoutTheFiles_showsNothing() throws Exception {
        RunData run = run(2);
        for (ForkRecord record : run.forks()) {
            Files.delete(folder.resolve(StepTimes.fileName(
                    ((ForkRecord.Measured) record).hlog())));
        }
        assertThat(times(run)).isEmpty();
        assertThat(ChunkBlocks.of(MissingNode.getInstance(), times(run))).isEmpty();
    }
}
