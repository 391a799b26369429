package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.PhaseTable;
import dev.hmmbench.results.run.PhaseTable.Step;
import dev.hmmbench.results.run.RowGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Protects the longest stretch and the locks: recomputed by hand for small creations. */
class PhaseSectionTest {

    private static final String PAGES = "struct-pages-initialised";
    private static final List<Step> LEGACY = List.of(
            step("reserve", Map.of("resource-lock-writes", 1L)),
            step("backing", Map.of("hotplug-lock-writes", 1L, Stretch.POINTS, 2L)),
            step("zone", Map.of()),
            step("per-page", Map.of(PAGES, 1000L, Stretch.POINTS, 4L)));
    private static final List<Step> SERIES = List.of(
            step("backing", Map.of(Stretch.POINTS, 4L)),
            step("zeroing", Map.of("bytes-zeroed", 64_000L)),
            step("reserve", Map.of("tree-locks", 1L)),
            step("per-page", Map.of(PAGES, 1000L)));
    private static final Map<String, Double> NS = Map.of("reserve", 10.0, "backing", 20.0, "zone",
            5.0, "per-page", 100.0, "zeroing", 30.0);

    private static Step step(String phase, Map<String, Long> counts) {
        return new Step(phase, "creation", new TreeMap<>(counts));
    }

    /** reserve 10 and half of backing 10; zone 5 and a quarter of per-page 25: the latter. */
    @Test
    void longest_loopsWithPoints_isATurnAndWhatLeadsToIt() {
        Stretch longest = Stretch.longest(LEGACY, NS);
        assertThat(longest.ns()).isCloseTo(30, within(1e-9));
        assertThat(longest.phases()).containsExactly("zone", "per-page");
        assertThat(longest.counts()).containsEntry(PAGES, 250L);
    }

    /** Blocks are cleared as they are taken, (20 + 30) / 4 a turn; then nothing: 10 + 100. */
    @Test
    void longest_withoutPoints_runsToTheEndOfTheCall() {
        Stretch longest = Stretch.longest(SERIES, NS);
        assertThat(longest.ns()).isCloseTo(110, within(1e-9));
        assertThat(longest.phases()).containsExactly("reserve", "per-page");
        assertThat(longest.counts()).containsEntry(PAGES, 1000L).doesNotContainKey("bytes-zeroed");
    }

    /** A small array is one block without a point: 20 + 30 + 10 + 100. */
    @Test
    void longest_clearedInOneBlock_isPartOfTheStretch() {
        Stretch longest = Stretch.longest(List.of(step("backing", Map.of()), SERIES.get(1),
                SERIES.get(2), SERIES.get(3)), NS);
        assertThat(longest.ns()).isCloseTo(160, within(1e-9));
        assertThat(longest.counts()).containsEntry("bytes-zeroed", 64_000L);
    }

    @Test
    void hold_hotplugLock_lastsUntilTheZoneHasGrown() {
        GlobalLock.Hold hold = GlobalLock.HOTPLUG.hold(LEGACY, NS);
        assertThat(hold.phases()).containsExactly("backing", "zone");
        assertThat(hold.mostNs()).isCloseTo(25, within(1e-9));
        assertThat(GlobalLock.HOTPLUG.hold(SERIES, NS).acquisitions()).isZero();
        assertThat(GlobalLock.TREE.hold(SERIES, NS).phases()).containsExactly("reserve");
        assertThat(GlobalLock.RESOURCE.hold(LEGACY, NS).mostNs()).isCloseTo(10, within(1e-9));
    }

    @Test
    void section_withCountsAndTimes_hasStretchesAndLocks() {
        SampleRow row = SampleRow.of(RowGroup.CREATE, "create", Map.of("sizeBytes", "4096"),
                "create", 1e6, 2).phases(Map.of("reserve", 0.1, "backing", 0.2, "per-page", 0.7));
        RunComparison run = RunComparer.compare(SampleRun.of(Path.of("synthetic"), List.of(row),
                3, 5));
        PhaseTable counted = PhaseTable.of(Map.of(row.spec().id(),
                Map.of("legacy", LEGACY, "devprivate", SERIES)));
        Section section = PhaseSection.of(run, new SideTables(Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of(counted)));
        assertThat(section.blocks()).filteredOn(Table.class::isInstance)
                .extracting(block -> ((Table) block).id())
                .containsExactly("phase-stretches", "phase-locks");
        assertThat(PhaseSection.of(run, SideTables.NONE).blocks())
                .hasAtLeastOneElementOfType(Block.Missing.class);
    }
}
