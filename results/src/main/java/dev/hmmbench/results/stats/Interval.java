package dev.hmmbench.results.stats;

/**
 * A closed interval of real numbers.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {

    /** Checks the order. */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval from " + low + " to " + high);
        }
    }

    /** Returns whether {@code value} lies inside, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** Returns whether this lies inside {@code other}, ends included. */
    public boolean isInside(Interval other) {
        return other.low <= low && high <= other.high;
    }

    /** Returns the distance of the ends. */
    public double width() {
        return high - low;
    }

    /** Returns the interval of the exponentials of both ends. */
    public Interval exp() {
        return new Interval(Math.exp(low), Math.exp(high));
    }
}
