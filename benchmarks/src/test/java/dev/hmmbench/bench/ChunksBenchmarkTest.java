package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.count.Counter;
import dev.hmmbench.results.run.StepTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the row that times each K: each is searched for once in eight samples, literally. */
class ChunksBenchmarkTest {

    private static final int CHUNKS = 64;

    private static ChunksBenchmark row(String model) {
        ChunksBenchmark row = new ChunksBenchmark();
        row.model = model;
        row.chunks = CHUNKS;
        row.setUp();
        row.counters().reset();
        return row;
    }

    // The K-th finds K - 1 in its way, below 15 regions: 2 K - 1 candidates past 14 + K regions.
    // The first sample takes K = 1, 9, ... 57.
    @Test
    void legacy_oneSample_countsTheSearchesOfItsTurnAlone() {
        ChunksBenchmark row = row("legacy");
        row.work();
        long probes = 0;
        long visits = 0;
        for (long k = 1; k <= CHUNKS; k += 8) {
            probes += 2 * k - 1;
            visits += (2 * k - 1) * (14 + k);
        }
        assertThat(row.counters().get(Counter.REGION_PROBES)).isEqualTo(probes);
        assertThat(row.counters().get(Counter.REGION_NODES_VISITED)).isEqualTo(visits);
        row.tearDown();
    }

    @Test
    void eightSamples_timeEachKOnce() {
        for (String model : new String[] {"legacy", "devprivate"}) {
            ChunksBenchmark row = row(model);
            for (int sample = 0; sample < 7; sample++) {
                row.work();
            }
            assertThat(row.latestNs(8)).as("K = 8 comes last").isEqualTo(StepTimes.NOT_TIMED);
            row.work();
            for (int k = 1; k <= CHUNKS; k++) {
                assertThat(row.latestNs(k)).as(model + ", K = " + k).isPositive();
            }
            row.tearDown();
        }
    }

    @Test
    void tearDown_withAWantedHistogram_writesATimeForEachK(@TempDir Path folder)
            throws IOException {
        System.setProperty(ForkMetrics.HLOG_PROPERTY, folder.resolve("a.hlog").toString());
        try {
            ChunksBenchmark row = row("devprivate");
            row.work();
            row.tearDown();
        } finally {
            System.clearProperty(ForkMetrics.HLOG_PROPERTY);
        }
        assertThat(folder.resolve("a.hlog")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("a.times"))).hasSize(CHUNKS)
                .filteredOn(line -> !line.equals("0")).hasSize(CHUNKS / 8);
    }
}
