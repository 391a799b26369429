package dev.hmmbench.results.gate;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.Integrity;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.stats.PredictionLimit;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Accepts a run: adds it to the accepted runs of its machine class and says what that changes. A
 * row that has clearly moved starts anew, so that old runs do not hide the next change.
 */
public final class Bless {

    private final RunComparison run;
    private final BaselineFolder folder;
    private final Optional<Baseline> before;
    private final List<String> changes = new ArrayList<>();

    private Bless(RunComparison run, BaselineFolder folder) {
        this.run = run;
        this.folder = folder;
        Fingerprint fingerprint = Fingerprint.of(run.data().environment());
        before = Files.isDirectory(folder.folder()) ? folder.of(fingerprint)
                : Optional.empty();
    }

    /**
     * Accepts the run: writes baseline, counters and history, and returns what changed, one line
     * each.
     *
     * @throws RunDataException if the run is not whole, was accepted before, or a file cannot be
     *     written
     */
    public static List<String> accept(RunComparison run, BaselineFolder folder) {
        return new Bless(run, folder).accept();
    }

    private List<String> accept() {
        refuseWhatIsNotWhole();
        changes.add("accepting run " + run.data().name() + ", commit " + run.data().environment()
                .value(Environment.HARNESS, Environment.HARNESS_COMMIT));
        changes.add("later runs of its machine class are judged by its ratios and bytes,");
        changes.add("runs on every machine by its exact counters");
        Baseline after = baseline();
        Optional<CounterTable> counters = counters();
        folder.write(after);
        counters.ifPresent(folder::write);
        History.append(folder, HistoryLine.of(run));
        changes.add("written: " + Fingerprint.of(run.data().environment()).className()
                + ", " + run.rows().size() + " rows");
        return List.copyOf(changes);
    }

    private void refuseWhatIsNotWhole() {
        if (run.rows().isEmpty()) {
            throw RunDataException.incomplete("run " + run.data().name()
                    + " compares nothing; a run of nothing cannot be blessed");
        }
        Integrity integrity = run.integrity();
        if (!integrity.isWhole()) {
            throw RunDataException.incomplete("run " + run.data().name() + " cannot be blessed: "
                    + integrity.problems().getFirst().text()
                    + (integrity.problems().size() > 1
                            ? " (and " + (integrity.problems().size() - 1) + " more)" : ""));
        }
        boolean isKnown = before.stream().flatMap(b -> b.rows().values().stream())
                .flatMap(arms -> arms.values().stream()).flatMap(e -> e.points().stream())
                .anyMatch(point -> point.run().equals(run.data().name())
                        && point.utc().equals(run.data().plan().createdUtc()));
        if (isKnown) {
            throw RunDataException.usage("run " + run.data().name() + " is blessed already");
        }
    }

    private Baseline baseline() {
        RunPlan plan = run.data().plan();
        boolean isSameKind = before.filter(b -> b.mapSha256().equals(plan.mapSha256())
                && b.suite().equals(plan.suite())).isPresent();
        if (before.isEmpty()) {
            changes.add("first accepted run of this machine class");
        } else if (!isSameKind) {
            changes.add("another suite or machine description: all rows start anew");
        }
        SortedMap<String, SortedMap<String, Baseline.Entry>> rows = new TreeMap<>();
        for (RowComparison row : run.rows()) {
            Optional<Baseline.Entry> old = isSameKind ? before
                    .flatMap(b -> b.entry(row.row().id(), row.pair().candidate()))
                    : Optional.empty();
            row.estimate().ifPresent(estimate -> rows
                    .computeIfAbsent(row.row().id(), id -> new TreeMap<>())
                    .put(row.pair().candidate(), entry(row, estimate, old)));
        }
        before.ifPresent(b -> b.rows().keySet().stream().filter(row -> !rows.containsKey(row))
                .forEach(row -> changes.add("removed: " + row + " (the run lacks it)")));
        return new Baseline(Baseline.SCHEMA,
                Fingerprint.of(run.data().environment()).keys(), plan.suite(), plan.mapSha256(),
                rows, before.map(Baseline::quarantine).orElse(List.of()));
    }

