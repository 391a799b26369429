package dev.hmmbench.results.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;

/** Student's t distribution, with a spread of zero defined. */
final class Student {

    /** Quantiles by probability and degrees; finding one takes some twenty evaluations. */
    private static final Map<Argument, Double> QUANTILES = new ConcurrentHashMap<>();

    private record Argument(double p, double degrees) {}

    private Student() {}

    /** Returns the value that t stays below with probability {@code p}. */
    static double quantile(double p, double degrees) {
        if (degrees != Math.rint(degrees)) {
            return compute(new Argument(p, degrees));
        }
        return QUANTILES.computeIfAbsent(new Argument(p, degrees), Student::compute);
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

    private static double compute(Argument argument) {
        return new TDistribution(null, argument.degrees())
                .inverseCumulativeProbability(argument.p());
    }
}
