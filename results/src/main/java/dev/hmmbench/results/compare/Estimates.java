package dev.hmmbench.results.compare;

import dev.hmmbench.results.stats.BootstrapT;
import dev.hmmbench.results.stats.HodgesLehmann;
import dev.hmmbench.results.stats.Interval;
import dev.hmmbench.results.stats.MeanEstimate;
import java.util.Arrays;
import java.util.Optional;

/** Turns log-ratios into estimates, and estimates into verdicts. */
final class Estimates {

    private Estimates() {}

    /**
     * Returns the estimate from per-round log-ratios; empty where they are too few.
     *
     * @param shards the machine of each round
     */
    static Optional<Estimate> of(double[] logRatios, int[] shards, double alpha, double margin,
            long seed) {
        long machines = Arrays.stream(shards).distinct().count();
        if (logRatios.length - machines < 1) {
            return Optional.empty();
        }
        MeanEstimate mean = MeanEstimate.blocked(logRatios, shards);
        Optional<Interval> bootstrap = machines > 1 ? Optional.empty()
                : BootstrapT.interval(logRatios, alpha, seed).map(Interval::exp);
        return Optional.of(of(mean, HodgesLehmann.of(logRatios), bootstrap, alpha, margin));
    }

    /** Returns the estimate of the change from one run's log-ratios to another's. */
    static Estimate change(double[] first, double[] second, double alpha, double margin) {
        MeanEstimate mean = MeanEstimate.welch(first, second);
        double shift = HodgesLehmann.of(second) - HodgesLehmann.of(first);
        return of(mean, shift, Optional.empty(), alpha, margin);
    }

    /** Returns the verdict; the interval is compared with the margin on the log scale. */
    static Verdict verdict(Estimate estimate, double margin) {
        Interval interval = estimate.logEstimate().interval(estimate.alpha());
        double limit = Math.log1p(margin);
        if (interval.isInside(new Interval(-limit, limit))) {
            return Verdict.EQUIVALENT;
        }
        double mean = estimate.logEstimate().mean();
        if (interval.contains(0) || Math.abs(mean) < limit) {
            return Verdict.INCONCLUSIVE;
        }
        return mean < 0 ? Verdict.FASTER : Verdict.SLOWER;
    }

    private static Estimate of(MeanEstimate mean, double hodgesLehmann,
            Optional<Interval> bootstrap, double alpha, double margin) {
        return new Estimate(mean.n(), Math.exp(mean.mean()), mean.interval(alpha).exp(), alpha,
                mean.sd(), mean.pValue(), mean.pEquivalence(Math.log1p(margin)),
                Math.expm1(mean.minimumDetectable(alpha)), Math.exp(hodgesLehmann), bootstrap,
                mean);
    }
}
