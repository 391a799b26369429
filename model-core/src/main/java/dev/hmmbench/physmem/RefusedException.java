package dev.hmmbench.physmem;

/** A function of the modelled kernel failed and undid what it had done; the message says why. */
public final class RefusedException extends RuntimeException {

    /** {@code -ENXIO}: a range overlaps System RAM. */
    public static final int ENXIO = -6;
    /** {@code -ENOMEM}: an allocation failed, or a range overlaps another pagemap. */
    public static final int ENOMEM = -12;
    /** {@code -EBUSY}: no gap is large enough. */
    public static final int EBUSY = -16;
    /** {@code -EEXIST}: a subsection is present already. */
    public static final int EEXIST = -17;
    /** {@code -EINVAL}: the arguments make no sense. */
    public static final int EINVAL = -22;
    /** {@code -ERANGE}: a range lies outside what the machine can address. */
    public static final int ERANGE = -34;

    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * Creates a failure.
     *
     * @param errno what the kernel's function returns: negative
     * @param reason why, with the values in question; one line
     */
    public RefusedException(int errno, String reason) {
        super(reason);
        assert errno < 0 : errno;
        this.errno = errno;
    }

    /** Returns the negative error number. */
    public int errno() {
        return errno;
    }
}
