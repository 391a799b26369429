package dev.hmmbench.lib;

/**
 * Which kernel's search for a free region is followed: how far it steps down and where it ends.
 *
 * <p>Models kernel/resource.c, gfr_continue() and gfr_next(). Fidelity: modelled.
 */
public enum FreeRegionRule {
    /** 6.12 and 6.19: steps by the alignment, candidates lie above one alignment. */
    LINUX_6_12("6.12"),
    /** 6.1: steps by the rounded size, candidates lie above the size. */
    LINUX_6_1("6.1");

    private final String label;

    FreeRegionRule(String label) {
        this.label = label;
    }

    /** Returns the version as the command line writes it. */
    public String label() {
        return label;
    }

    /**
     * Returns both the step from one candidate to the next and the address that a candidate must be
     * above, which are the same number in both kernels.
     */
    long stepBytes(long roundedSizeBytes, long alignBytes) {
        return this == LINUX_6_12 ? alignBytes : roundedSizeBytes;
    }
}
