package dev.hmmbench.results.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Where the level of a series changed: E-divisive with a t-test in place of permutations, so the
 * same series always gives the same answer. Costs the cube of the length.
 *
 * <p>Source: Matteson and James, J. Am. Statist. Assoc. 109 (2014) for the statistic; the t-test as
 * in Apache Otava. The best split of a segment is taken if both sides differ by Welch's t-test at
 * {@link #ALPHA} after correction for the number of splits, and by at least the given amount; then
 * both sides are searched. At last each split is tested again between its final neighbours.
 */
public final class ChangePoints {

    /** Fewest points between two changes. */
    public static final int MIN_SEGMENT = 5;

    /** Level of one test, over all splits of its segment. */
    public static final double ALPHA = 0.01;

    private final double[] values;
    private final double smallest;
    private final TreeSet<Integer> splits = new TreeSet<>();

    /**
     * A change of level.
     *
     * @param index first point of the new level, from 0
     * @param before mean of the level before
     * @param after mean of the new level
     * @param pValue of Welch's t-test between both, not corrected
     */
    public record Change(int index, double before, double after, double pValue) {}

    private ChangePoints(double[] values, double smallest) {
        this.values = values;
        this.smallest = smallest;
    }

    /**
     * Returns the changes of level, in order.
     *
     * @param values the series, oldest first
     * @param smallest smallest difference of levels that counts
     */
    public static List<Change> find(double[] values, double smallest) {
        Numbers.check(values, 0);
        ChangePoints search = new ChangePoints(values.clone(), smallest);
        search.divide(0, values.length);
        return search.changes();
    }

    /**
     * Returns the energy statistic of a split: how far both sides are apart in distribution.
     *
     * @param left at least two values
     * @param right at least two values
     */
    static double energy(double[] left, double[] right) {
        double m = left.length;
        double n = right.length;
        double between = 0;
        for (double x : left) {
            for (double y : right) {
                between += Math.abs(x - y);
            }
        }
        return m * n / (m + n) * (2 / (m * n) * between - within(left) - within(right));
    }

    private static double within(double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                sum += Math.abs(values[i] - values[j]);
            }
        }
        return sum * 2 / ((double) values.length * (values.length - 1));
    }

    private void divide(int from, int to) {
        int nrSplits = to - from - 2 * MIN_SEGMENT + 1;
        int best = -1;
        double largest = Double.NEGATIVE_INFINITY;
        for (int split = from + MIN_SEGMENT; split <= to - MIN_SEGMENT; split++) {
            double energy = energy(part(from, split), part(split, to));
            if (energy > largest) {
                largest = energy;
                best = split;
            }
        }
        if (best >= 0 && isChange(from, best, to, nrSplits)) {
            splits.add(best);
            divide(from, best);
            divide(best, to);
        }
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        int from = 0;
        for (int split : List.copyOf(splits)) {
            Integer next = splits.higher(split);
            int to = next == null ? values.length : next;
            if (isChange(from, split, to, 1)) {
                changes.add(new Change(split, Numbers.mean(part(from, split)),
                        Numbers.mean(part(split, to)), test(from, split, to).pValue()));
                from = split;
            } else {
                splits.remove(split);
            }
        }
        return List.copyOf(changes);
    }

    private boolean isChange(int from, int split, int to, int nrSplits) {
        MeanEstimate difference = test(from, split, to);
        return difference.pValue() * nrSplits <= ALPHA
                && Math.abs(difference.mean()) >= smallest;
    }

    private MeanEstimate test(int from, int split, int to) {
        return MeanEstimate.welch(part(from, split), part(split, to));
    }

    private double[] part(int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }
}
