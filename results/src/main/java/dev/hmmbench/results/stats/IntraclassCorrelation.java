package dev.hmmbench.results.stats;

import java.util.List;

/**
 * The share of variance that lies between forks: near 1, more iterations buy nothing, only more
 * forks do. One-way analysis of variance with unequal group sizes.
 * Source: Donner, Int. Statist. Rev. 54 (1986).
 */
public final class IntraclassCorrelation {

    private IntraclassCorrelation() {}

    /**
     * Returns the correlation, 0 where the estimate is negative or nothing varies.
     *
     * @param groups the values of each fork; at least two groups and one group of two values
     */
    public static double of(List<double[]> groups) {
        int total = groups.stream().mapToInt(group -> group.length).sum();
        if (groups.size() < 2 || total <= groups.size()) {
            throw new IllegalArgumentException("needs two groups and a group of two values");
        }
        double grand = groups.stream().mapToDouble(g -> Numbers.mean(g) * g.length).sum() / total;
        double between = 0;
        double within = 0;
        double sizeSquares = 0;
        for (double[] group : groups) {
            between += group.length * Math.pow(Numbers.mean(group) - grand, 2);
            within += Numbers.squares(group);
            sizeSquares += (double) group.length * group.length;
        }
        double meanBetween = between / (groups.size() - 1);
        double meanWithin = within / (total - groups.size());
        double size = (total - sizeSquares / total) / (groups.size() - 1);
        double sum = meanBetween + (size - 1) * meanWithin;
        return sum == 0 ? 0 : Math.max(0, (meanBetween - meanWithin) / sum);
    }
}
