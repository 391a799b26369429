package dev.hmmbench.model;

/**
 * The bits of a page-table entry that is not present and holds a number: the same layout in a PTE
 * and in a PMD, and in both designs.
 *
 * <pre>
 *   63   59 58                               9  8   4  3    2      1     0
 *   +------+----------------------------------+------+----+------+-----+---+
 *   | type | NOT of the offset, 50 bits       |  0   | ex | uffd | s-d | 0 |
 *   +------+----------------------------------+------+----+------+-----+---+
 *
 *   offset:  dirty | young | number of {@link #numberBits} bits
 * </pre>
 *
 * <p>Models arch/x86/include/asm/pgtable_64.h and include/linux/swapops.h, 6.19. Fidelity:
 * modelled.
 *
 * @param numberBits SWP_PFN_BITS: width of a physical address less the page shift
 */
public record SwapEntryCode(int numberBits) {

    /** The page was written since soft-dirty tracking last looked. */
    public static final long SOFT_DIRTY = 1L << 1;
    /** Writing is reported to user space first. */
    public static final long UFFD_WP = 1L << 2;
    /** The page is exclusive to its process; real swap entries only. */
    public static final long EXCLUSIVE = 1L << 3;

    private static final int TYPE_SHIFT = 59;
    private static final int OFFSET_LOW_SHIFT = 9;
    private static final int OFFSET_BITS = 50;
    private static final int OFFSET_HIGH_SHIFT = Long.SIZE - OFFSET_BITS;
    private static final int TYPE_BITS = Long.SIZE - TYPE_SHIFT;
    private static final int AGE_BITS = 2;

    /** Checks that number and age fit into the offset. */
    public SwapEntryCode {
        if (numberBits < 1 || numberBits + AGE_BITS > OFFSET_BITS) {
            throw new IllegalArgumentException(numberBits + " number bits in an entry");
        }
    }

    /** Returns the code of a machine. */
    public static SwapEntryCode ofPhysmemBits(int maxPhysmemBits) {
        return new SwapEntryCode(maxPhysmemBits - 12);
    }

    /**
     * Returns an entry.
     *
     * @param type 0 to 31
     * @param number fits into {@link #numberBits}
     * @param ageFlags {@link LeafEntries.AgeFlags}
     */
    public long encode(int type, long number, int ageFlags) {
        assert number >>> numberBits == 0 : "number 0x" + Long.toHexString(number);
        long offset = (long) ageFlags << numberBits | number;
        return ~offset << OFFSET_HIGH_SHIFT >>> TYPE_BITS | (long) type << TYPE_SHIFT;
    }

    /** Returns the type number of an entry. */
    public static int typeOf(long entry) {
        return (int) (entry >>> TYPE_SHIFT);
    }

    /** Returns the whole offset of an entry. */
    public static long offsetOf(long entry) {
        return ~entry << TYPE_BITS >>> OFFSET_HIGH_SHIFT;
    }

    /** Returns the number that an entry holds. */
    public long numberOf(long entry) {
        return offsetOf(entry) & (1L << numberBits) - 1;
    }

    /** Returns the {@link LeafEntries.AgeFlags} that an entry holds. */
    public int ageFlagsOf(long entry) {
        return (int) (offsetOf(entry) >>> numberBits);
    }

    /**
     * Returns an entry of another type that is the same else, and keeps only some software bits.
     */
    public static long withType(long entry, int type, long keptBits) {
        long offsetBits = (1L << OFFSET_BITS) - 1 << OFFSET_LOW_SHIFT;
        return entry & (offsetBits | keptBits) | (long) type << TYPE_SHIFT;
    }
}
