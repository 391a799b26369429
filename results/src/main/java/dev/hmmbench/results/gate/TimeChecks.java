package dev.hmmbench.results.gate;

import dev.hmmbench.results.compare.Detectable;
import dev.hmmbench.results.compare.Estimate;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.stats.PredictionLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Judges times: ratios against accepted runs, head against base. One family for both. */
final class TimeChecks {

    /** A check that awaits the decision of the family. */
    private record Open(GateCheck check, TimeRule.Case values, double margin) {}

    private final Optional<Baseline> baseline;
    private final Predicate<String> isQuarantined;

    /**
     * Creates the checks.
     *
     * @param isQuarantined whether a row stays out of the family
     */
    TimeChecks(Optional<Baseline> baseline, Predicate<String> isQuarantined) {
        this.baseline = baseline;
        this.isQuarantined = isQuarantined;
    }

    /** Returns all checks of T4 and T5, decided. */
    List<GateCheck> check(RunComparison run, Optional<GateOptions.Confirmation> confirmation) {
        List<GateCheck> decided = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        collect(run, decided, open);
        boolean[] hits = hits(open, confirmation.isPresent() ? TimeRule.ALPHA_SCREEN
                : TimeRule.ALPHA_DECIDE);
        List<Open> hit = new ArrayList<>();
        for (int i = 0; i < hits.length; i++) {
            if (hits[i]) {
                hit.add(open.get(i));
            } else {
                decided.add(calm(open.get(i)));
            }
        }
        if (confirmation.isEmpty()) {
            hit.forEach(row -> decided.add(row.check().with(Status.UNCONFIRMED,
                    row.check().text() + "; run it again with --confirm")));
        } else if (!hit.isEmpty()) {
            decided.addAll(confirm(run, hit, confirmation.get(), open.size()));
        }
        return decided;
    }

    private void collect(RunComparison run, List<GateCheck> decided, List<Open> open) {
        baseline.ifPresent(accepted -> {
            run.rows().forEach(row -> history(accepted, row, decided, open));
            accepted.rows().forEach((row, candidates) -> candidates.keySet().stream()
                    .filter(candidate -> run.row(row, candidate).isEmpty())
                    .forEach(candidate -> decided.add(new GateCheck(Tier.T4, row, candidate,
                            Status.MISSING, "the run lacks the row"))));
        });
        run.builds().forEach(row -> judge(Tier.T5, row, decided, open, estimate -> {
            TimeRule.Case values = TimeRule.againstBase(estimate.logEstimate(),
                    row.row().margin());
            String text = String.format(Locale.ROOT, "%.3f times its base build, p = %.2g, "
                    + "%d rounds", estimate.ratio(), values.pWorse(), estimate.nrRounds());
            open.add(new Open(check(Tier.T5, row, Status.PASS, text), values,
                    row.row().margin()));
        }));
    }

    private void history(Baseline accepted, RowComparison row, List<GateCheck> decided,
            List<Open> open) {
        Optional<Baseline.Entry> entry = accepted.entry(row.row().id(), row.pair().candidate());
        if (entry.isEmpty()) {
            decided.add(check(Tier.T4, row, Status.NEW, "no accepted run has it"));
            return;
        }
        double[] past = entry.get().logRatios();
        judge(Tier.T4, row, decided, open, estimate -> {
            if (past.length < PredictionLimit.MIN_RUNS) {
                decided.add(check(Tier.T4, row, Status.ADVISORY, String.format(Locale.ROOT,
                        "ratio %.3f; %d accepted runs, %d are needed to judge it",
                        estimate.ratio(), past.length, PredictionLimit.MIN_RUNS)));
                return;
            }
            PredictionLimit limit = PredictionLimit.of(past);
            TimeRule.Case values = TimeRule.againstHistory(limit, estimate.logEstimate(),
                    row.row().margin());
            String text = String.format(Locale.ROOT,
                    "ratio %.3f, accepted %.3f (%d runs, spread %.1f %%): %+.1f %%, p = %.2g",
                    estimate.ratio(), Math.exp(limit.mean()), limit.nrRuns(), 100 * limit.sd(),
                    100 * Math.expm1(values.change()), values.pWorse());
            open.add(new Open(check(Tier.T4, row, Status.PASS, text), values,
                    row.row().margin()));
        });
    }

    /** Acts on the estimate of a row that can be judged. */
    private interface Judge {
        void on(Estimate estimate);
    }

    private void judge(Tier tier, RowComparison row, List<GateCheck> decided, List<Open> open,
            Judge judge) {
        if (row.estimate().isEmpty()) {
            decided.add(check(tier, row, Status.MISSING,
                    row.reason().isEmpty() ? "no ratio" : row.reason()));
        } else if (row.hasTwoGears()) {
            decided.add(check(tier, row, Status.UNDECIDED, row.reason()));
        } else if (isQuarantined.test(row.row().id())) {
            decided.add(check(tier, row, Status.PASS, String.format(Locale.ROOT, "ratio %.3f",
                    row.estimate().get().ratio())));
        } else {
            judge.on(row.estimate().get());
        }
    }

    private static GateCheck check(Tier tier, RowComparison row, Status status, String text) {
        return new GateCheck(tier, row.row().id(), row.pair().candidate(), status, text);
    }

    private static boolean[] hits(List<Open> open, double alpha) {
        return TimeRule.hits(open.stream().map(Open::values).toArray(TimeRule.Case[]::new),
                alpha);
    }

    private static GateCheck calm(Open row) {
        if (TimeRule.isImprovement(row.values())) {
            return row.check().with(Status.IMPROVEMENT, row.check().text());
        }
        return row.values().isNoisy(row.margin())
                ? row.check().with(Status.NOISY, row.check().text() + "; "
                        + Detectable.inWords(Math.expm1(row.values().smallest())))
                : row.check();
    }

    private List<GateCheck> confirm(RunComparison run, List<Open> hit,
            GateOptions.Confirmation confirmation, int familySize) {
        SortedSet<String> rows = new TreeSet<>();
        hit.forEach(row -> rows.add(row.check().row()));
        RunComparison again = confirmation.rerun(rows);
        String unfit = FreshRounds.whyUnfit(run, again);
        List<Open> fresh = new ArrayList<>();
        if (unfit.isEmpty()) {
            collect(again, new ArrayList<>(), fresh);
            unfit = "the confirming run has no value of it";
        }
        List<GateCheck> decided = new ArrayList<>();
        for (Open first : hit) {
            GateCheck missing = first.check().with(Status.MISSING,
                    first.check().text() + "; " + unfit);
            decided.add(fresh.stream().filter(row -> isSame(row.check(), first.check()))
                    .findFirst()
                    .map(second -> decide(first.check(), second.check(),
                            TimeRule.isConfirmed(second.values(), familySize)
                                    ? Status.REGRESSION : Status.NOT_CONFIRMED))
                    .orElse(missing));
        }
        return decided;
    }

    private static GateCheck decide(GateCheck first, GateCheck second, Status status) {
        return first.with(status, "first: " + first.text() + "; fresh rounds: " + second.text());
    }

    private static boolean isSame(GateCheck a, GateCheck b) {
        return a.tier() == b.tier() && a.row().equals(b.row()) && a.arm().equals(b.arm());
    }
}
