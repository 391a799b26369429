package dev.hmmbench.physmem;

/**
 * A number was looked up in a space that it does not belong to. Thrown in strict mode alone; the
 * kernel takes one page for another, or computes a wild address.
 */
public final class WrongSpaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     *
     * @param reading what the number is and what it was taken for
     */
    public WrongSpaceException(String reading) {
        super(reading);
    }

    WrongSpaceException(long number) {
        super("0x" + Long.toHexString(number) + " is no page frame number of this machine");
    }
}
