package dev.hmmbench.results.report;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How sure the ratio of two designs is at one percentile: rounds are resampled as wholes, with both
 * forks; the standard deviation of the resampled log-ratios, corrected for few rounds, times
 * Student's t. A plain percentile bootstrap would be too narrow with ten rounds (see
 * docs/method.md). The band holds point by point, not for the curve as a whole.
 */
final class PercentileBand {

    /** Fewest rounds for which there is a band. */
    static final int LEAST_ROUNDS = 5;

    private static final int NR_RESAMPLES = 400;
    private static final double UPPER = 0.975;

    private final Arm reference;
    private final Arm candidate;
    private final int[][] resamples;

    /** Takes one histogram per round and design, in the same order. */
    PercentileBand(Histogram[] references, Histogram[] candidates, long seed) {
        reference = new Arm(references);
        candidate = new Arm(candidates);
        SplittableRandom random = new SplittableRandom(seed);
        resamples = new int[NR_RESAMPLES][references.length];
        for (int[] weights : resamples) {
            for (int i = 0; i < references.length; i++) {
                weights[random.nextInt(references.length)]++;
            }
        }
    }

    /** Returns whether there are rounds enough. */
    boolean exists() {
        return resamples[0].length >= LEAST_ROUNDS;
    }

    /** Returns half the width of the 95 % band of the log-ratio at a percentile. */
    double halfWidth(double percentile) {
        double[] logs = new double[NR_RESAMPLES];
        for (int i = 0; i < NR_RESAMPLES; i++) {
            logs[i] = Math.log(candidate.at(percentile, resamples[i])
                    / reference.at(percentile, resamples[i]));
        }
        int n = resamples[0].length;
        double mean = Arrays.stream(logs).average().orElseThrow();
        double variance = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum()
                / (NR_RESAMPLES - 1);
        return new TDistribution(null, n - 1).inverseCumulativeProbability(UPPER)
                * Math.sqrt(variance * n / (n - 1));
    }

    /** Histograms of one design: counts by round over the values that occur. */
    private static final class Arm {

        private final long[] values;
        private final long[][] counts;

        Arm(Histogram[] rounds) {
            TreeSet<Long> all = new TreeSet<>();
            for (Histogram round : rounds) {
                for (HistogramIterationValue value : round.recordedValues()) {
                    all.add(value.getValueIteratedTo());
                }
            }
            values = all.stream().mapToLong(Long::longValue).toArray();
            counts = new long[rounds.length][values.length];
            for (int i = 0; i < rounds.length; i++) {
                for (HistogramIterationValue value : rounds[i].recordedValues()) {
                    counts[i][Arrays.binarySearch(values, value.getValueIteratedTo())] =
                            value.getCountAddedInThisIterationStep();
                }
            }
        }

        double at(double percentile, int[] weights) {
            long[] sums = new long[values.length];
            long total = 0;
            for (int round = 0; round < weights.length; round++) {
                if (weights[round] > 0) {
                    for (int i = 0; i < sums.length; i++) {
                        sums[i] += weights[round] * counts[round][i];
                        total += weights[round] * counts[round][i];
                    }
                }
            }
            long wanted = Math.max(1, (long) Math.ceil(percentile / 100 * total));
            int at = 0;
            for (long seen = sums[0]; seen < wanted; seen += sums[at]) {
                at++;
            }
            return Math.max(1, values[at]);
        }
    }
}
