package dev.hmmbench.model;

import java.util.Locale;

/**
 * The phases of creation and removal, which both designs share even where one of them does nothing.
 */
public enum Phase {
    /** Choosing the numbers. */
    RESERVE(Operation.CREATION),
    /** Making sure that nothing else uses them. */
    CONFLICT_CHECKS(Operation.CREATION),
    /** Getting memory for struct pages and mapping it. */
    BACKING(Operation.CREATION),
    /** Clearing that memory in a pass of its own. */
    ZEROING(Operation.CREATION),
    /** Initialising struct pages one by one. */
    PER_PAGE(Operation.CREATION),
    /** Telling the zone, and setting migrate types. */
    ZONE(Operation.CREATION),
    /** Waiting for and dropping references, at removal. */
    TEARDOWN_REFERENCES(Operation.REMOVAL),
    /** Giving struct pages back, at removal. */
    TEARDOWN_BACKING(Operation.REMOVAL),
    /** Giving numbers back, at removal. */
    TEARDOWN_NUMBERS(Operation.REMOVAL);

    private final Operation operation;

    Phase(Operation operation) {
        this.operation = operation;
    }

    /** What a phase is a part of. */
    public enum Operation {
        /** Making a pagemap. */
        CREATION,
        /** Taking it away. */
        REMOVAL;

        /** Returns the name that reports show. */
        public String label() {
            return labelOf(this);
        }
    }

    /** Returns the name that reports show. */
    public String label() {
        return labelOf(this);
    }

    private static String labelOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what the phase is a part of. */
    public Operation operation() {
        return operation;
    }
}
