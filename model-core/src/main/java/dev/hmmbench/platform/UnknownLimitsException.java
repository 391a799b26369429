package dev.hmmbench.platform;

/** This machine does not tell its limits; the message is one line and says how to give them. */
public final class UnknownLimitsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with what could not be told. */
    public UnknownLimitsException(String what) {
        super(what + ": give --phys-bits and --levels, or --physmem-end");
    }
}
