package dev.hmmbench.mm;

/**
 * The bits of a 64-bit x86 page-table entry, present and not present.
 *
 * <pre>
 *   63   62        52 51                 12 11  10  9   8   7   6   5       2   1   0
 *   +----+-----------+---------------------+---+---+---+---+---+---+---+---+---+---+---+
 *   | NX |     -     | page frame number   |SD |UW |SP |PN | - | D | A | - | - | U |RW | P |
 *   +----+-----------+---------------------+---+---+---+---+---+---+---+---+---+---+---+
 *   NX no execute, SD soft-dirty, UW userfaultfd write protection, SP special, PN PROT_NONE,
 *   D dirty, A accessed, U user, RW writable, P present
 *
 *   not present:  63-59 type, 58-9 offset inverted, 3 exclusive, 2 UW, 1 SD, 0 present = 0
 * </pre>
 *
 * <p>An entry with PN but not P is a mapping that may not be accessed; its frame number is
 * inverted.
 *
 * <p>Models arch/x86/include/asm/pgtable_types.h, pgtable_64.h and pgtable-invert.h, 6.19.
 * Fidelity: modelled.
 */
final class Pte {

    /** The entry of an address that nothing maps. */
    static final long NONE = 0;

    static final long PRESENT = 1L;
    static final long WRITE = 1L << 1;
    static final long USER = 1L << 2;
    static final long ACCESSED = 1L << 5;
    static final long DIRTY = 1L << 6;
    static final long HUGE = 1L << 7;
    static final long PROTNONE = 1L << 8;
    static final long SPECIAL = 1L << 9;
    static final long UFFD_WP = 1L << 10;
    static final long SOFT_DIRTY = 1L << 11;
    static final long NX = 1L << 63;

    static final long SWP_SOFT_DIRTY = 1L << 1;
    static final long SWP_UFFD_WP = 1L << 2;

    /**
     * An entry of an upper level that points to a table: present, writable, user, accessed, dirty.
     */
    static final long TABLE = PRESENT | WRITE | USER | ACCESSED | DIRTY;

    static final int PAGE_SHIFT = 12;
    static final long PAGE_BYTES = 1L << PAGE_SHIFT;
    static final long PAGE_MASK = -PAGE_BYTES;
    static final int PMD_SHIFT = 21;
    static final long PMD_BYTES = 1L << PMD_SHIFT;
    static final int ENTRIES_PER_TABLE = 512;

    static final long FRAME_MASK = 0x000F_FFFF_FFFF_F000L;

    /** What mprotect keeps of an entry: the frame, and what the CPU and the kernel recorded. */
    static final long CHANGE_MASK = FRAME_MASK | SPECIAL | ACCESSED | DIRTY | SOFT_DIRTY | UFFD_WP;

    private Pte() {}

    /** Builds a present entry. */
    static long of(long pfn, long protection) {
        long frame = pfn << PAGE_SHIFT;
        return (needsInvert(protection) ? ~frame & FRAME_MASK : frame) | protection;
    }

    /** Returns the frame number of a present entry. */
    static long pfnOf(long pte) {
        return (needsInvert(pte) ? ~pte : pte) << 12 >>> 24;
    }

    /** Changes the protection of a present entry and keeps the rest. */
    static long modify(long pte, long protection) {
        return of(pfnOf(pte), pte & CHANGE_MASK & ~FRAME_MASK | protection);
    }

    static boolean isNone(long pte) {
        return pte == NONE;
    }

    /** Tells whether a page is mapped, be it accessible or not. */
    static boolean isPresent(long pte) {
        return (pte & (PRESENT | PROTNONE)) != 0;
    }

    static boolean isProtnone(long pte) {
        return (pte & (PRESENT | PROTNONE)) == PROTNONE;
    }

    static boolean isWritable(long pte) {
        return (pte & WRITE) != 0;
    }

    static boolean isYoung(long pte) {
        return (pte & ACCESSED) != 0;
    }

    static boolean isDirty(long pte) {
        return (pte & DIRTY) != 0;
    }

    private static boolean needsInvert(long pte) {
        return pte != 0 && (pte & PRESENT) == 0;
    }
}
