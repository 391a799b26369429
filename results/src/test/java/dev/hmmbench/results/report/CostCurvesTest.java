package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.report.ScalingPicture.Axis;
import dev.hmmbench.results.run.RowGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Protects the fitted growth of costs: made-up laws must be found, in each design by itself. */
class CostCurvesTest {

    private static final long MIB = 1 << 20;

    private static RunComparison run(int nrRounds) {
        List<SampleRow> rows = new ArrayList<>();
        for (long size : new long[] {MIB, 4 * MIB, 16 * MIB, 64 * MIB}) {
            rows.add(SampleRow.of(RowGroup.CREATE, "create", Map.of("others", "0", "sizeBytes",
                    String.valueOf(size)), "create " + size / MIB, size * 1e-3,
                    Math.sqrt((double) size / MIB)));
        }
        for (int others : new int[] {0, 1, 3, 7}) {
            rows.add(SampleRow.of(RowGroup.LOOKUP, "lookup", Map.of("others",
                    String.valueOf(others)), "lookup " + others, 2, 1.0 + others).throughput());
        }
        rows.add(SampleRow.of(RowGroup.MIGRATE, "migrate", Map.of("sizeBytes", "4096"), "one",
                9, 1));
        return RunComparer.compare(SampleRun.of(Path.of("synthetic"), rows, nrRounds, 7));
    }

    private static List<CostCurves.Family> along(Axis axis, RunComparison run) {
        return new CostCurves(run.data()).along(axis, run.rows());
    }

    @Test
    void along_size_findsBothExponentsInRowsAndParts() {
        RunComparison run = run(8);
        List<CostCurves.Family> families = along(Axis.SIZE, run);
        assertThat(families).extracting(CostCurves.Family::title)
                .containsExactly("create", "create: creation", "create: removal");
        for (CostCurves.Family family : families) {
            CostCurve legacy = family.designs().get(0);
            CostCurve other = family.designs().get(1);
            assertThat(legacy.design()).isEqualTo("legacy");
            assertThat(legacy.exponent()).isCloseTo(1, within(0.06));
            assertThat(legacy.interval(0.01).orElseThrow().contains(1)).isTrue();
            assertThat(other.exponent()).isCloseTo(1.5, within(0.06));
            assertThat(other.difference(legacy, 0.01).orElseThrow().contains(0.5)).isTrue();
            assertThat(other.difference(legacy, 0.01).orElseThrow().contains(0)).isFalse();
            assertThat(other.exponents()).hasSize(8);
        }
    }

    /** The pagemap itself counts beside the others, and throughput is turned into a cost. */
    @Test
    void along_otherPagemaps_countsTheRowsOwnPagemap() {
        CostCurves.Family family = along(Axis.PAGEMAPS, run(8)).getFirst();
        assertThat(family.unit()).isEqualTo("ns/op");
        assertThat(family.designs().get(0).exponent()).isCloseTo(0, within(0.06));
        assertThat(family.designs().get(1).exponent()).isCloseTo(1, within(0.06));
        assertThat(family.designs().get(1).costs().firstKey()).isEqualTo(1);
    }

    @Test
    void oneRound_hasAnExponentWithoutInterval() {
        CostCurve curve = along(Axis.SIZE, run(1)).getFirst().designs().getFirst();
        assertThat(curve.exponents()).hasSize(1);
        assertThat(curve.interval(0.05)).isEmpty();
    }

    @Test
    void report_showsThemInTextAndAsBlocks() {
        RunComparison run = run(3);
        assertThat(TextReport.of(run)).contains("Cost curves").contains("create: removal");
        assertThat(new CostCurveBlocks(run.data()).of("x", Axis.SIZE, run.rows()))
                .hasAtLeastOneElementOfType(Block.Picture.class)
                .hasAtLeastOneElementOfType(Table.class);
        assertThat(new CostCurveBlocks(run.data()).of("x", Axis.SIZE,
                run.rows().stream().skip(8).toList())).isEmpty();
    }
}
