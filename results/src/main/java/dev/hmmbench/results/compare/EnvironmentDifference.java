package dev.hmmbench.results.compare;

/**
 * A key in which the environments of two runs differ.
 *
 * @param section its section
 * @param key its name
 * @param first value in the first run
 * @param second value in the second run
 * @param weight what it means for a comparison
 */
public record EnvironmentDifference(String section, String key, String first, String second,
        Weight weight) {

    /** What a difference means for a comparison. */
    public enum Weight {
        /** Times of the two runs cannot be set side by side. */
        BREAKS_COMPARISON,
        /** The difference under test, or one to know of. */
        NOTABLE
    }
}
