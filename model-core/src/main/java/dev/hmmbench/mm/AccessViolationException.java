package dev.hmmbench.mm;

/** An access that ends in a signal. */
public final class AccessViolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Signal signal;

    AccessViolationException(Signal signal, Access access, long address) {
        super(signal + ": " + access + " at 0x" + Long.toHexString(address));
        this.signal = signal;
    }

    /** The signals that an access can raise. */
    public enum Signal {
        /** The address may not be accessed like this. */
        SIGSEGV,
        /** The page cannot be had. */
        SIGBUS
    }

    /** Returns the signal. */
    public Signal signal() {
        return signal;
    }
}
