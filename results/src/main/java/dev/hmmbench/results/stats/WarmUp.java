package dev.hmmbench.results.stats;

import java.util.Arrays;
import java.util.List;

/** Whether forks still changed while they were measured. */
public final class WarmUp {

    private WarmUp() {}

    /**
     * Returns the relative change from the first to the last iteration of one fork by the
     * Theil-Sen slope of the logarithms, so that no fall is larger than 100 %; 0 for fewer than two
     * iterations.
     *
     * @param iterations positive values in the order of time
     */
    public static double trend(double[] iterations) {
        int n = iterations.length;
        if (n < 2) {
            return 0;
        }
        double[] logs = Arrays.stream(iterations)
                .map(value -> Math.log(Math.max(value, Double.MIN_NORMAL))).toArray();
        double[] slopes = new double[n * (n - 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[next++] = (logs[j] - logs[i]) / (j - i);
            }
        }
        return Math.expm1(Numbers.median(slopes) * (n - 1));
    }

    /** Returns the median trend of all forks; 0 where there are none. */
    public static double medianTrend(List<double[]> forks) {
        return forks.isEmpty() ? 0
                : Numbers.median(forks.stream().mapToDouble(WarmUp::trend).toArray());
    }
}
