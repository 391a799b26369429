package dev.hmmbench.mm;

/** What a CPU or a device wants to do with memory. */
public enum Access {
    /** Load. */
    READ,
    /** Store. */
    WRITE
}
