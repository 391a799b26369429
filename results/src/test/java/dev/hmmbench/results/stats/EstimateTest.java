package dev.hmmbench.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Protects the numbers that verdicts stand on: each procedure gives published or independently
 * computed values (scipy 1.17.1 with numpy 2.4.6 where nothing else is named).
 */
final class EstimateTest {

    /** Hours of sleep gained with two drugs: Student, Biometrika 6 (1908). */
    private static final double[] DRUG_1 = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    private static final double[] DRUG_2 = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    private static final double[] LOG_RATIOS =
            {0.012, -0.004, 0.021, 0.009, 0.015, -0.001, 0.018, 0.007};

    private static double[] sleepDifferences() {
        double[] differences = new double[DRUG_1.length];
        Arrays.setAll(differences, i -> DRUG_2[i] - DRUG_1[i]);
        return differences;
    }

    @Nested
    final class Paired {

        @Test
        void paired_sleepData_matchesR() {
            // R 4 documentation of t.test: t = 4.0621, df = 9, p = 0.002833, 0.7001142 2.4598858.
            MeanEstimate estimate = MeanEstimate.paired(sleepDifferences());
            assertThat(estimate.mean()).isCloseTo(1.58, within(1e-12));
            assertThat(estimate.degrees()).isEqualTo(9);
            assertThat(estimate.mean() / estimate.standardError())
                    .isCloseTo(4.062127683, within(1e-8));
            assertThat(estimate.pValue()).isCloseTo(0.00283289, within(1e-8));
            assertThat(estimate.interval(0.05).low()).isCloseTo(0.7001142, within(1e-7));
            assertThat(estimate.interval(0.05).high()).isCloseTo(2.4598858, within(1e-7));
        }

        @Test
        void welch_sleepData_matchesR() {
            // R 4 documentation of t.test: t = -1.8608, df = 17.776, p = 0.07939.
            MeanEstimate estimate = MeanEstimate.welch(DRUG_1, DRUG_2);
            assertThat(estimate.degrees()).isCloseTo(17.776473516, within(1e-8));
            assertThat(estimate.pValue()).isCloseTo(0.0793941402, within(1e-9));
            assertThat(estimate.interval(0.05).low()).isCloseTo(-0.2054832307, within(1e-8));
        }

        @Test
        void equivalence_logRatios_matchesScipy() {
            assertThat(MeanEstimate.paired(LOG_RATIOS).pEquivalence(Math.log(1.03)))
                    .isCloseTo(0.000180177, within(1e-9));
        }

        @Test
        void pAbove_limit_matchesScipy() {
            assertThat(MeanEstimate.paired(LOG_RATIOS).pAbove(0.005))
                    .isCloseTo(0.089975885, within(1e-8));
        }

        @Test
        void minimumDetectable_logRatios_matchesScipy() {
            assertThat(MeanEstimate.paired(LOG_RATIOS).minimumDetectable(0.05))
                    .isCloseTo(0.01012412032, within(1e-10));
        }

        @Test
        void blocked_twoMachines_takesTheirLevelsOut() {
            // By hand: inside each machine the distances are -1, 1, 0 times 0.01, so the squares
            // sum to 4e-4 over 6 - 2 degrees.
            MeanEstimate estimate = MeanEstimate.blocked(
                    new double[] {0.1, 0.12, 0.11, 0.2, 0.22, 0.21}, new int[] {1, 1, 1, 2, 2, 2});
            assertThat(estimate.mean()).isCloseTo(0.16, within(1e-12));
            assertThat(estimate.sd()).isCloseTo(0.01, within(1e-12));
            assertThat(estimate.degrees()).isEqualTo(4);
        }

        @Test
        void blocked_oneMachine_isPaired() {
            assertThat(MeanEstimate.blocked(LOG_RATIOS, new int[LOG_RATIOS.length]))
                    .isEqualTo(MeanEstimate.paired(LOG_RATIOS));
        }

