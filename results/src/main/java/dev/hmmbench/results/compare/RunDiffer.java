package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunData;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Sets two runs side by side: two commits on one machine, or two machines. */
public final class RunDiffer {

    private final RunComparison first;
    private final RunComparison second;
    private final List<EnvironmentDifference> environment;

    private RunDiffer(RunComparison first, RunComparison second) {
        this.first = first;
        this.second = second;
        environment = EnvironmentDiffer.differences(first.data(), second.data());
    }

    /** Returns what changed from the first run to the second. */
    public static RunDifference compare(RunComparison first, RunComparison second) {
        return new RunDiffer(first, second).compare();
    }

    private RunDifference compare() {
        List<RowDifference> rows = new ArrayList<>();
        for (RowComparison now : second.rows()) {
            first.row(now.row().id(), now.pair().candidate())
                    .ifPresent(before -> rows.add(row(before, now)));
        }
        List<String> notes = new ArrayList<>();
        notes.addAll(problems(first));
        notes.addAll(problems(second));
        if (rows.isEmpty()) {
            notes.add("nothing was compared: the runs have no row in common");
        }
        return new RunDifference(first, second, environment, rows,
                missing(first, second), missing(second, first), notes);
    }

    private static List<String> problems(RunComparison run) {
        int problems = run.integrity().problems().size();
        return problems == 0 ? List.of() : List.of("run " + run.data().name() + " has "
                + problems + (problems == 1 ? " problem" : " problems") + ", first: "
                + run.integrity().problems().getFirst().text());
    }

    private static List<String> missing(RunComparison having, RunComparison lacking) {
        Set<String> ids = new LinkedHashSet<>();
        having.rows().forEach(row -> ids.add(row.row().id()));
        lacking.rows().forEach(row -> ids.remove(row.row().id()));
        return List.copyOf(ids);
    }

    private RowDifference row(RowComparison before, RowComparison now) {
        Optional<Estimate> change = change(before, now,
                round -> Math.log(round.costRatio()));
        String reason = whyNotComparable(before.row(), now.row());
        List<RowDifference.ArmChange> arms = reason.isEmpty() ? arms(before, now) : List.of();
        Verdict verdict = Verdict.NOT_COMPARABLE;
        if (reason.isEmpty() && change.isPresent()) {
            verdict = Estimates.verdict(change.get(), now.row().margin());
        } else if (reason.isEmpty()) {
            reason = "one of the runs has fewer than two rounds that count";
        }
        return new RowDifference(now.row(), now.pair().candidate(), before.estimate(),
                now.estimate(), change, arms, verdict, reason,
                counters(now.row(), now.pair().candidate()));
    }

    private String whyNotComparable(RowSpec before, RowSpec now) {
        if (before.primary() != now.primary() || before.unit() != now.unit()
                || before.operationsPerSample() != now.operationsPerSample()) {
            return "the runs declare the row differently";
        }
        return environment.stream()
                .filter(d -> d.weight() == EnvironmentDifference.Weight.BREAKS_COMPARISON)
                .map(d -> d.section() + "." + d.key())
                .collect(Collectors.collectingAndThen(Collectors.joining(", "),
                        keys -> keys.isEmpty() ? "" : "the runs differ in " + keys));
    }

    private Optional<Estimate> change(RowComparison before, RowComparison now,
            ToDoubleFunction<RoundPair> value) {
        double[] a = used(before, value);
        double[] b = used(now, value);
        return a.length < 2 || b.length < 2 ? Optional.empty()
                : Optional.of(Estimates.change(a, b, second.data().plan().looks().alpha(),
                        now.row().margin()));
    }

    private static double[] used(RowComparison row, ToDoubleFunction<RoundPair> value) {
        return row.rounds().stream().filter(RoundPair::isUsed).mapToDouble(value).toArray();
    }

    private List<RowDifference.ArmChange> arms(RowComparison before, RowComparison now) {
        RowSpec row = now.row();
        List<RowDifference.ArmChange> arms = new ArrayList<>();
        change(before, now, round -> Math.log(ForkValue.cost(row, round.referenceValue())))
                .ifPresent(e -> arms.add(new RowDifference.ArmChange(now.pair().reference(), e)));
        change(before, now, round -> Math.log(ForkValue.cost(row, round.candidateValue())))
                .ifPresent(e -> arms.add(new RowDifference.ArmChange(now.pair().candidate(), e)));
        return arms;
    }

    private List<CounterPair> counters(RowSpec row, String candidate) {
        Optional<CounterTable.Entry> before = counters(first.data(), row, candidate);
        Optional<CounterTable.Entry> now = counters(second.data(), row, candidate);
        if (before.isEmpty() || now.isEmpty()) {
            return List.of();
        }
        Set<String> names = new TreeSet<>(before.get().counts().keySet());
        names.addAll(now.get().counts().keySet());
        return names.stream().map(name -> new CounterPair(name, before.get().perOperation(name),
                now.get().perOperation(name))).filter(pair -> !pair.isEqual()).toList();
    }

    private static Optional<CounterTable.Entry> counters(RunData run, RowSpec row, String arm) {
        String model = run.plan().arm(arm).map(a -> a.model()).orElse(arm);
        return run.counters().flatMap(table -> table.entry(row.id(), model));
    }
}
