package dev.hmmbench.lib;

/**
 * The negative error numbers that the structures of this package return where the kernel's do.
 *
 * <p>Models include/uapi/asm-generic/errno-base.h, 6.19. Fidelity: modelled.
 */
public final class Errnos {

    /** A node could not be allocated; the structure is as it was before. */
    public static final int ENOMEM = -12;
    /** No free range is large enough. */
    public static final int EBUSY = -16;
    /** The arguments make no sense together. */
    public static final int EINVAL = -22;

    private Errnos() {}
}
