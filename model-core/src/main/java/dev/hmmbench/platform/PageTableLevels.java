package dev.hmmbench.platform;

/**
 * Levels of the x86-64 page tables that the running kernel uses, which bound its physical
 * addresses.
 *
 * <p>Models arch/x86/include/asm/sparsemem.h, {@code MAX_PHYSMEM_BITS}, 6.12. Fidelity: modelled.
 */
public enum PageTableLevels {
    /** Without la57, or booted with {@code no5lvl}. */
    FOUR(4, 46),
    /** With la57 active. */
    FIVE(5, 52);

    private final int levels;
    private final int maxPhysmemBits;

    PageTableLevels(int levels, int maxPhysmemBits) {
        this.levels = levels;
        this.maxPhysmemBits = maxPhysmemBits;
    }

    /** Returns the number of levels. */
    public int levels() {
        return levels;
    }

    /** Returns {@code MAX_PHYSMEM_BITS}: width of a physical address that the kernel can use. */
    public int maxPhysmemBits() {
        return maxPhysmemBits;
    }
}
