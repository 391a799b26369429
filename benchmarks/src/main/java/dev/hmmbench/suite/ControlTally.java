package dev.hmmbench.suite;

import dev.hmmbench.results.compare.Integrity;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.compare.Verdict;
import dev.hmmbench.results.gate.GateSimulation.Rate;
import java.util.List;
import java.util.Locale;

/** Counts what comparisons of a design with itself call a difference. */
final class ControlTally {

    private int nrRuns;
    private int nrRejected;
    private int nrComparisons;
    private int nrOff;
    private int nrVerdicts;

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
    }

    /** Returns the state in one line. */
    String line() {
        return nrRuns + " runs, " + nrRejected + " rejected; " + nrComparisons
                + " comparisons, " + nrOff + " intervals without 1, " + nrVerdicts
                + " verdicts of a difference";
    }

    /** Returns the table that stands in the documents. */
    String markdown() {
        return "| what | of | found | share (upper 95 percent bound) |\n|---|---|---|---|\n"
                + row("A/A control rejected at 0.1 %", nrRejected, nrRuns, "runs")
                + row("95 % interval without 1", nrOff, nrComparisons, "comparisons")
                + row("verdict faster or slower", nrVerdicts, nrComparisons, "comparisons");
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
