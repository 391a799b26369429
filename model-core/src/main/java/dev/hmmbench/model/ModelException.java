package dev.hmmbench.model;

/**
 * A modelled function returned an error: what the caller asked cannot be had, and nothing was
 * changed. Subtypes name the cause where callers tell them apart.
 */
public class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Errno errno;

    /**
     * Creates the error.
     *
     * @param errno what the kernel's function returns, negated
     * @param cause why, with the values in question; one line
     */
    public ModelException(Errno errno, String cause) {
        super(errno.negated() + ": " + cause);
        this.errno = errno;
    }

    /** Returns what the kernel's function returns, negated. */
    public final Errno errno() {
        return errno;
    }
}
