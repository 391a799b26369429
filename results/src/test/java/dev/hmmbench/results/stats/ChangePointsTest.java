package dev.hmmbench.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Protects the history: real changes of level are found, noise is not taken for one. */
final class ChangePointsTest {

    /**
     * Annual flow of the Nile at Aswan, 1871 to 1970, 10^8 cubic metres: R's data set "Nile". Cobb,
     * Biometrika 65 (1978): the level fell after 1898, the 28th year.
     */
    private static final double[] NILE = {
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960,
        1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694,
        940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764,
        821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822,
        1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740};

    @Test
    void find_nile_isTheKnownYear() {
        assertThat(ChangePoints.find(NILE, 0)).singleElement().satisfies(change -> {
            assertThat(change.index()).isEqualTo(28);
            assertThat(change.before()).isCloseTo(1097.75, within(0.01));
            assertThat(change.after()).isCloseTo(849.97, within(0.01));
        });
    }

    @Test
    void energy_fourValues_matchesHandCalculation() {
        // Between: (3 + 4 + 2 + 3) / 4 = 3, doubled 6; within: 1 and 1; 2 * 2 / 4 * (6 - 2) = 4.
        assertThat(ChangePoints.energy(new double[] {1, 2}, new double[] {4, 5}))
                .isCloseTo(4, within(1e-12));
    }

    @Test
    void find_twoSteps_findsBoth() {
        double[] series = new double[30];
        Arrays.setAll(series, i -> (i < 10 ? 0 : i < 20 ? 0.1 : 0.02) + (i % 3) * 0.005);
        assertThat(ChangePoints.find(series, 0.03)).extracting(ChangePoints.Change::index)
                .containsExactly(10, 20);
    }

    @Test
    void find_stepBelowTheAmountThatCounts_isNone() {
        double[] series = new double[30];
        Arrays.setAll(series, i -> (i < 15 ? 0 : 0.02) + (i % 3) * 0.001);
        assertThat(ChangePoints.find(series, 0.03)).isEmpty();
        assertThat(ChangePoints.find(series, 0.01)).hasSize(1);
    }

    @Test
    void find_fewPoints_isNone() {
        assertThat(ChangePoints.find(new double[] {0, 0, 0, 0, 9, 9, 9, 9, 9}, 0)).isEmpty();
        assertThat(ChangePoints.find(new double[0], 0)).isEmpty();
    }

    @Test
    void find_noise_isSeldomTakenForChange() {
        SplittableRandom random = new SplittableRandom(8);
        int found = 0;
        for (int i = 0; i < 500; i++) {
            double[] series = new double[30];
            Arrays.setAll(series, j -> random.nextGaussian());
            found += ChangePoints.find(series, 0).isEmpty() ? 0 : 1;
        }
        // At a level of one percent 5 are expected; four standard deviations above are 14.
        assertThat(found).isLessThanOrEqualTo(14);
    }
}
