package dev.hmmbench.results.run;

/** Which way a measured value gets worse. */
public enum Direction {
    /** A larger value costs more: times, bytes. */
    LOWER_IS_BETTER,
    /** A larger value is better: operations per second. */
    HIGHER_IS_BETTER
}
