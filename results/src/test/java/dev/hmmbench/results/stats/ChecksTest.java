package dev.hmmbench.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Protects what is checked beside the estimate: families, forks, warm-up. */
final class ChecksTest {

    private static final Offset<Double> TINY = within(1e-12);

    @Test
    void holm_fourRows_matchesHandCalculation() {
        // 0.01 x 4, then 0.02 x 3, then 0.03 x 2 raised to its predecessor, then 0.2 x 1.
        assertThat(Multiplicity.holm(new double[] {0.03, 0.01, 0.2, 0.02}))
                .containsExactly(new double[] {0.06, 0.04, 0.2, 0.06}, TINY);
    }

    @Test
    void benjaminiHochberg_sixRows_matchesScipy() {
        // scipy.stats.false_discovery_control([0.01, 0.02, 0.03, 0.04, 0.05, 0.2])
        assertThat(Multiplicity.benjaminiHochberg(
                new double[] {0.2, 0.01, 0.02, 0.03, 0.04, 0.05}))
                .containsExactly(new double[] {0.2, 0.06, 0.06, 0.06, 0.06, 0.06}, TINY);
    }

    @Test
    void holm_largeValues_stayAtOne() {
        assertThat(Multiplicity.holm(new double[] {0.9, 0.8})).containsExactly(1, 1);
    }

    @Test
    void holm_noPValue_isRefused() {
        assertThatThrownBy(() -> Multiplicity.holm(new double[] {Double.NaN}))
                .hasMessageContaining("NaN");
    }

    @Test
    void intraclass_shroutFleiss_isPublishedValue() {
        // Shrout and Fleiss, Psychological Bulletin 86 (1979), table 2: ICC(1,1) = .17.
        assertThat(IntraclassCorrelation.of(List.of(new double[] {9, 2, 5, 8},
                new double[] {6, 1, 3, 2}, new double[] {8, 4, 6, 8}, new double[] {7, 1, 2, 6},
                new double[] {10, 5, 6, 9}, new double[] {6, 2, 4, 7})))
                .isCloseTo(0.1657417684, within(1e-9));
    }

    @Test
    void intraclass_raggedGroups_matchesNumpy() {
        // numpy: 10/11 by the same formula written out.
        assertThat(IntraclassCorrelation.of(List.of(new double[] {1, 2, 3}, new double[] {4, 5},
                new double[] {7, 8, 9, 10}))).isCloseTo(0.9090909091, within(1e-9));
    }

    @Test
    void trend_fallingFork_matchesScipy() {
        // scipy 1.17: expm1(5 * theilslopes(log(x))[0]).
        assertThat(WarmUp.trend(new double[] {10, 9.5, 9.8, 9.1, 9.0, 8.9}))
                .isCloseTo(-0.101962509540, within(1e-9));
    }

    @Test
    void trend_steepFall_staysAboveMinusOne() {
        // Halved with each of three steps: an eighth is left.
        assertThat(WarmUp.trend(new double[] {8, 4, 2, 1})).isCloseTo(-0.875, within(1e-12));
    }

    @Test
    void trend_oneOutlierAtTheEnd_isNoTrend() {
        assertThat(WarmUp.trend(new double[] {10, 10, 10, 10, 10, 50})).isZero();
    }

    @Test
    void trend_oneIteration_isZero() {
        assertThat(WarmUp.trend(new double[] {10})).isZero();
        assertThat(WarmUp.medianTrend(List.of())).isZero();
    }

    @Test
    void jitFlip_forkTwiceOff_isNamed() {
        assertThat(JitFlip.indices(new double[] {10, 11, 22, 9, 4.9, 10})).containsExactly(2, 4);
        assertThat(JitFlip.indices(new double[] {10, 11, 19, 9, 5.2, 10})).isEmpty();
    }

    @Test
    void jitFlip_twoForks_noneIsTheOddOne() {
        assertThat(JitFlip.indices(new double[] {1, 100})).isEmpty();
    }

    @Test
    void median_evenCount_isMeanOfMiddleTwo() {
        assertThat(Numbers.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    }

    @Test
    void geometricMean_ofTwoAndEight_isFour() {
        assertThat(Numbers.geometricMean(new double[] {2, 8})).isCloseTo(4, TINY);
    }

    @Test
    void interval_wrongOrder_isRefused() {
        assertThatThrownBy(() -> new Interval(2, 1)).hasMessageContaining("2.0");
    }
}
