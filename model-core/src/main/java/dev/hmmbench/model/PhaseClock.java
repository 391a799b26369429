package dev.hmmbench.model;

/** Is told when a phase of creation or removal begins; the phase before it ends at that moment. */
@FunctionalInterface
public interface PhaseClock {

    /** Does nothing. */
    PhaseClock NONE = phase -> {};

    /** A phase begins; phases may come back. */
    void enter(Phase phase);
}
