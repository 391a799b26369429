package dev.hmmbench.results.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.RunDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protects the times beside a histogram: what was written comes back, or a clear line. */
class StepTimesTest {

    @TempDir
    private Path folder = Path.of("");

    private static ForkRecord.Measured fork(String hlog) {
        return new ForkRecord.Measured(
                new ForkRecord.Identity(Schema.VERSION, 1, 1, 0, "row", "legacy", 1, 2, 3),
                Samples.of(new double[] {1}), List.of(1.0), new TreeMap<>(),
                new CpuTime(1, 1, 1, 0), Disturbance.NONE, JvmInfo.UNKNOWN, hlog);
    }

    @Test
    void times_written_comeBack() {
        long[] ns = {1, StepTimes.NOT_TIMED, 34_000_000_000L};
        StepTimes.write(folder.resolve("latency-a.hlog"), ns);
        assertThat(folder.resolve("latency-a.times")).exists();
        assertThat(StepTimes.of(folder, fork("latency-a.hlog")).orElseThrow())
                .containsExactly(ns);
    }

    @Test
    void fork_withoutHistogramOrFile_hasNone() {
        assertThat(StepTimes.of(folder, fork(""))).isEmpty();
        assertThat(StepTimes.of(folder, fork("other.hlog"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12\nx\n", "12\n\n3\n", "12\n-3\n", "12\n1.5\n",
        "12\n9999999999999999999\n"})
    void file_withSomethingElse_isRefusedWithItsLine(String text) throws IOException {
        Files.writeString(folder.resolve("a.times"), text);
        assertThatThrownBy(() -> StepTimes.of(folder, fork("a.hlog")))
                .isInstanceOf(RunDataException.class).hasMessageContaining("a.times line 2");
    }
}
