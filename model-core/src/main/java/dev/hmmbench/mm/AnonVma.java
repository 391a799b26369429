package dev.hmmbench.mm;

/**
 * The ranges that may map a set of anonymous folios: struct anon_vma. A folio's mapping word names
 * it by its number.
 *
 * <p>Models mm/rmap.c, 6.19. Fidelity: simplified (no reuse of a parent's anon_vma at fork).
 */
final class AnonVma extends MappedRanges {

    private static final int NUMBER_SHIFT = 2;

    private final int number;

    AnonVma(int number) {
        this.number = number;
    }

    /** Returns the number that a mapping word holds. */
    static int numberOf(long mapping) {
        return (int) (mapping >>> NUMBER_SHIFT);
    }

    int number() {
        return number;
    }

    /** Returns the mapping word of a folio of this anon_vma. */
    long mapping() {
        return (long) number << NUMBER_SHIFT | Folio.MAPPING_ANON;
    }

    @Override
    public String toString() {
        return "anon_vma " + number;
    }
}
