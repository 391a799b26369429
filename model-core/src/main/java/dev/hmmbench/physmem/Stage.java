package dev.hmmbench.physmem;

/** The stages of adding and removing device memory that a listener is told of. */
public enum Stage {
    /** Making sure that nothing else uses the range. */
    CONFLICT_CHECKS,
    /** Adding sections and their struct pages. */
    BACKING,
    /** Telling the zone. */
    ZONE,
    /** Initialising struct pages. */
    PER_PAGE,
    /** Waiting for the last reference. */
    TEARDOWN_REFERENCES,
    /** Removing sections and their struct pages. */
    TEARDOWN_BACKING,
    /** Forgetting the range. */
    TEARDOWN_NUMBERS;

    /** Is told when a stage begins; the one before it ends at that moment. */
    @FunctionalInterface
    public interface Listener {

        /** Does nothing. */
        Listener NONE = stage -> {};

        /** A stage begins. */
        void enter(Stage stage);
    }
}