    private Baseline.Entry entry(RowComparison row, Estimate estimate,
            Optional<Baseline.Entry> old) {
        double now = estimate.logEstimate().mean();
        List<Baseline.Point> points = new ArrayList<>();
        String name = row.row().id() + ", " + row.pair().candidate();
        if (old.isEmpty()) {
            changes.add(String.format(Locale.ROOT, "new: %s, ratio %.3f", name,
                    estimate.ratio()));
        } else if (hasMoved(old.get(), row, estimate)) {
            changes.add(String.format(Locale.ROOT,
                    "moved: %s, ratio %.3f -> %.3f; its %d accepted runs are dropped", name,
                    Math.exp(PredictionLimit.of(old.get().logRatios()).mean()),
                    estimate.ratio(), old.get().points().size()));
        } else {
            points.addAll(old.get().points());
            changes.add(String.format(Locale.ROOT, "added: %s, ratio %.3f as run %d", name,
                    estimate.ratio(), points.size() + 1));
        }
        SortedMap<String, Double> bytes = allocated(row);
        old.ifPresent(accepted -> accepted.allocated().forEach((arm, was) -> {
            double is = bytes.getOrDefault(arm, was);
            if (Math.abs(is - was) > ExactChecks.tolerance(was)) {
                changes.add(String.format(Locale.ROOT, "bytes: %s, %s: %.3f -> %.3f B/op",
                        row.row().id(), arm, was, is));
            }
        }));
        points.add(new Baseline.Point(run.data().name(), run.data().plan().createdUtc(),
                run.data().environment().value(Environment.HARNESS, Environment.HARNESS_COMMIT),
                now));
        return new Baseline.Entry(points.subList(
                Math.max(0, points.size() - Baseline.MAX_POINTS), points.size()), bytes);
    }

    private static boolean hasMoved(Baseline.Entry old, RowComparison row, Estimate estimate) {
        if (old.points().size() < 2) {
            return !old.points().isEmpty() && Math.abs(old.points().getFirst().logRatio()
                    - estimate.logEstimate().mean()) > 2 * Math.log1p(row.row().margin());
        }
        TimeRule.Case values = TimeRule.againstHistory(PredictionLimit.of(old.logRatios()),
                estimate.logEstimate(), row.row().margin());
        return TimeRule.hits(new TimeRule.Case[] {values}, TimeRule.ALPHA_DECIDE)[0]
                || TimeRule.isImprovement(values);
    }

    private static SortedMap<String, Double> allocated(RowComparison row) {
        SortedMap<String, Double> bytes = new TreeMap<>();
        Stream.of(row.reference(), row.candidate()).flatMap(Optional::stream)
                .forEach((ArmValue arm) -> {
                    Metric metric = arm.metrics().get(Metric.ALLOCATED);
                    if (metric != null) {
                        bytes.put(arm.arm(), metric.value());
                    }
                });
        return bytes;
    }

    private Optional<CounterTable> counters() {
        Optional<CounterTable> old = Files.isDirectory(folder.folder())
                ? folder.counters() : Optional.empty();
        return run.data().counters().map(now -> {
            boolean isSameMap = old.filter(o -> o.mapSha256().equals(now.mapSha256()))
                    .isPresent();
            SortedMap<String, SortedMap<String, CounterTable.Entry>> rows = new TreeMap<>();
            if (isSameMap) {
                old.orElseThrow().rows().forEach((row, m) -> rows.put(row, new TreeMap<>(m)));
            }
            now.rows().forEach((row, models) -> models.forEach((model, entry) -> {
                CounterTable.Entry was = rows.computeIfAbsent(row, id -> new TreeMap<>())
                        .put(model, entry);
                if (was != null) {
                    CounterChanges.of(was, entry).forEach(change -> changes.add(
                            "counter: " + row + ", " + model + ": " + change));
                }
            }));
            return new CounterTable(now.schema(), now.mapSha256(), rows);
        });
    }
}
