package dev.hmmbench.results.compare;

import dev.hmmbench.results.stats.Interval;
import dev.hmmbench.results.stats.MeanEstimate;
import java.util.Optional;

/**
 * The ratio of two arms in cost: above 1 the candidate costs more, whatever the row's unit.
 *
 * @param nrRounds rounds it rests on
 * @param ratio geometric mean of the per-round ratios
 * @param interval its interval at level {@code 1 - alpha}, by paired t on log-ratios
 * @param alpha error level, fixed by the run's look plan
 * @param sdLog standard deviation of one round's log-ratio; 0.02 is 2 percent
 * @param pValue two-sided p-value of "the ratio is 1"
 * @param pEquivalence p-value of "the ratio lies outside the margin" (TOST)
 * @param minimumDetectable smallest relative change that these rounds find in 80 of 100 runs
 * @param hodgesLehmann the same ratio by medians, as a cross-check
 * @param bootstrap the same interval by bootstrap-t; empty for fewer than 10 rounds
 * @param logEstimate the analysis on the log scale, for those who compute on
 */
public record Estimate(int nrRounds, double ratio, Interval interval, double alpha, double sdLog,
        double pValue, double pEquivalence, double minimumDetectable, double hodgesLehmann,
        Optional<Interval> bootstrap, MeanEstimate logEstimate) {

    /** Returns the level of confidence in percent, such as 95. */
    public double confidencePercent() {
        return 100 * (1 - alpha);
    }

    /** Returns whether the estimate by medians lies within half the interval's width. */
    public boolean agreesWithMedians() {
        double half = interval.width() / 2;
        return Math.abs(hodgesLehmann - ratio) <= half || half == 0;
    }
}
