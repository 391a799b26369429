package dev.hmmbench.physmem;

/**
 * A number that is no page frame number was used as one. Thrown in strict mode alone; the kernel
 * computes a wild address.
 */
public final class WrongSpaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongSpaceException(long number) {
        super("0x" + Long.toHexString(number) + " is no page frame number of this machine");
    }
}
