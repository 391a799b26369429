package dev.hmmbench.results.stats;

import java.util.Arrays;

/** Means, spreads and order statistics of plain numbers. */
public final class Numbers {

    private Numbers() {}

    /**
     * Checks that all values are finite and that there are at least {@code least}.
     *
     * @throws IllegalArgumentException if not
     */
    public static void check(double[] values, int least) {
        if (values.length < least) {
            throw new IllegalArgumentException("needs at least " + least + " values, got "
                    + values.length);
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("not a finite number: " + value);
            }
        }
    }

    /** Returns the arithmetic mean of at least one value. */
    public static double mean(double[] values) {
        check(values, 1);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Returns the standard deviation with divisor n - 1 of at least two values. */
    public static double sd(double[] values) {
        check(values, 2);
        return Math.sqrt(squares(values) / (values.length - 1));
    }

    /** Returns the sum of squared distances from the mean. */
    static double squares(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum;
    }

    /** Returns the median of at least one value; the mean of the middle two where there are two. */
    public static double median(double[] values) {
        check(values, 1);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle]
                : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
    }

    /** Returns the exponential of the mean logarithm of at least one positive value. */
    public static double geometricMean(double[] values) {
        return Math.exp(mean(logs(values)));
    }

    /**
     * Returns the natural logarithms.
     *
     * @throws IllegalArgumentException if a value is not positive
     */
    public static double[] logs(double[] values) {
        check(values, 0);
        return Arrays.stream(values).map(value -> {
            if (value <= 0) {
                throw new IllegalArgumentException("no logarithm of " + value);
            }
            return Math.log(value);
        }).toArray();
    }
}
