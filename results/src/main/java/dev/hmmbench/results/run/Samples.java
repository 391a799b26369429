package dev.hmmbench.results.run;

import java.util.List;

/**
 * The samples of one fork as order statistics, in nanoseconds per sample, not divided.
 *
 * @param count samples taken
 * @param mean arithmetic mean; for information, never judged
 * @param min smallest
 * @param p1 1st percentile
 * @param p5 5th percentile
 * @param p10 10th percentile
 * @param p25 lower quartile
 * @param p50 median
 * @param p75 upper quartile
 * @param p90 90th percentile
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 * @param max largest
 */
public record Samples(long count, double mean, double min, double p1, double p5, double p10,
        double p25, double p50, double p75, double p90, double p95, double p99, double p999,
        double max) {

    /** Checks that all are positive and ascend, and that the mean lies between the ends. */
    public Samples {
        Check.atLeast("sample count", count, 1);
        Check.positive("smallest sample", min);
        double previous = min;
        for (double next : new double[] {p1, p5, p10, p25, p50, p75, p90, p95, p99, p999, max}) {
            Check.finite("percentile", next);
            Check.that(next >= previous, "percentiles do not ascend: " + next + " after "
                    + previous);
            previous = next;
        }
        Check.finite("mean", mean);
        Check.that(mean >= min * (1 - 1e-9) && mean <= max * (1 + 1e-9),
                "mean " + mean + " lies outside " + min + ".." + max);
    }

    /** Returns the samples' order statistics; quantiles by linear interpolation (type 7). */
    public static Samples of(double[] values) {
        Check.that(values.length > 0, "no samples");
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        double sum = 0;
        for (double value : sorted) {
            sum += Check.finite("sample", value);
        }
        return new Samples(sorted.length, sum / sorted.length, sorted[0], at(sorted, 0.01),
                at(sorted, 0.05), at(sorted, 0.10), at(sorted, 0.25), at(sorted, 0.50),
                at(sorted, 0.75), at(sorted, 0.90), at(sorted, 0.95), at(sorted, 0.99),
                at(sorted, 0.999), sorted[sorted.length - 1]);
    }

    /** Returns percentile and value of each inner order statistic, for curves. */
    public List<double[]> curve() {
        return List.of(new double[] {1, p1}, new double[] {5, p5}, new double[] {10, p10},
                new double[] {25, p25}, new double[] {50, p50}, new double[] {75, p75},
                new double[] {90, p90}, new double[] {95, p95}, new double[] {99, p99},
                new double[] {99.9, p999});
    }

    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
