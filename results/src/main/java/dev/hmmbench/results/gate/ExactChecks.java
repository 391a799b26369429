package dev.hmmbench.results.gate;

import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RowSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares what needs no statistics: exact counters and bytes per operation. */
final class ExactChecks {

    private static final double MIN_BYTES = 0.5;
    private static final double BYTES_SHARE = 0.01;

    private final RunComparison run;
    private final Optional<Baseline> baseline;

    ExactChecks(RunComparison run, Optional<Baseline> baseline) {
        this.run = run;
        this.baseline = baseline;
    }

    /** Returns one check per expected row and design: any change of a counter is a regression. */
    List<GateCheck> counters(Optional<CounterTable> blessed) {
        List<GateCheck> checks = new ArrayList<>();
        SortedMap<String, SortedMap<String, CounterTable.Entry>> known = blessed
                .map(CounterTable::rows).orElseGet(TreeMap::new);
        if (blessed.isPresent()
                && !blessed.get().mapSha256().equals(run.data().plan().mapSha256())) {
            return List.of(GateCheck.invalid(Tier.T1,
                    "the blessed counters are of another machine description than the run"));
        }
        for (String row : expectedRows()) {
            for (String model : models()) {
                Optional<CounterTable.Entry> before = Optional.ofNullable(known.get(row))
                        .map(models -> models.get(model));
                Optional<CounterTable.Entry> now = run.data().counters()
                        .flatMap(table -> table.entry(row, model));
                if (before.isPresent() || now.isPresent()) {
                    checks.add(counters(row, model, before, now));
                }
            }
        }
        return checks;
    }

    /** Returns one check per row and arm that has blessed bytes. */
    List<GateCheck> bytes() {
        Map<List<String>, GateCheck> checks = new LinkedHashMap<>();
        baseline.ifPresent(accepted -> accepted.rows().forEach((row, candidates) ->
                candidates.forEach((candidate, entry) -> entry.allocated().forEach(
                        (arm, bytes) -> checks.putIfAbsent(List.of(row, arm),
                                bytes(row, candidate, arm, bytes))))));
        return List.copyOf(checks.values());
    }

    /** Returns by how many bytes per operation a row may exceed the blessed ones. */
    static double tolerance(double blessed) {
        return Math.max(MIN_BYTES, BYTES_SHARE * blessed);
    }

    private Set<String> expectedRows() {
        Set<String> rows = new TreeSet<>();
        run.rows().forEach(row -> rows.add(row.row().id()));
        baseline.ifPresent(accepted -> rows.addAll(accepted.rows().keySet()));
        return rows;
    }

    private List<String> models() {
        return Stream.of(Arm.Role.REFERENCE, Arm.Role.DESIGN)
                .flatMap(role -> run.data().plan().arms(role).stream()).map(Arm::model)
                .distinct().toList();
    }

    private GateCheck counters(String row, String model, Optional<CounterTable.Entry> before,
            Optional<CounterTable.Entry> now) {
        if (before.isEmpty()) {
            return new GateCheck(Tier.T1, row, model, Status.NEW, "no blessed counters");
        }
        if (now.isEmpty()) {
            return new GateCheck(Tier.T1, row, model, Status.MISSING,
                    "the run has no counters of it");
        }
        List<String> changes = CounterChanges.of(before.get(), now.get());
        boolean isInPlan = run.data().plan().row(row).map(RowSpec::arms)
                .filter(arms -> !arms.isEmpty()).isPresent();
        if (!isInPlan) {
            return new GateCheck(Tier.T1, row, model, Status.MISSING, "the run lacks the row");
        }
        return changes.isEmpty()
                ? new GateCheck(Tier.T1, row, model, Status.PASS,
                        before.get().counts().size() + " counters equal")
                : new GateCheck(Tier.T1, row, model, Status.REGRESSION,
                        String.join("; ", changes));
    }

    private GateCheck bytes(String row, String candidate, String arm, double blessed) {
        Optional<Double> now = run.row(row, candidate).flatMap(found -> arm(found, arm))
                .map(value -> value.metrics().get(Metric.ALLOCATED)).map(Metric::value);
        if (now.isEmpty()) {
            return new GateCheck(Tier.T2, row, arm, Status.MISSING,
                    "the run has no bytes per operation of it");
        }
        double limit = blessed + tolerance(blessed);
        String text = String.format(Locale.ROOT, "%.3f B/op, blessed %.3f, limit %.3f",
                now.get(), blessed, limit);
        return new GateCheck(Tier.T2, row, arm,
                now.get() > limit ? Status.REGRESSION : Status.PASS, text);
    }

    private static Optional<ArmValue> arm(RowComparison row, String arm) {
        return Stream.of(row.reference(), row.candidate()).flatMap(Optional::stream)
                .filter(value -> value.arm().equals(arm)).findFirst();
    }
}
