package dev.hmmbench.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hmmbench.platform.Machine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protects the bytes that the footprint command prints: read from the live structures, they must be
 * those of arithmetic, and the system must agree that the memory is really there.
 */
class FootprintTest {

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long NODE = 256;

    @ParameterizedTest
    @CsvSource({"128,1", "256,3", "1024,2", "4096,1"})
    void legacy_isArithmetic(long mib, int pagemaps) {
        FootprintRun run = FootprintRun.of("legacy", mib * MIB, pagemaps);
        assertThat(run.footprint()).isEqualTo(
                FootprintArithmetic.legacy(mib * MIB, pagemaps, topPfn()));
        assertThat(run.treeBytes()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"512,1", "512,3", "1024,2", "4096,1"})
    void devprivate_isArithmetic(long mib, int pagemaps) {
        FootprintRun run = FootprintRun.of("devprivate", mib * MIB, pagemaps);
        assertThat(run.footprint())
                .isEqualTo(FootprintArithmetic.devprivate(mib * MIB, pagemaps));
        assertThat(run.treeBytes()).isEqualTo(NODE);
    }

    @Test
    void devprivate_sixteenPagemaps_haveARootAndTwoLeaves() {
        assertThat(FootprintRun.of("devprivate", 2 * MIB, 16).treeBytes()).isEqualTo(3 * NODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate"})
    void residentMemory_of4GiB_isThatOfTheStructPages(String design) {
        assertResident(FootprintRun.of(design, 4 * GIB, 1), 0.05);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate"})
    @Tag("long")
    void residentMemory_from16GiBOn_isThatOfTheStructPagesWithin2Percent(String design) {
        assertResident(FootprintRun.of(design, 16 * GIB, 1), 0.02);
        assertResident(FootprintRun.of(design, 16 * GIB, 4), 0.02);
    }

    private static void assertResident(FootprintRun run, double tolerance) {
        double wanted = run.footprint().structPages();
        assertThat(run.residentBytes() / wanted).isCloseTo(1, within(tolerance));
    }

    private static long topPfn() {
        return Machine.reference().limits().usableLast() + 1 >>> 12;
    }
}
