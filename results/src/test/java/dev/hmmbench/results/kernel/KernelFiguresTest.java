package dev.hmmbench.results.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hmmbench.results.kernel.KernelFigure.Config;
import org.junit.jupiter.api.Test;

/**
 * Protects the recorded figures: a slip of the pen in a data file would stand in every report.
 * Expected values are the recorded kernels' published summary, rounded there to the digits here.
 */
class KernelFiguresTest {

    private static final long PAGE = 4096;
    private static final long HUGE = 2L << 20;
    private static final long GIB = 1L << 30;
    private static final long BUFFER = 16L << 20;

    private static final KernelFigures FIGURES = KernelFigures.bundled();

    @Test
    void create_at64GiB_hasThePublishedRatios() {
        assertThat(ratio("create", PAGE, 64 * GIB, 0)).isCloseTo(2.41, within(0.005));
        assertThat(ratio("create", PAGE, 64 * GIB, 7)).isCloseTo(3.18, within(0.005));
        assertThat(ratio("create", PAGE, 64 * GIB, 63)).isCloseTo(4.42, within(0.005));
        assertThat(ratio("create", PAGE, 64 * GIB, 511)).isCloseTo(5.41, within(0.005));
    }

    @Test
    void create_distribution_hasThePublishedRatio() {
        KernelFigure figure = FIGURES.at("create", Config.DISTRIBUTION, PAGE, 64 * GIB, 63)
                .orElseThrow();
        assertThat(figure.ratio().orElseThrow()).isCloseTo(4.15, within(0.006));
    }

    @Test
    void create_hoisted_hasThePublishedRatio() {
        KernelFigure figure = FIGURES.at("create_hoisted", Config.SMALL, PAGE, 16 * GIB, 0)
                .orElseThrow();
        assertThat(figure.ratio().orElseThrow()).isCloseTo(1.23, within(0.005));
        assertThat(figure.series().orElseThrow().instructions()).isEqualTo(66.45);
    }

    @Test
    void remove_at64GiB_isSixTimesDearer() {
        assertThat(ratio("remove", PAGE, 64 * GIB, 0)).isCloseTo(6.67, within(0.01));
    }

    @Test
    void lookup_ofAll_hasThePublishedCounts() {
        assertThat(series("number_to_page", 1)).isCloseTo(73, within(0.1));
        assertThat(series("number_to_page", 16)).isCloseTo(128, within(0.1));
        assertThat(series("number_to_page", 512)).isCloseTo(208, within(0.2));
        assertThat(series("number_to_page", 4096)).isCloseTo(260, within(0.4));
        assertThat(series("page_to_number", 1)).isCloseTo(16, within(0.1));
    }

    @Test
    void operations_ofA16MiBBuffer_haveThePublishedRatios() {
        assertThat(ratio("to_device_total", PAGE, BUFFER, 0)).isCloseTo(1.15, within(0.005));
        assertThat(ratio("to_system_total", PAGE, BUFFER, 63)).isCloseTo(1.54, within(0.005));
        assertThat(ratio("fault_back", PAGE, BUFFER, 511)).isCloseTo(1.34, within(0.005));
        assertThat(ratio("evict_total", PAGE, BUFFER, 0)).isCloseTo(1.25, within(0.005));
        assertThat(ratio("snapshot_device", PAGE, BUFFER, 511)).isCloseTo(4.42, within(0.005));
        assertThat(ratio("ram_migentry_fork", PAGE, BUFFER, 0)).isCloseTo(1.58, within(0.005));
        assertThat(ratio("ram_move_pages", PAGE, BUFFER, 0)).isCloseTo(1.012, within(0.0005));
    }

    @Test
    void operations_ofHugeFolios_haveThePublishedCounts() {
        KernelFigure figure = FIGURES.at("snapshot_device_pfn_to_page", Config.SMALL, HUGE,
                BUFFER, 63).orElseThrow();
        assertThat(figure.unit()).isEqualTo("instructions/folio");
        assertThat(figure.series().orElseThrow().instructions())
                .isCloseTo(108_037, within(1.5));
        assertThat(ratio("to_device_total", HUGE, BUFFER, 0)).isCloseTo(0.976, within(0.0005));
    }

    @Test
    void races_inRcuMode_haveNoFailure() {
        assertThat(FIGURES.races()).hasSize(13);
        assertThat(FIGURES.races()).filteredOn(race -> race.tree().equals("rcu")).hasSize(7)
                .allSatisfy(race -> assertThat(race.wrong() + race.none()).isZero());
        assertThat(FIGURES.races())
                .filteredOn(race -> race.tree().equals("as-posted"))
                .filteredOn(race -> race.config().equals("small"))
                .satisfies(races -> {
                    assertThat(races.stream().mapToLong(KernelRace::wrong).sum()).isEqualTo(7);
                    assertThat(races.stream().mapToLong(KernelRace::none).sum()).isEqualTo(16);
                });
    }

    private static double ratio(String operation, long folio, long size, int pagemaps) {
        return FIGURES.at(operation, Config.SMALL, folio, size, pagemaps).orElseThrow().ratio()
                .orElseThrow();
    }

    private static double series(String operation, int pagemaps) {
        return FIGURES.at(operation, Config.SMALL, PAGE, 0, pagemaps).orElseThrow().series()
                .orElseThrow().instructions();
    }
}
