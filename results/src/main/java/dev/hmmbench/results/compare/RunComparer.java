package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Shard;
import dev.hmmbench.results.stats.Multiplicity;
import dev.hmmbench.results.stats.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the arms of one run. */
public final class RunComparer {

    /** Share of wrong marks among the rows marked as standing out. */
    public static final double HIGHLIGHT_Q = 0.10;

    /** Family level at which the A/A control is rejected and the run called invalid. */
    public static final double CONTROL_ALPHA = 0.001;

    private final RunData data;
    private final ForkTable table;
    private final List<RulerSummary> rulers;
    private final RowComparer comparer;

    private RunComparer(RunData data) {
        this.data = data;
        table = new ForkTable(data);
        rulers = rulers();
        comparer = new RowComparer(data, table, new Exclusions(data.plan(), rulers));
    }

    /** Returns what the run says. */
    public static RunComparison compare(RunData data) {
        return new RunComparer(data).compare();
    }

    private RunComparison compare() {
        List<RowComparison> rows = highlighted(compare(Pair.Kind.DESIGNS));
        List<RowComparison> builds = highlighted(compare(Pair.Kind.BUILDS));
        List<RowComparison> controls = compare(Pair.Kind.CONTROL);
        Integrity integrity = IntegrityCheck.of(data, controls);
        List<String> notes = new ArrayList<>(data.notes());
        Shard shard = data.plan().shard();
        if (shard.count() > 1) {
            notes.add("this is shard " + shard.index() + " of " + shard.count()
                    + "; merge the shards to see the whole run");
        }
        if (rows.isEmpty()) {
            notes.add("nothing was compared: no row runs in two designs");
        }
        return new RunComparison(data, IntegrityCheck.lookOf(data), rows, builds,
                BuildDifference.of(rows, builds, data.plan().looks().alpha(), data.plan().seed()),
                controls,
                GroupComparer.compare(data, rows), new SpeedComparer(data.plan(), table).compare(),
                rulers, integrity, notes);
    }

    private List<RowComparison> compare(Pair.Kind kind) {
        List<RowComparison> compared = new ArrayList<>();
        for (RowSpec row : data.plan().rows()) {
            if (row.group().isCompared()) {
                for (Pair pair : pairs(row, kind)) {
                    compared.add(comparer.compare(row, pair));
                }
            }
        }
        return compared;
    }

    private List<Pair> pairs(RowSpec row, Pair.Kind kind) {
        RunPlan plan = data.plan();
        List<Arm> arms = row.arms().stream().map(name -> plan.arm(name).orElseThrow()).toList();
        Optional<Arm> reference = arms.stream()
                .filter(arm -> arm.role() == Arm.Role.REFERENCE).findFirst();
        return switch (kind) {
            case DESIGNS -> against(reference, arms, Arm.Role.DESIGN, kind);
            case CONTROL -> against(reference, arms, Arm.Role.CONTROL, kind);
            case BUILDS -> arms.stream().filter(arm -> arm.role() == Arm.Role.BASE)
                    .flatMap(base -> arms.stream().filter(head -> isHeadOf(head, base))
                            .map(head -> new Pair(base.name(), head.name(), kind)))
                    .toList();
        };
    }

    private static List<Pair> against(Optional<Arm> reference, List<Arm> arms, Arm.Role role,
            Pair.Kind kind) {
        return arms.stream().filter(arm -> arm.role() == role)
                .flatMap(arm -> reference.stream()
                        .map(other -> new Pair(other.name(), arm.name(), kind)))
                .toList();
    }

    private static boolean isHeadOf(Arm head, Arm base) {
        return head.model().equals(base.model())
                && (head.role() == Arm.Role.REFERENCE || head.role() == Arm.Role.DESIGN);
    }

    private static List<RowComparison> highlighted(List<RowComparison> rows) {
        List<RowComparison> judged = rows.stream()
                .filter(row -> row.estimate().isPresent()).toList();
        double[] adjusted = Multiplicity.benjaminiHochberg(judged.stream()
                .mapToDouble(row -> row.estimate().orElseThrow().pValue()).toArray());
        return rows.stream().map(row -> {
            int index = judged.indexOf(row);
            return index >= 0 && adjusted[index] <= HIGHLIGHT_Q
                    ? row.with(RowComparison.Highlight.STANDS_OUT) : row;
        }).toList();
    }

    private List<RulerSummary> rulers() {
        List<RulerSummary> found = new ArrayList<>();
        for (RowSpec row : data.plan().rows()) {
            if (row.group() == RowGroup.RULER) {
                row.arms().forEach(arm -> ruler(row, arm).ifPresent(found::add));
            }
        }
        return found;
    }

    private Optional<RulerSummary> ruler(RowSpec row, String arm) {
        List<RulerSummary.RoundValue> rounds = new ArrayList<>();
        for (ForkRecord.Measured fork : table.of(row, arm).values()) {
            rounds.add(new RulerSummary.RoundValue(fork.fork().round(),
                    ForkValue.of(row, fork).orElseThrow()));
        }
        if (rounds.isEmpty()) {
            return Optional.empty();
        }
        double[] values = rounds.stream().mapToDouble(RulerSummary.RoundValue::value).toArray();
        return Optional.of(new RulerSummary(row, arm, Numbers.geometricMean(values),
                ArmValues.relativeSd(values), rounds));
    }
}
