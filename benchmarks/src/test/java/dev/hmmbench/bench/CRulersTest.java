package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.memory.StructPages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Protects the rulers: a ratio to C is worth nothing unless both do the same to the same bytes. */
class CRulersTest {

    private static final long PGMAP = 0x7f12_3456_7000L;
    private static final long FLAGS = PageFlags.zoneDevice(5);
    private static final int NR_PAGES = 1000;

    @BeforeAll
    static void needsCompiler() {
        assumeTrue(hasCompiler(), "no C compiler on this machine");
    }

    @Test
    void initStructPages_leavesTheBytesThatJavaLeaves() throws CRulers.UnavailableException {
        long sizeBytes = NR_PAGES * StructPage.SIZE_BYTES;
        try (Mapping mapping = Mapping.map(2 * sizeBytes, Mapping.Pages.BASE)) {
            long inC = mapping.address();
            long inJava = inC + sizeBytes;
            for (long offset = 0; offset < 2 * sizeBytes; offset += Long.BYTES) {
                Memory.putLong(inC + offset, -offset);
            }
            StructPages.initialiseZoneDevice(inJava, NR_PAGES, FLAGS, PGMAP);
            long done = CRulers.load().function("init_struct_pages", 4)
                    .call(inC, NR_PAGES, FLAGS, PGMAP);
            assertThat(done).isEqualTo(NR_PAGES);
            assertThat(Memory.isEqual(inC, inJava, sizeBytes)).isTrue();
        }
    }

    @Test
    void speedRows_small_runAndAgree() {
        InitSpeedBenchmark init = new InitSpeedBenchmark();
        init.pages = 64;
        ArithmeticSpeedBenchmark arithmetic = new ArithmeticSpeedBenchmark();
        arithmetic.pages = 64;
        WalkSpeedBenchmark walk = new WalkSpeedBenchmark();
        walk.ranges = 200;
        MigrateSpeedBenchmark migrate = new MigrateSpeedBenchmark();
        migrate.pageBytes = 2 << 20;
        for (SpeedBenchmark row : List.of(init, arithmetic, walk, migrate)) {
            ForkMetrics.take();
            row.setUp();
            row.work();
            row.work();
            row.flushFigures();
            row.tearDown();
            Map<String, Double> figures = ForkMetrics.take();
            assertThat(figures).as(row.getClass().getSimpleName()).containsOnlyKeys(
                    SpeedBenchmark.C, SpeedBenchmark.JAVA, SpeedBenchmark.RATIO);
            assertThat(figures.values()).allMatch(figure -> figure > 0);
        }
    }

    @Test
    void speedRow_neverRun_failsAtTheEnd() {
        InitSpeedBenchmark init = new InitSpeedBenchmark();
        init.pages = 64;
        init.setUp();
        assertThatThrownBy(init::tearDown).isInstanceOf(AssertionError.class);
    }

    @Test
    void firstThatRuns_none_saysWhichWereTried() {
        assertThatThrownBy(() -> CRulers.firstThatRuns(List.of("no-such-cc", "nor-this")))
                .isInstanceOf(CRulers.UnavailableException.class)
                .hasMessage("no C compiler: none of no-such-cc, nor-this can be run");
    }

    private static boolean hasCompiler() {
        try {
            CRulers.compiler();
            return true;
        } catch (CRulers.UnavailableException e) {
            return false;
        }
    }
}
