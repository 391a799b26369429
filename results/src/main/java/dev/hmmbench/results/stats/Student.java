package dev.hmmbench.results.stats;

import org.apache.commons.math3.distribution.TDistribution;

/** Student's t distribution, with a spread of zero defined. */
final class Student {

    private Student() {}

    /** Returns the value that t stays below with probability {@code p}. */
    static double quantile(double p, double degrees) {
        return new TDistribution(null, degrees).inverseCumulativeProbability(p);
    }

    /**
     * Returns the probability that t exceeds {@code estimate / standardError}. A standard error of
     * zero leaves no doubt: 0 for a positive estimate, 1/2 for zero, 1 for a negative one.
     */
    static double above(double estimate, double standardError, double degrees) {
        if (standardError == 0) {
            return estimate > 0 ? 0 : estimate < 0 ? 1 : 0.5;
        }
        return new TDistribution(null, degrees)
                .cumulativeProbability(-estimate / standardError);
    }
}
