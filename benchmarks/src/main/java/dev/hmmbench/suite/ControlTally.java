package dev.hmmbench.suite;

import dev.hmmbench.results.compare.Integrity;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.compare.Verdict;
import dev.hmmbench.results.gate.GateSimulation.Rate;
import dev.hmmbench.results.gate.TimeRule;
import dev.hmmbench.results.stats.MeanEstimate;
import dev.hmmbench.results.stats.PredictionLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts what comparisons of a design with itself call a difference, and what the gate's own rule
 * would do with them: each run as a head against its base, and, from the sixth run on, against the
 * runs before it as the accepted ones.
 */
final class ControlTally {

    private static final int MOST_ACCEPTED = 30;

    private final SortedMap<String, List<Double>> accepted = new TreeMap<>();
    private int nrRuns;
    private int nrRejected;
    private int nrComparisons;
    private int nrOff;
    private int nrVerdicts;
    private int nrHistoryRuns;
    private int nrHistoryAlarms;
    private int nrBaseAlarms;

    /** Adds a run; only its controls count. */
    void add(RunComparison run) {
        nrRuns++;
        nrRejected += run.integrity().problems(Integrity.Kind.CONTROL_REJECTED).isEmpty() ? 0 : 1;
        List<RowComparison> controls = run.controls().stream()
                .filter(control -> control.estimate().isPresent()).toList();
        nrComparisons += controls.size();
        for (RowComparison control : controls) {
            nrOff += control.estimate().orElseThrow().interval().contains(1) ? 0 : 1;
            nrVerdicts += control.verdict() == Verdict.FASTER
                    || control.verdict() == Verdict.SLOWER ? 1 : 0;
        }
        gate(controls);
    }

    private void gate(List<RowComparison> controls) {
        nrBaseAlarms += isAlarm(controls.stream().map(control -> TimeRule.againstBase(
                estimate(control), control.row().margin())));
        List<RowComparison> known = controls.stream()
                .filter(control -> history(control).size() >= PredictionLimit.MIN_RUNS).toList();
        if (!known.isEmpty()) {
            nrHistoryRuns++;
            nrHistoryAlarms += isAlarm(known.stream().map(control -> TimeRule.againstHistory(
                    PredictionLimit.of(history(control).stream()
                            .mapToDouble(Double::doubleValue).toArray()),
                    estimate(control), control.row().margin())));
        }
        for (RowComparison control : controls) {
            List<Double> history = history(control);
            history.add(estimate(control).mean());
            if (history.size() > MOST_ACCEPTED) {
                history.removeFirst();
            }
        }
    }

    private static int isAlarm(Stream<TimeRule.Case> cases) {
        for (boolean isHit : TimeRule.hits(cases.toArray(TimeRule.Case[]::new),
                TimeRule.ALPHA_DECIDE)) {
            if (isHit) {
                return 1;
            }
        }
        return 0;
    }

    private List<Double> history(RowComparison control) {
        return accepted.computeIfAbsent(control.row().id(), row -> new ArrayList<>());
    }

    private static MeanEstimate estimate(RowComparison control) {
        return control.estimate().orElseThrow().logEstimate();
    }

    /** Returns the state in one line. */
    String line() {
        return nrRuns + " runs, " + nrRejected + " rejected; " + nrComparisons
                + " comparisons, " + nrOff + " intervals without 1, " + nrVerdicts
                + " verdicts of a difference; gate: " + nrHistoryAlarms + " alarms in "
                + nrHistoryRuns + " runs against history, " + nrBaseAlarms + " in " + nrRuns
                + " as head against base";
    }

    /** Returns the table that stands in the documents. */
    String markdown() {
        return "| what | of | found | share (upper 95 percent bound) |\n|---|---|---|---|\n"
                + row("A/A control rejected at 0.1 %", nrRejected, nrRuns, "runs")
                + row("95 % interval without 1", nrOff, nrComparisons, "comparisons")
                + row("verdict faster or slower", nrVerdicts, nrComparisons, "comparisons")
                + row("gate against history, exit 10", nrHistoryAlarms, nrHistoryRuns, "runs")
                + row("gate as head against base, exit 10", nrBaseAlarms, nrRuns, "runs");
    }

    private static String row(String what, int events, int all, String units) {
        if (all == 0) {
            return "| " + what + " | 0 " + units + " | - | - |\n";
        }
        Rate rate = new Rate(events, all);
        return String.format(Locale.ROOT, "| %s | %d %s | %d | %.2f %% (%.2f %%) |%n", what, all,
                units, events, 100 * rate.share(), 100 * rate.upper());
    }
}
