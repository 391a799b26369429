package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Protects that phases add up to the statistic by which a fork is judged: phases that do not would
 * explain another number than the one that is shown.
 */
class PhaseLogTest {

    private static final int SAMPLES = 1000;

    private final PhaseLog log = new PhaseLog(List.of(new PhaseLog.Column("copy", "there"),
            new PhaseLog.Column("map", "there"), new PhaseLog.Column("unmap", "back")));

    /** Sums are 300 to 1,299; every tenth sample is disturbed in one phase by ten times as much. */
    @Test
    void phases_ofDisturbedSamples_addUpToThePercentile() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < SAMPLES; i++) {
            sample(100 + i / 2, 100 + random.nextInt(3), i % 10 == 9 ? 10_000 : 100 + i / 2);
        }
        Map<String, Double> p10 = log.typical(10);
        Map<String, Double> p50 = log.typical(50);
        // 900 samples are not disturbed: rank 100 of them is i = 111, rank 500 is i = 555.
        assertThat(phases(p10)).isCloseTo(301 + 111, within(5.0));
        assertThat(phases(p50)).isCloseTo(301 + 555, within(5.0));
    }

    @Test
    void parts_haveThePercentileOfTheirOwn() {
        for (int i = 0; i <= 100; i++) {
            sample(i, i, 1000 - i);
        }
        assertThat(log.typical(10)).containsEntry("part.there", 20.0)
                .containsEntry("part.back", 910.0);
    }

    @Test
    void clear_forgetsTheWarmUp() {
        sample(1_000_000, 1, 1);
        log.clear();
        sample(7, 0, 1);
        assertThat(log.typical(50)).containsEntry("phase.copy", 7.0);
        assertThat(log.nrSamples()).isEqualTo(1);
    }

    @Test
    void publish_ofNoSample_saysNothing() {
        ForkMetrics.takeLatest();
        log.publish(50);
        assertThat(ForkMetrics.takeLatest()).isEmpty();
    }

    private void sample(long copyNs, long mapNs, long unmapNs) {
        log.add(0, copyNs);
        log.add(1, mapNs);
        log.add(2, unmapNs);
        log.endSample();
    }

    private static double phases(Map<String, Double> typical) {
        return typical.entrySet().stream().filter(entry -> entry.getKey().startsWith("phase."))
                .mapToDouble(Map.Entry::getValue).sum();
    }
}
