package dev.hmmbench.model;

/**
 * The phases of creation and removal, which both designs share even where one of them does nothing.
 */
public enum Phase {
    /** Choosing the numbers. */
    RESERVE,
    /** Making sure that nothing else uses them. */
    CONFLICT_CHECKS,
    /** Getting memory for struct pages and mapping it. */
    BACKING,
    /** Clearing that memory in a pass of its own. */
    ZEROING,
    /** Initialising struct pages one by one. */
    PER_PAGE,
    /** Telling the zone, and setting migrate types. */
    ZONE,
    /** Waiting for and dropping references, at removal. */
    TEARDOWN_REFERENCES,
    /** Giving struct pages back, at removal. */
    TEARDOWN_BACKING,
    /** Giving numbers back, at removal. */
    TEARDOWN_NUMBERS
}
