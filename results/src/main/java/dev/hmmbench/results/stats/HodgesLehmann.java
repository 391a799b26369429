package dev.hmmbench.results.stats;

/** The Hodges-Lehmann location: the median of all means of two values, a value with itself too. */
public final class HodgesLehmann {

    private HodgesLehmann() {}

    /** Returns the location of at least one value. Costs n squared. */
    public static double of(double[] values) {
        Numbers.check(values, 1);
        int n = values.length;
        double[] means = new double[n * (n + 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                means[next++] = (values[i] + values[j]) / 2;
            }
        }
        return Numbers.median(means);
    }
}
