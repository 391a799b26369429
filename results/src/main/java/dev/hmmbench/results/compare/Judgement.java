package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.RowSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A row's verdict with its reason.
 *
 * @param verdict the verdict
 * @param reason why; empty where the verdict speaks for itself
 */
record Judgement(Verdict verdict, String reason) {

    /** How the reason of a round begins that was left out for running in another gear. */
    static final String FLIP = "the fork of ";

    /** Share of rounds in another gear from which on a row has no one value. */
    static final double MAX_FLIP_SHARE = 0.25;

    /**
     * Judges a row.
     *
     * @param before its rounds before those in another gear were left out
     * @param rounds its rounds
     * @param estimate its estimate
     * @param withFlips the estimate had the rounds in another gear counted
     */
    static Judgement of(RowSpec row, Pair pair, List<RoundPair> before, List<RoundPair> rounds,
            Optional<Estimate> estimate, Optional<Estimate> withFlips) {
        if (rounds.isEmpty()) {
            return new Judgement(Verdict.NOT_COMPARABLE, "no round has both " + pair.reference()
                    + " and " + pair.candidate());
        }
        if (estimate.isEmpty()) {
            return new Judgement(Verdict.INCONCLUSIVE, "fewer than two rounds count");
        }
        long counted = before.stream().filter(RoundPair::isUsed).count();
        long flips = counted - rounds.stream().filter(RoundPair::isUsed).count();
        Verdict verdict = Estimates.verdict(estimate.get(), row.margin());
        if (flips > counted * MAX_FLIP_SHARE) {
            return new Judgement(Verdict.INCONCLUSIVE, flips + " of " + counted
                    + " rounds ran in another gear (2x off): the row has no one value");
        }
        if (flips > 0 && withFlips.isPresent()
                && Estimates.verdict(withFlips.get(), row.margin()) != verdict) {
            return new Judgement(Verdict.INCONCLUSIVE, "the verdict hangs on " + flips
                    + " rounds in another gear (2x off)");
        }
        return new Judgement(verdict, verdict == Verdict.INCONCLUSIVE
                ? whyInconclusive(row, estimate.get()) : "");
    }

    private static String whyInconclusive(RowSpec row, Estimate estimate) {
        if (!estimate.interval().contains(1)) {
            return String.format(Locale.ROOT, "different, but below the margin of %.1f %%",
                    100 * row.margin());
        }
        return Detectable.inWords(estimate.minimumDetectable());
    }
}
