package dev.hmmbench.results.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Protects the levels that are promised: simulated A/A data shows what share of alarms each
 * procedure really gives, and that the ones we do not use are wrong.
 */
final class LevelTest {

    private static final int NR_RUNS = 4_000;
    private static final int NR_ROUNDS = 10;
    /** Four standard deviations of a share of 5 percent in 4,000. */
    private static final double TOLERANCE = 0.014;

    private final SplittableRandom random = new SplittableRandom(42);

    /** What is counted in one simulated run. */
    private interface Experiment {
        boolean isAlarm();
    }

    private static double share(Experiment experiment) {
        int alarms = 0;
        for (int i = 0; i < NR_RUNS; i++) {
            alarms += experiment.isAlarm() ? 1 : 0;
        }
        return (double) alarms / NR_RUNS;
    }

    /** Returns per-round levels that wander: a machine that warms up and is shared. */
    private double[] drift(int nrRounds) {
        double[] levels = new double[nrRounds];
        double level = 0;
        for (int i = 0; i < nrRounds; i++) {
            level += 0.01 * random.nextGaussian();
            levels[i] = level;
        }
        return levels;
    }

    private double[] noise(int count, double sd) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> sd * random.nextGaussian());
        return values;
    }

    @Test
    void paired_interleavedUnderDrift_keepsFivePercent() {
        assertThat(share(() -> {
            double[] levels = drift(NR_ROUNDS);
            double[] a = noise(NR_ROUNDS, 0.02);
            double[] b = noise(NR_ROUNDS, 0.02);
            double[] ratios = new double[NR_ROUNDS];
            Arrays.setAll(ratios, i -> levels[i] + b[i] - (levels[i] + a[i]));
            return MeanEstimate.paired(ratios).pValue() < 0.05;
        })).isBetween(0.05 - TOLERANCE, 0.05 + TOLERANCE);
    }

    @Test
    void blocks_oneDesignAfterTheOther_alarmFarTooOften() {
        assertThat(share(() -> {
            double[] levels = drift(2 * NR_ROUNDS);
            double[] a = noise(NR_ROUNDS, 0.02);
            double[] b = noise(NR_ROUNDS, 0.02);
            Arrays.setAll(a, i -> a[i] + levels[i]);
            Arrays.setAll(b, i -> b[i] + levels[NR_ROUNDS + i]);
            return MeanEstimate.welch(a, b).pValue() < 0.05;
        })).isGreaterThan(0.20);
    }

    @Test
    void pooledIterations_forksThatDiffer_alarmFarTooOften() {
        assertThat(share(() -> MeanEstimate.welch(pooled(), pooled()).pValue() < 0.05))
                .isGreaterThan(0.20);
    }

    /** Returns five iterations of each of ten forks: fork sd 2 percent, iteration sd 1 percent. */
    private double[] pooled() {
        double[] forks = noise(NR_ROUNDS, 0.02);
        double[] iterations = noise(NR_ROUNDS * 5, 0.01);
        Arrays.setAll(iterations, i -> iterations[i] + forks[i / 5]);
        return iterations;
    }

    @Test
    void threeLooks_atTheirLevel_keepFivePercentTogether() {
        assertThat(share(() -> isAlarmAtAnyLook(0.0221)))
                .isBetween(0.05 - TOLERANCE, 0.05 + TOLERANCE);
        assertThat(share(() -> isAlarmAtAnyLook(0.05))).isGreaterThan(0.08);
    }

    private boolean isAlarmAtAnyLook(double alpha) {
        double[] all = noise(30, 0.02);
        for (int look : new int[] {10, 20, 30}) {
            if (MeanEstimate.paired(Arrays.copyOf(all, look)).pValue() < alpha) {
                return true;
            }
        }
        return false;
    }

    @Test
    void equivalence_atTheMargin_isWrongInFivePercent() {
        double margin = Math.log(1.03);
        assertThat(share(() -> {
            double[] ratios = noise(NR_ROUNDS, 0.02);
            Arrays.setAll(ratios, i -> ratios[i] + margin);
            return MeanEstimate.paired(ratios).pEquivalence(margin) < 0.05;
        })).isBetween(0.05 - TOLERANCE, 0.05 + TOLERANCE);
    }

    @Test
    void minimumDetectable_itsOwnSize_isFoundInEightyPercent() {
        // Planted: what ten rounds of sd 2 percent find, 0.0199 by (2.262 + 0.883) * 0.02/sqrt 10.
        assertThat(share(() -> {
            double[] ratios = noise(NR_ROUNDS, 0.02);
            Arrays.setAll(ratios, i -> ratios[i] + 0.0199);
            return MeanEstimate.paired(ratios).pValue() < 0.05;
        })).isBetween(0.77, 0.83);
    }

    @Test
    void prediction_newRunLikeTheOld_isExceededInFivePercent() {
        assertThat(share(() -> noise(1, 0.02)[0]
                > PredictionLimit.of(noise(5, 0.02)).upper(0.05)))
                .isBetween(0.05 - TOLERANCE, 0.05 + TOLERANCE);
    }

    @Test
    void bootstrapT_fifteenRounds_staysNearFivePercent() {
        int alarms = 0;
        for (int i = 0; i < 300; i++) {
            double[] ratios = noise(15, 0.02);
            alarms += BootstrapT.interval(ratios, 0.05, i).orElseThrow().contains(0) ? 0 : 1;
        }
        assertThat(alarms).isBetween(3, 32);
    }

    @Test
    void holm_fifteenRowsWithoutEffect_alarmInFivePercentOfSuites() {
        assertThat(share(() -> {
            double[] p = new double[15];
            Arrays.setAll(p, i -> MeanEstimate.paired(noise(NR_ROUNDS, 0.02)).pValue());
            return Arrays.stream(Multiplicity.holm(p)).anyMatch(value -> value <= 0.05);
        })).isBetween(0.05 - TOLERANCE, 0.05 + TOLERANCE);
    }
}
