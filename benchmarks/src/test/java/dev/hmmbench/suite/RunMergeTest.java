package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.CpuTime;
import dev.hmmbench.results.run.Disturbance;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.JsonFile;
import dev.hmmbench.results.run.JvmInfo;
import dev.hmmbench.results.run.PendingFork;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Samples;
import dev.hmmbench.results.run.Schema;
import dev.hmmbench.results.run.Shard;
import dev.hmmbench.results.run.StepTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects shards: put together they are one whole run, and nothing else may be put together. */
class RunMergeTest {

    private static final long SEED = 5;

    @TempDir
    private Path folder;

    private Path shard(int index, int count, long seed, String build) {
        RunPlan plan = Planner.plan(Plans.request(Plans.suite(2, 6), seed,
                new Shard(index, count), Optional.empty()));
        Path path = folder.resolve("shard" + index + "-" + seed + build);
        try (RunFolder run = RunFolder.create(path, plan, Environment.of(Map.of(
                "cpu", Map.of("model", "machine " + index),
                "harness", Map.of("build", build))))) {
            run.pending().forEach(fork -> run.journal().append(new ForkRecord.Measured(
                    new ForkRecord.Identity(Schema.VERSION, index, fork.round(), fork.position(),
                            fork.row().id(), fork.arm().name(), 1, 2, 3),
                    Samples.of(new double[] {1}), List.of(1.0, 1.0), new TreeMap<>(),
                    new CpuTime(1, 1, 1, 0), Disturbance.NONE, JvmInfo.UNKNOWN,
                    histogram(path, fork))));
        }
        return path;
    }

    /** Writes a histogram's name and times into a shard, for one fork of each round. */
    private static String histogram(Path path, PendingFork fork) {
        if (fork.position() > 0) {
            return "";
        }
        String name = "latency-r" + fork.round() + ".hlog";
        JsonFile.writeText(path.resolve(name), "histogram of round " + fork.round());
        StepTimes.write(path.resolve(name), new long[] {fork.round()});
        return name;
    }

    @Test
    void allShards_makeTheWholeRun() {
        List<Path> shards = new ArrayList<>();
        for (int index = 3; index >= 1; index--) {
            shards.add(shard(index, 3, SEED, "b"));
        }
        RunMerge.merge(shards, folder.resolve("whole"));
        RunData whole = RunFolder.read(folder.resolve("whole"));
        RunPlan expected = Planner.plan(Plans.request(Plans.suite(2, 6), SEED));
        assertThat(whole.plan().order()).isEqualTo(expected.order());
        assertThat(whole.forks()).hasSize(expected.nrForks());
        assertThat(whole.environment().value("cpu", "model")).isEqualTo("machine 1");
        assertThat(whole.environment().value("cpu", "model (shard 3)")).isEqualTo("machine 3");
    }

    @Test
    void histogramsAndTimes_comeAlong() throws IOException {
        RunMerge.merge(List.of(shard(1, 2, SEED, "b"), shard(2, 2, SEED, "b")),
                folder.resolve("whole"));
        for (int round = 1; round <= 6; round++) {
            assertThat(folder.resolve("whole/latency-r" + round + ".hlog"))
                    .hasContent("histogram of round " + round);
            assertThat(Files.readString(folder.resolve("whole/latency-r" + round + ".times")))
                    .isEqualTo(round + "\n");
        }
    }

    @Test
    void answers_thatOneShardHas_comeAlong() {
        Path first = shard(1, 2, SEED, "b");
        Path second = shard(2, 2, SEED, "b");
        JsonFile.writeText(second.resolve("platforms.json"), "{}");
        RunMerge.merge(List.of(first, second), folder.resolve("whole"));
        assertThat(folder.resolve("whole/platforms.json")).hasContent("{}");
        assertThat(folder.resolve("whole/footprint.json")).doesNotExist();
    }

    @Test
    void missingShard_isRefused() {
        Path first = shard(1, 2, SEED, "b");
        refused(List.of(first), "shard 2 of 2 is missing");
    }

    @Test
    void shardGivenTwice_isRefused() {
        Path first = shard(1, 2, SEED, "b");
        refused(List.of(first, first), "given twice");
    }

    @Test
    void shardsOfOtherRuns_areRefused() {
        refused(List.of(shard(1, 2, SEED, "b"), shard(2, 2, SEED + 1, "b")),
                "not parts of one run");
    }

    @Test
    void shardsOfOtherBuilds_areRefused() {
        refused(List.of(shard(1, 2, SEED, "b"), shard(2, 2, SEED, "c")), "another build");
    }

    private void refused(List<Path> shards, String said) {
        assertThatThrownBy(() -> RunMerge.merge(shards, folder.resolve("whole")))
                .isInstanceOf(RunDataException.class).hasMessageContaining(said);
    }
}
