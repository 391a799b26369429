package dev.hmmbench.results.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.gate.GateSimulation.Noise;
import dev.hmmbench.results.gate.GateSimulation.Rate;
import dev.hmmbench.results.gate.GateSimulation.Setting;
import dev.hmmbench.results.gate.GateSimulation.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Protects the promise to CI maintainers: the gate alarms without cause in at most one suite of a
 * hundred, and finds a slowdown of ten percent in at least 99 of a hundred.
 */
final class GateSimulationTest {

    private static final int FEW = 800;
    private static final int FULL = 20_000;
    private static final long SEED = 4;
    private static final double LIMIT = 0.01;

    @Test
    void falseAlarms_noisiestWorlds_areRare() {
        for (Way way : new Way[] {Way.HISTORY_ALONE, Way.HISTORY_CONFIRMED}) {
            assertThat(alarms(way, 20, 0.02, 1, 0, FEW).share()).isLessThanOrEqualTo(LIMIT);
            assertThat(alarms(way, 5, 0.10, 1, 0, FEW).share()).isLessThanOrEqualTo(LIMIT);
            assertThat(alarms(way, 10, 0.10, 3.2, 0, FEW).share()).isLessThanOrEqualTo(LIMIT);
        }
    }

    @Test
    void detection_tenPercent_isNearlyCertain() {
        assertThat(alarms(Way.HISTORY_CONFIRMED, 10, 0.02, 0, 0.10, FEW).share())
                .isGreaterThanOrEqualTo(0.99);
        assertThat(alarms(Way.BASE_CONFIRMED, 0, 0.02, 0, 0.10, FEW).share())
                .isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void detection_noSlowdown_isNotFound() {
        assertThat(alarms(Way.HISTORY_CONFIRMED, 10, 0.02, 0, 0.001, FEW).share())
                .isLessThan(LIMIT);
    }

    @Test
    void rate_zeroOfThreeHundred_isBoundByOnePercent() {
        // The rule of three: 1 - 0.05^(1/300) = 0.00994.
        assertThat(new Rate(0, 300).upper()).isBetween(0.00993, 0.00995);
        // scipy.stats.beta.ppf(0.95, 6, 95) and ppf(0.05, 5, 96).
        assertThat(new Rate(5, 100).upper()).isBetween(0.1022, 0.1024);
        assertThat(new Rate(5, 100).lower()).isBetween(0.0198, 0.0200);
    }

    @Test
    void alarms_sameSeed_sameNumber() {
        assertThat(alarms(Way.CONTROL, 0, 0.02, 0, 0, FEW))
                .isEqualTo(alarms(Way.CONTROL, 0, 0.02, 0, 0, FEW));
    }

    @Test
    @Tag("long")
    void falseAlarms_everyWorld_boundIsAtMostOnePercent() {
        for (Way way : new Way[] {Way.HISTORY_ALONE, Way.HISTORY_CONFIRMED}) {
            for (int accepted : new int[] {5, 10, 20}) {
                for (double sd : new double[] {0.02, 0.05, 0.10}) {
                    for (double between : new double[] {0, 1, Math.sqrt(10)}) {
                        assertThat(alarms(way, accepted, sd, between, 0, FULL).upper())
                                .as("%s K=%d sd=%s between=%s", way, accepted, sd, between)
                                .isLessThanOrEqualTo(LIMIT);
                    }
                }
            }
        }
    }

    @Test
    @Tag("long")
    void falseAlarms_headAgainstBase_boundIsAtMostOnePercent() {
        for (Way way : new Way[] {Way.BASE_ALONE, Way.BASE_CONFIRMED}) {
            for (Noise noise : Noise.values()) {
                for (double sd : new double[] {0.02, 0.05, 0.10}) {
                    assertThat(GateSimulation.alarms(Setting.of(way, 0, sd, 0, 0).with(noise),
                            FULL, SEED).upper()).as("%s %s sd=%s", way, noise, sd)
                            .isLessThanOrEqualTo(LIMIT);
                }
            }
        }
    }

    @Test
    @Tag("long")
    void controlRejection_isAtItsLevel() {
        // 0.1 percent of 40,000 is 40; four standard deviations are 25.
        assertThat(alarms(Way.CONTROL, 0, 0.02, 0, 0, 2 * FULL).events()).isBetween(15, 65);
    }

    @Test
    @Tag("long")
    void tables_full_areWritten() throws IOException {
        Path file = Path.of("target", "simulation.md");
        Files.writeString(file, SimulationTables.of(FULL));
        assertThat(file).isNotEmptyFile();
    }

    private static Rate alarms(Way way, int accepted, double sd, double between,
            double slowdown, int suites) {
        return GateSimulation.alarms(Setting.of(way, accepted, sd, between, slowdown), suites,
                SEED);
    }
}
