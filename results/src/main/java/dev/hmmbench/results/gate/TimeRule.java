package dev.hmmbench.results.gate;

import dev.hmmbench.results.stats.MeanEstimate;
import dev.hmmbench.results.stats.Multiplicity;
import dev.hmmbench.results.stats.PredictionLimit;

/**
 * The rule for times: a row is hit if it is worse with certainty and by an amount that matters. The
 * only place that knows the levels; the simulations run this very code.
 */
public final class TimeRule {

    /** Family level of the rounds that decide: the first ones alone, or the confirming ones. */
    public static final double ALPHA_DECIDE = 0.007;

    /** Family level of the first rounds where confirming rounds follow and decide. */
    public static final double ALPHA_SCREEN = 0.05;

    private static final double MDE_ALPHA = 0.05;

    /**
     * One row's case.
     *
     * @param change log-ratio by which it is worse; negative where it is better
     * @param smallest smallest log-ratio that may count: margin or minimum detectable effect,
     *     whichever is larger
     * @param pWorse p-value of "it is not worse"
     * @param pBetter p-value of "it is not better"
     */
    public record Case(double change, double smallest, double pWorse, double pBetter) {

        /** Returns whether only changes beyond the margin can be seen. */
        public boolean isNoisy(double margin) {
            return smallest > Math.log1p(margin) * (1 + 1e-12);
        }
    }

    private TimeRule() {}

    /** Returns the case of a row against the accepted runs of its machine class. */
    public static Case againstHistory(PredictionLimit history, MeanEstimate run, double margin) {
        PredictionLimit mirrored = new PredictionLimit(history.nrRuns(), -history.mean(),
                history.sd());
        return new Case(run.mean() - history.mean(), smallest(run, margin), history.pWorse(run),
                mirrored.pWorse(mirror(run)));
    }

    /** Returns the case of a design against its own base build in the same run. */
    public static Case againstBase(MeanEstimate run, double margin) {
        return new Case(run.mean(), smallest(run, margin), run.pAbove(0), mirror(run).pAbove(0));
    }

    /**
     * Returns which of the cases are hits.
     *
     * @param alpha level of the whole family
     */
    public static boolean[] hits(Case[] cases, double alpha) {
        double[] p = new double[cases.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = cases[i].pWorse();
        }
        double[] adjusted = Multiplicity.holm(p);
        boolean[] hits = new boolean[cases.length];
        for (int i = 0; i < hits.length; i++) {
            hits[i] = adjusted[i] <= alpha && cases[i].change() > cases[i].smallest();
        }
        return hits;
    }

    /**
     * Returns whether fresh rounds show again what the first ones did. They decide alone, at the
     * level of a decision and for the whole first family: the accepted runs, and perhaps the
     * machine's mood, are the same both times, so being picked by the first look is no evidence.
     *
     * @param familySize cases of the first family
     */
    public static boolean isConfirmed(Case fresh, int familySize) {
        return fresh.pWorse() * familySize <= ALPHA_DECIDE
                && fresh.change() > fresh.smallest();
    }

    /** Returns whether a row is better with certainty and by an amount that matters. */
    public static boolean isImprovement(Case row) {
        return row.pBetter() <= ALPHA_SCREEN && -row.change() > row.smallest();
    }

    private static double smallest(MeanEstimate run, double margin) {
        return Math.max(Math.log1p(margin), run.minimumDetectable(MDE_ALPHA));
    }

    private static MeanEstimate mirror(MeanEstimate run) {
        return new MeanEstimate(run.n(), run.degrees(), -run.mean(), run.sd(),
                run.standardError());
    }
}
