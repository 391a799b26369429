package dev.hmmbench.results.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mean of per-round log-ratios with its standard error: a paired t analysis, or Welch's where
 * the difference of two runs is estimated.
 *
 * @param n rounds
 * @param degrees degrees of freedom
 * @param mean mean log-ratio
 * @param sd standard deviation of one round's log-ratio
 * @param standardError of the mean
 */
public record MeanEstimate(int n, double degrees, double mean, double sd, double standardError) {

    private static final double POWER = 0.80;

    /** Returns the paired analysis of at least two log-ratios. */
    public static MeanEstimate paired(double[] logRatios) {
        double sd = Numbers.sd(logRatios);
        int n = logRatios.length;
        return new MeanEstimate(n, n - 1, Numbers.mean(logRatios), sd, sd / Math.sqrt(n));
    }

    /**
     * Returns the paired analysis of rounds from several machines. Each machine is a block: its
     * own level is taken out of the spread, at the cost of one degree of freedom.
     *
     * @param logRatios one per round
     * @param blocks the machine of each round
     * @throws IllegalArgumentException unless there are more rounds than machines
     */
    public static MeanEstimate blocked(double[] logRatios, int[] blocks) {
        Map<Integer, double[]> values = byBlock(logRatios, blocks);
        int degrees = logRatios.length - values.size();
        if (degrees < 1) {
            throw new IllegalArgumentException(logRatios.length + " rounds on " + values.size()
                    + " machines leave no spread");
        }
        double squares = values.values().stream().mapToDouble(Numbers::squares).sum();
        double sd = Math.sqrt(squares / degrees);
        int n = logRatios.length;
        return new MeanEstimate(n, degrees, Numbers.mean(logRatios), sd, sd / Math.sqrt(n));
    }

    /** Returns Welch's analysis of the mean of {@code second} minus the mean of {@code first}. */
    public static MeanEstimate welch(double[] first, double[] second) {
        double a = Math.pow(Numbers.sd(first), 2) / first.length;
        double b = Math.pow(Numbers.sd(second), 2) / second.length;
        double degrees = a + b == 0 ? first.length + second.length - 2
                : (a + b) * (a + b)
                        / (a * a / (first.length - 1) + b * b / (second.length - 1));
        int n = Math.min(first.length, second.length);
        return new MeanEstimate(n, degrees, Numbers.mean(second) - Numbers.mean(first),
                Math.sqrt((a + b) * n), Math.sqrt(a + b));
    }

    /** Returns the interval that holds the true mean with probability {@code 1 - alpha}. */
    public Interval interval(double alpha) {
        double half = Student.quantile(1 - alpha / 2, degrees) * standardError;
        return new Interval(mean - half, mean + half);
    }

    /** Returns the two-sided p-value of "the true mean is 0". */
    public double pValue() {
        return Math.min(1, 2 * Student.above(Math.abs(mean), standardError, degrees));
    }

    /** Returns the one-sided p-value of "the true mean is at most {@code limit}". */
    public double pAbove(double limit) {
        return Student.above(mean - limit, standardError, degrees);
    }

    /**
     * Returns the p-value of "the true mean lies outside -margin..margin": the larger of two
     * one-sided tests. Source: Schuirmann, J. Pharmacokin. Biopharm. 15 (1987).
     */
    public double pEquivalence(double margin) {
        return Math.max(Student.above(mean + margin, standardError, degrees),
                Student.above(margin - mean, standardError, degrees));
    }

    /**
     * Returns the smallest true mean that a test at two-sided level {@code alpha} finds with a
     * probability of 80 percent.
     */
    public double minimumDetectable(double alpha) {
        return (Student.quantile(1 - alpha / 2, degrees) + Student.quantile(POWER, degrees))
                * standardError;
    }

    private static Map<Integer, double[]> byBlock(double[] logRatios, int[] blocks) {
        Map<Integer, double[]> values = new TreeMap<>();
        for (int i = 0; i < logRatios.length; i++) {
            double[] before = values.getOrDefault(blocks[i], new double[0]);
            double[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = logRatios[i];
            values.put(blocks[i], after);
        }
        return values;
    }
}