        @Test
        void blocked_oneRoundPerMachine_isRefused() {
            assertThatThrownBy(() -> MeanEstimate.blocked(new double[] {1, 2}, new int[] {1, 2}))
                    .hasMessageContaining("leave no spread");
        }
    }

    @Nested
    final class Degenerate {

        @Test
        void paired_equalValues_leavesNoDoubt() {
            MeanEstimate estimate = MeanEstimate.paired(new double[] {0.1, 0.1, 0.1});
            assertThat(estimate.sd()).isLessThan(1e-15);
            assertThat(estimate.pValue()).isLessThan(1e-12);
            MeanEstimate none = MeanEstimate.paired(new double[] {0, 0, 0});
            assertThat(none.pValue()).isEqualTo(1);
            assertThat(none.interval(0.05)).isEqualTo(new Interval(0, 0));
        }

        @Test
        void paired_oneValue_isRefused() {
            assertThatThrownBy(() -> MeanEstimate.paired(new double[] {0.1}))
                    .hasMessageContaining("at least 2");
        }

        @Test
        void paired_notANumber_isRefused() {
            assertThatThrownBy(() -> MeanEstimate.paired(new double[] {0.1, Double.NaN}))
                    .hasMessageContaining("NaN");
        }

        @Test
        void logs_zero_isRefused() {
            assertThatThrownBy(() -> Numbers.logs(new double[] {1, 0}))
                    .hasMessageContaining("0.0");
        }
    }

    @Nested
    final class CrossChecks {

        @Test
        void hodgesLehmann_sleepData_matchesNumpy() {
            // numpy.median of all 55 Walsh averages.
            assertThat(HodgesLehmann.of(sleepDifferences())).isCloseTo(1.3, within(1e-12));
        }

        @Test
        void hodgesLehmann_oneWildValue_hardlyMoves() {
            assertThat(HodgesLehmann.of(new double[] {1, 2, 3, 4, 1000})).isEqualTo(3);
        }

        @Test
        void bootstrapT_sleepData_matchesNumpy() {
            // numpy with 400,000 resamples: 0.950 to 3.105; ours has 4,000.
            Interval interval = BootstrapT.interval(sleepDifferences(), 0.05, 7).orElseThrow();
            assertThat(interval.low()).isCloseTo(0.950, within(0.04));
            assertThat(interval.high()).isCloseTo(3.105, within(0.15));
        }

        @Test
        void bootstrapT_sameSeed_sameInterval() {
            assertThat(BootstrapT.interval(sleepDifferences(), 0.05, 7))
                    .isEqualTo(BootstrapT.interval(sleepDifferences(), 0.05, 7));
        }

        @Test
        void bootstrapT_fewRounds_isEmpty() {
            assertThat(BootstrapT.interval(LOG_RATIOS, 0.05, 7)).isEmpty();
        }
    }

    @Nested
    final class Prediction {

        private final PredictionLimit history =
                PredictionLimit.of(new double[] {0.10, 0.11, 0.095, 0.12, 0.105});

        @Test
        void upper_fiveRuns_matchesScipy() {
            assertThat(history.upper(0.05)).isCloseTo(0.12846039959, within(1e-9));
        }

        @Test
        void pWorse_quietRun_isByHistory() {
            assertThat(history.pWorse(shifted(0.14))).isCloseTo(0.01603125, within(1e-8));
        }

        @Test
        void pWorse_historyWithoutSpread_isByRounds() {
            double p = PredictionLimit.of(new double[] {0.1, 0.1, 0.1, 0.1, 0.1})
                    .pWorse(shifted(0.101));
            assertThat(p).isBetween(0.3, 0.5);
        }

        private MeanEstimate shifted(double mean) {
            MeanEstimate own = MeanEstimate.paired(LOG_RATIOS);
            return new MeanEstimate(own.n(), own.degrees(), mean, own.sd(), own.standardError());
        }
    }
}
