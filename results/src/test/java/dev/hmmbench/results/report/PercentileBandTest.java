package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Protects the band of the percentile ratio: it comes from rounds, not from single samples. */
class PercentileBandTest {

    private static final double ROUND_SD = 0.03;

    private static Histogram[] rounds(Random random, int nrRounds, double roundSd) {
        Histogram[] rounds = new Histogram[nrRounds];
        for (int i = 0; i < nrRounds; i++) {
            double level = Math.exp(random.nextGaussian() * roundSd);
            rounds[i] = new Histogram(3_600_000_000_000L, 3);
            for (int sample = 0; sample < 400; sample++) {
                rounds[i].recordValue(Math.round(100_000 * level
                        * (1 + 0.1 * Math.abs(random.nextGaussian()))));
            }
        }
        return rounds;
    }

    @Test
    void halfWidth_levelsOfRoundsThatDiffer_isAsWideAsTheirSpread() {
        Random random = new Random(1);
        PercentileBand band = new PercentileBand(rounds(random, 20, ROUND_SD),
                rounds(random, 20, ROUND_SD), 7);
        // Two arms of sd 3 %, 20 rounds: t(0.975, 19) * 0.03 * sqrt(2 / 20) = 0.0199, and the
        // samples' own spread adds little.
        assertThat(band.halfWidth(50)).isCloseTo(0.0199, within(0.007));
    }

    @Test
    void halfWidth_equalRounds_isNothing() {
        Histogram[] same = new Histogram[6];
        java.util.Arrays.fill(same, rounds(new Random(1), 1, 0)[0]);
        assertThat(new PercentileBand(same, same, 7).halfWidth(99)).isZero();
    }

    @Test
    void halfWidth_manyPairsOfOneDesign_holdsOneNineteenTimesInTwenty() {
        Random random = new Random(11);
        int covered = 0;
        for (int i = 0; i < 100; i++) {
            Histogram[] first = rounds(random, 8, ROUND_SD);
            Histogram[] second = rounds(random, 8, ROUND_SD);
            double ratio = Histograms.merged("b", second).orElseThrow().points().stream()
                    .filter(point -> point.percentile() == 50).findFirst().orElseThrow().value()
                    / Histograms.merged("a", first).orElseThrow().points().stream()
                    .filter(point -> point.percentile() == 50).findFirst().orElseThrow().value();
            if (Math.abs(Math.log(ratio)) <= new PercentileBand(first, second, i).halfWidth(50)) {
                covered++;
            }
        }
        // 95 of 100 are expected; below 88 has a probability of 0.002 (binomial, one seed).
        assertThat(covered).isBetween(88, 100);
    }

    @Test
    void exists_fourRounds_isNot() {
        Histogram[] four = rounds(new Random(1), 4, 0);
        assertThat(new PercentileBand(four, four, 7).exists()).isFalse();
    }
}
