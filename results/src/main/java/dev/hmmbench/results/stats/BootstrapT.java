package dev.hmmbench.results.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The bootstrap-t interval of a mean, resampling rounds. A cross-check beside Student's interval,
 * for 10 rounds or more. Source: Efron and Tibshirani, An Introduction to the Bootstrap, 12.5.
 */
public final class BootstrapT {

    /** Fewest values for which the interval keeps its level. */
    public static final int MIN_VALUES = 10;

    private static final int NR_RESAMPLES = 4_000;

    private BootstrapT() {}

    /**
     * Returns the interval at level {@code 1 - alpha}; empty for fewer than {@link #MIN_VALUES}
     * values or where they do not differ. The same seed gives the same interval.
     */
    public static Optional<Interval> interval(double[] values, double alpha, long seed) {
        if (values.length < MIN_VALUES || Numbers.sd(values) == 0) {
            return Optional.empty();
        }
        double mean = Numbers.mean(values);
        double standardError = Numbers.sd(values) / Math.sqrt(values.length);
        double[] t = studentised(values, mean, new SplittableRandom(seed));
        return Optional.of(new Interval(mean - quantile(t, 1 - alpha / 2) * standardError,
                mean - quantile(t, alpha / 2) * standardError));
    }

    private static double[] studentised(double[] values, double mean, SplittableRandom random) {
        double[] t = new double[NR_RESAMPLES];
        int n = values.length;
        int filled = 0;
        // A resample of equal values has no t; with 10 values or more, fewer than 1 in 10^9.
        while (filled < NR_RESAMPLES) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double distance = values[random.nextInt(n)] - mean;
                sum += distance;
                squares += distance * distance;
            }
            double variance = (squares - sum * sum / n) / (n - 1);
            if (variance > 0) {
                t[filled++] = sum / n / Math.sqrt(variance / n);
            }
        }
        Arrays.sort(t);
        return t;
    }

    private static double quantile(double[] sorted, double p) {
        int index = (int) Math.ceil(p * sorted.length) - 1;
        return sorted[Math.clamp(index, 0, sorted.length - 1)];
    }
}
