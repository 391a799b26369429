package dev.hmmbench.results.compare;

/**
 * Something a reader of a row must know.
 *
 * @param kind what it is about
 * @param text one sentence without a full stop
 */
public record Warning(Kind kind, String text) {

    /** What a warning is about. */
    public enum Kind {
        /** Forks still changed while they were measured. */
        NOT_STEADY,
        /** Forks ran in another gear than the rest. */
        JIT_FLIP,
        /** Rounds were left out by the declared rules. */
        EXCLUDED_ROUNDS,
        /** Forks failed or are missing. */
        MISSING_FORKS,
        /** A cross-check disagrees with the primary analysis. */
        CROSS_CHECK,
        /** Too few rounds or looks other than planned. */
        ROUNDS,
        /** The exact counters are missing. */
        NO_COUNTERS,
        /** The machines of a merged run disagree. */
        MACHINES,
        /** A fork loaded classes of more than one design. */
        MIXED_DESIGNS,
        /** The modelled kernel printed warnings. */
        KERNEL,
        /** The compiler left calls of hot methods as calls. */
        NOT_INLINED,
        /** More was allocated for a page or lookup than may be. */
        ALLOCATES
    }
}
