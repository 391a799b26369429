package dev.hmmbench.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Protects fitted exponents: by hand for exact laws, and against points that make no line. */
class PowerLawTest {

    @Test
    void fit_exactLaw_isFound() {
        PowerLaw law = PowerLaw.fit(new double[] {1, 4, 16}, new double[] {3, 6, 12});
        assertThat(law.exponent()).isCloseTo(0.5, within(1e-12));
        assertThat(law.scale()).isCloseTo(3, within(1e-12));
        assertThat(law.at(64)).isCloseTo(24, within(1e-9));
        assertThat(law.farthest(new double[] {4}, new double[] {9})).isCloseTo(0.5, within(1e-9));
    }

    /** By hand: logs of y over base 2 are 0, 2, 1 at 0, 1, 2: slope (1*1 + 0 - 1*0) / 2 = 1/2. */
    @Test
    void fit_pointsOffTheLine_isTheLeastSquaresSlope() {
        assertThat(PowerLaw.fit(new double[] {1, 2, 4}, new double[] {1, 4, 2}).exponent())
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void fit_tooFewOrSameOrNegative_isRefused() {
        assertThatThrownBy(() -> PowerLaw.fit(new double[] {1, 2}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PowerLaw.fit(new double[] {2, 2, 2}, new double[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PowerLaw.fit(new double[] {1, 2, 3}, new double[] {1, -2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
