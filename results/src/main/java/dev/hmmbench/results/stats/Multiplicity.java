package dev.hmmbench.results.stats;

import java.util.stream.IntStream;

/** Adjusts p-values for looking at many rows at once. */
public final class Multiplicity {

    private Multiplicity() {}

    /**
     * Returns p-values adjusted so that "adjusted at most a" is wrong for any row with probability
     * at most a. For what can fail a build. Source: Holm, Scand. J. Statist. 6 (1979).
     */
    public static double[] holm(double[] pValues) {
        int[] order = ascending(pValues);
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int i = 0; i < order.length; i++) {
            double p = Math.min(1, pValues[order[i]] * (order.length - i));
            largest = Math.max(largest, p);
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }

    /**
     * Returns p-values adjusted so that of the rows with "adjusted at most q" a share of at most q
     * is wrong on average. For highlighting. Source: Benjamini and Hochberg, J. R. Statist. Soc. B
     * 57 (1995).
     */
    public static double[] benjaminiHochberg(double[] pValues) {
        int[] order = ascending(pValues);
        double[] adjusted = new double[pValues.length];
        double smallest = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            smallest = Math.min(smallest, pValues[order[i]] * order.length / (i + 1));
            adjusted[order[i]] = smallest;
        }
        return adjusted;
    }

    private static int[] ascending(double[] pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("not a p-value: " + p);
            }
        }
        return IntStream.range(0, pValues.length).boxed()
                .sorted((a, b) -> Double.compare(pValues[a], pValues[b]))
                .mapToInt(Integer::intValue).toArray();
    }
}
