package dev.hmmbench.model;

/** The kernel's error numbers that the modelled functions return, as positive values. */
public enum Errno {
    /** No such file or directory; here: a page that could not be mirrored. */
    ENOENT(2, "no such entry"),
    /** No such device or address; here: a range that overlaps System RAM. */
    ENXIO(6, "no such device or address"),
    /** Operation not permitted. */
    EPERM(1, "operation not permitted"),
    /** Try again. */
    EAGAIN(11, "try again"),
    /** Out of memory. */
    ENOMEM(12, "out of memory"),
    /** Bad address. */
    EFAULT(14, "bad address"),
    /** Busy; here also: no gap in the device-private address space. */
    EBUSY(16, "busy"),
    /** Exists already; here: a subsection that is present. */
    EEXIST(17, "exists already"),
    /** Invalid argument. */
    EINVAL(22, "invalid argument"),
    /** Not supported. */
    EOPNOTSUPP(95, "not supported"),
    /** Out of range; here: no hole in the physical address space. */
    ERANGE(34, "out of range");

    private final int number;
    private final String meaning;

    Errno(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /**
     * Returns the error that a kernel function returned.
     *
     * @param number negative
     * @throws IllegalArgumentException if no modelled function returns it
     */
    public static Errno ofNegative(int number) {
        for (Errno errno : values()) {
            if (errno.number == -number) {
                return errno;
            }
        }
        throw new IllegalArgumentException("error number " + number);
    }

    /** Returns the positive error number. */
    public int number() {
        return number;
    }

    /** Returns the kernel's words for it, in short. */
    public String meaning() {
        return meaning;
    }

    /** Returns the name as the kernel's functions return it: {@code -ENOMEM}. */
    public String negated() {
        return "-" + name();
    }
}
