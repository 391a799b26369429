package dev.hmmbench.platform;

import dev.hmmbench.lib.FreeRegionRule;

/**
 * What bounds the physical addresses that a kernel hands out.
 *
 * @param rootLast end of {@code iomem_resource}: {@code 2^physBits - 1} on x86, all ones elsewhere
 * @param usableLast {@code PHYSMEM_END}: last usable physical address, inclusive, unsigned
 * @param maxPhysmemBits {@code MAX_PHYSMEM_BITS}: width of a physical address the kernel can use
 * @param sectionBits {@code SECTION_SIZE_BITS}: log2 of the bytes of a memory section
 * @param rule whose search for a free region is followed
 */
public record Limits(
        long rootLast, long usableLast, int maxPhysmemBits, int sectionBits, FreeRegionRule rule) {

    /** {@code SECTION_SIZE_BITS} of x86-64, and of arm64 with 4 KiB pages since 5.12. */
    public static final int DEFAULT_SECTION_BITS = 27;

    private static final int MIN_PHYS_BITS = 20;
    private static final int MAX_PHYS_BITS = 64;
    private static final int MIN_SECTION_BITS = 12;
    private static final int MAX_SECTION_BITS = 46;
    private static final int MIN_PHYSMEM_BITS = 32;
    private static final int MAX_PHYSMEM_BITS = 56;

    /** Checks that the widths are ones that a kernel could have. */
    public Limits {
        checkBits("section bits", sectionBits, MIN_SECTION_BITS, MAX_SECTION_BITS);
        checkBits("MAX_PHYSMEM_BITS", maxPhysmemBits, MIN_PHYSMEM_BITS, MAX_PHYSMEM_BITS);
    }

    /**
     * Returns the limits of an x86-64 machine whose physical memory is not trimmed by KASLR.
     *
     * @param physBits width of a physical address of the CPU, in bits
     * @param levels levels of the page tables in use
     */
    public static Limits x86(int physBits, PageTableLevels levels) {
        return new Limits(
                lastOfWidth(physBits),
                lastOfWidth(levels.maxPhysmemBits()),
                levels.maxPhysmemBits(),
                DEFAULT_SECTION_BITS,
                FreeRegionRule.LINUX_6_12);
    }

    /** Returns the last address that fits into {@code bits} bits, 20 to 64. */
    public static long lastOfWidth(int bits) {
        checkBits("physical address bits", bits, MIN_PHYS_BITS, MAX_PHYS_BITS);
        return -1L >>> (MAX_PHYS_BITS - bits);
    }

    /** Returns the same limits with another end of usable physical space, inclusive. */
    public Limits withUsableLast(long newUsableLast) {
        return new Limits(rootLast, newUsableLast, maxPhysmemBits, sectionBits, rule);
    }

    /** Returns the same limits with another end of the map's root, inclusive. */
    public Limits withRootLast(long newRootLast) {
        return new Limits(newRootLast, usableLast, maxPhysmemBits, sectionBits, rule);
    }

    /** Returns the same limits with another {@code MAX_PHYSMEM_BITS}. */
    public Limits withMaxPhysmemBits(int newMaxPhysmemBits) {
        return new Limits(rootLast, usableLast, newMaxPhysmemBits, sectionBits, rule);
    }

    /** Returns the same limits with another section size. */
    public Limits withSectionBits(int newSectionBits) {
        return new Limits(rootLast, usableLast, maxPhysmemBits, newSectionBits, rule);
    }

    /** Returns the same limits under another kernel's search. */
    public Limits withRule(FreeRegionRule newRule) {
        return new Limits(rootLast, usableLast, maxPhysmemBits, sectionBits, newRule);
    }

    /** Returns the last address that can be handed out: the lower of both ends. */
    public long topLast() {
        return Long.compareUnsigned(rootLast, usableLast) < 0 ? rootLast : usableLast;
    }

    /** Returns the bytes of one memory section. */
    public long sectionBytes() {
        return 1L << sectionBits;
    }

    private static void checkBits(String what, int bits, int min, int max) {
        if (bits < min || bits > max) {
            throw new IllegalArgumentException(
                    what + " must be " + min + " to " + max + ", not " + bits);
        }
    }
}
