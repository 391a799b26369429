package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.compare.Allocation;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.Warning;
import dev.hmmbench.results.run.CpuTime;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.Unit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Protects the warnings of forks that allocate, or whose calls were not inlined. */
class ForkFindingsTest {

    private static final long OPERATIONS = 1_000_000;
    private static final String ACCESSOR = "memory.StructPage::flags: low call site frequency";
    private static final String OTHER = "memory.Memory::putLong: NodeCountInliningCutoff";

    /** One row of lookups, whose devprivate forks are slow in round 2, and the empty row. */
    private static RunData run(Function<ForkRecord.Identity, Map<String, Double>> metrics) {
        RunData data = SampleRun.of(Path.of("synthetic"), List.of(
                SampleRow.of(RowGroup.LOOKUP, "lookup", Map.of("pagemaps", "8"), "lookup", 2, 3),
                SampleRow.ruler("ruler.empty", "empty", 1)), 6, 3);
        return new RunData(data.folder(), data.plan(), data.environment(), data.forks().stream()
                .map(ForkRecord.Measured.class::cast)
                .map(fork -> with(fork, metrics.apply(fork.fork()))).toList(), data.counters(),
                data.notes());
    }

    private static ForkRecord with(ForkRecord.Measured fork, Map<String, Double> more) {
        TreeMap<String, Metric> metrics = new TreeMap<>(fork.metrics());
        more.forEach((name, value) -> metrics.put(name, new Metric(value,
                name.equals(Metric.ALLOCATED_IN_ALL) ? Unit.BYTES : Unit.EVENTS)));
        return new ForkRecord.Measured(fork.fork(), fork.samples(), fork.iterations(), metrics,
                new CpuTime(OPERATIONS, 1, 1, 1), fork.disturbance(), fork.jvm(), "");
    }

    private static List<String> warnings(RunData data, Warning.Kind kind) {
        RowComparison row = RunComparer.compare(data).rows().getFirst();
        return row.warnings().stream().filter(warning -> warning.kind() == kind)
                .map(Warning::text).toList();
    }

    /** A fork of JMH allocates a megabyte by itself: the empty row says how much. */
    @Test
    void allocation_beyondTheEmptyRow_isWarnedOf() {
        RunData data = run(fork -> Map.of(Metric.ALLOCATED_IN_ALL,
                fork.arm().equals("devprivate") ? 1.3e6 : 1e6 + fork.round()));
        assertThat(warnings(data, Warning.Kind.ALLOCATES)).singleElement().asString()
                .isEqualTo("devprivate allocates 0.30 bytes for each page or lookup; 0.05 is the "
                        + "limit");
        assertThat(Allocation.of(data)).extracting(Allocation::arm, Allocation::standing)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("legacy", Allocation.Standing.WITHIN),
                        org.assertj.core.groups.Tuple.tuple(
                                "devprivate", Allocation.Standing.BEYOND));
        assertThat(new LimitsSection(RunComparer.compare(data)).section().blocks())
                .hasAtLeastOneElementOfType(Block.Details.class);
    }

    @Test
    void allocation_lostInTheEmptyRowsNoise_isOpen() {
        RunData data = run(fork -> Map.of(Metric.ALLOCATED_IN_ALL,
                fork.row().contains("empty") && fork.round() % 2 == 0 ? 3e6 : 1e6));
        assertThat(Allocation.of(data)).extracting(Allocation::standing)
                .containsOnly(Allocation.Standing.OPEN);
        assertThat(warnings(data, Warning.Kind.ALLOCATES)).isEmpty();
    }

    @Test
    void accessorNotInlined_isAlwaysWarnedOf() {
        RunData data = run(fork -> fork.arm().equals("legacy") && fork.round() < 3
                ? Map.of(Metric.NOT_INLINED_PREFIX + ACCESSOR, 4.0) : Map.of());
        assertThat(warnings(data, Warning.Kind.NOT_INLINED)).containsExactly(
                "not inlined in 2 of 6 forks of legacy: " + ACCESSOR);
    }

    /** What most forks of the arm do not inline, or a fork as fast as the rest, is no cause. */
    @Test
    void otherCalls_areNamedForSlowForksAlone() {
        assertThat(warnings(run(fork -> Map.of(Metric.NOT_INLINED_PREFIX + OTHER, 1.0)),
                Warning.Kind.NOT_INLINED)).isEmpty();
        RunData slow = slowInRound(2, run(fork -> fork.round() == 2
                ? Map.of(Metric.NOT_INLINED_PREFIX + OTHER, 1.0) : Map.of()));
        assertThat(warnings(slow, Warning.Kind.NOT_INLINED)).containsExactly(
                "slow in round 2: devprivate did not inline what most forks did: " + OTHER);
    }

    private static RunData slowInRound(int round, RunData data) {
        ForkRecord.Measured slow = (ForkRecord.Measured) SampleRun.of(Path.of("synthetic"),
                List.of(SampleRow.of(RowGroup.LOOKUP, "lookup", Map.of("pagemaps", "8"), "lookup",
                        2, 18)), 1, 3).forks().stream()
                .filter(fork -> fork.fork().arm().equals("devprivate")).findFirst().orElseThrow();
        return new RunData(data.folder(), data.plan(), data.environment(), data.forks().stream()
                .map(ForkRecord.Measured.class::cast)
                .map(fork -> fork.fork().round() == round
                        && fork.fork().arm().equals("devprivate")
                        ? new ForkRecord.Measured(fork.fork(), slow.samples(), slow.iterations(),
                                fork.metrics(), fork.cpu(), fork.disturbance(), fork.jvm(), "")
                        : (ForkRecord) fork)
                .toList(), data.counters(), data.notes());
    }
}
