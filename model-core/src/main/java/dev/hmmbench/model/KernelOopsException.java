package dev.hmmbench.model;

/**
 * The modelled kernel read through a pointer that is none: it would have crashed here. Thrown
 * where a design's own lack of protection lets a reader see a structure half changed.
 */
public final class KernelOopsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates a crash that says what was read and why. */
    public KernelOopsException(String message) {
        super(message);
    }
}
