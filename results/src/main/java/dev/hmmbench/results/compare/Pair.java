package dev.hmmbench.results.compare;

/**
 * Two arms of one run that are compared.
 *
 * @param reference arm that is divided by
 * @param candidate arm that is judged
 * @param kind why they are compared
 */
public record Pair(String reference, String candidate, Kind kind) {

    /** Why two arms are compared. */
    public enum Kind {
        /** Two designs of the same build. */
        DESIGNS,
        /** The same design twice: the ratio must be 1. */
        CONTROL,
        /** One design in two builds: the reference is the base, the candidate the head. */
        BUILDS
    }
}
