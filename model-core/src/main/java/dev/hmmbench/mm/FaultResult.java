package dev.hmmbench.mm;

/**
 * What handling a fault came to: bits that may be combined, 0 for success.
 *
 * <p>Models include/linux/mm_types.h, enum vm_fault_reason, 6.19. Fidelity: simplified (reasons
 * that nothing here gives are left out).
 */
public final class FaultResult {

    /** The fault is handled; the access starts over. */
    public static final int DONE = 0;
    /** No memory. */
    public static final int OOM = 0x1;
    /** The page cannot be had. */
    public static final int SIGBUS = 0x2;
    /** The hardware has given the page up. */
    public static final int HWPOISON = 0x10;
    /** The address may not be accessed like this. */
    public static final int SIGSEGV = 0x40;
    /** Try again; locks were dropped. */
    public static final int RETRY = 0x400;

    /** Every bit that ends the access. */
    public static final int ERROR = OOM | SIGBUS | HWPOISON | SIGSEGV;

    private FaultResult() {}
}
