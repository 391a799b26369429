package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.bench.ReservationBenchmark.Space;
import dev.hmmbench.count.Counter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protects the churn row: the same steps each time, from an empty space, in both designs. */
class ReservationBenchmarkTest {

    private static final int STEPS = 600;

    private static ReservationBenchmark row(String model, Space space) {
        ReservationBenchmark row = new ReservationBenchmark();
        row.model = model;
        row.space = space;
        row.steps = STEPS;
        row.setUp();
        return row;
    }

    @ParameterizedTest
    @CsvSource({"legacy,CROWDED", "legacy,ROOMY", "devprivate,CROWDED", "devprivate,ROOMY"})
    void everySample_beginsWithAnEmptySpace(String model, Space space) {
        ReservationBenchmark row = row(model, space);
        long placed = row.reserveAndRelease();
        row.counters().reset();
        assertThat(row.reserveAndRelease()).isEqualTo(placed);
        Map<Counter, Long> second = row.counters().snapshot();
        row.counters().reset();
        row.work();
        assertThat(row.counters().snapshot()).isEqualTo(second).isNotEmpty();
        row.tearDown();
    }

    @Test
    void crowdedSpace_makesTheLegacySearchTryMore() {
        assertThat(probes("legacy", Space.CROWDED)).isGreaterThan(probes("legacy", Space.ROOMY));
        assertThat(probes("devprivate", Space.CROWDED)).isZero();
    }

    @Test
    void spaceWithRoomForAll_letsBothDesignsPlaceTheSame() {
        assertThat(row("legacy", Space.ROOMY).reserveAndRelease())
                .isEqualTo(row("devprivate", Space.ROOMY).reserveAndRelease())
                .isEqualTo(row("devprivate", Space.CROWDED).reserveAndRelease());
    }

    private static long probes(String model, Space space) {
        ReservationBenchmark row = row(model, space);
        row.counters().reset();
        row.work();
        return row.counters().get(Counter.REGION_PROBES);
    }

    @Test
    void sequence_anySeed_drawsWholePagesBetweenItsBounds() {
        DeviceSequence sequence = new DeviceSequence(3, 1_000, 1);
        for (int step = 0; step < sequence.nrSteps(); step++) {
            assertThat(sequence.sizeBytes(step)).isBetween(1L << 20, 64L << 30);
            assertThat(sequence.sizeBytes(step) % 4096).isZero();
            assertThat(sequence.victim(step, 7)).isBetween(0, 6);
            assertThat(sequence.isCreation(step, 0)).isTrue();
            assertThat(sequence.isCreation(step, 2)).isFalse();
        }
    }

    @Test
    void sequence_sameSeed_isTheSame() {
        DeviceSequence one = new DeviceSequence(9, 100, 1L << 40);
        DeviceSequence other = new DeviceSequence(9, 100, 1L << 40);
        for (int step = 0; step < 100; step++) {
            assertThat(other.sizeBytes(step)).isEqualTo(one.sizeBytes(step));
            assertThat(other.victim(step, 50)).isEqualTo(one.victim(step, 50));
        }
    }
}
