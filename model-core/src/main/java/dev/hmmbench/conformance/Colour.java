package dev.hmmbench.conformance;

/**
 * The space that a number belongs to, kept in two bits that no number and no flag of the word uses.
 * A word without a number has no colour.
 *
 * <pre>
 *   number      bit 62 device, bit 61 RAM; a swap word shifts both out
 *   migrate pfn bit 62 device, bit 61 RAM; numbers have at most 40 bits from bit 6 on
 *   HMM pfn     bit 50 device, bit 49 RAM; below the order of both designs
 *   entry       bit 57 device, bit 56 RAM; inverted, as the offset around them is
 * </pre>
 */
enum Colour {
    /** A page frame number of RAM. */
    RAM("a PFN of RAM", 0),
    /** A device page number. */
    DEVICE("a device page number", 1);

    private static final int NUMBER_SHIFT = 61;
    private static final int HMM_PFN_SHIFT = 49;
    private static final int ENTRY_SHIFT = 56;
    private static final long BOTH = 3;

    private final String text;
    private final long bit;

    Colour(String text, int position) {
        this.text = text;
        this.bit = 1L << position;
    }

    /** Where a kind of word has its colour. */
    enum Word {
        /** A bare number. */
        NUMBER(NUMBER_SHIFT, 0),
        /** A migrate pfn. */
        MIGRATE_PFN(NUMBER_SHIFT, 0),
        /** An HMM pfn. */
        HMM_PFN(HMM_PFN_SHIFT, 0),
        /** A page-table entry that is not present: both bits are set where there is no colour. */
        ENTRY(ENTRY_SHIFT, BOTH << ENTRY_SHIFT);

        private final int shift;
        private final long plain;

        Word(int shift, long plain) {
            this.shift = shift;
            this.plain = plain;
        }

        /** Takes the colour off. */
        long strip(long word) {
            return word & ~(BOTH << shift) | plain;
        }

        /** Puts a colour on. */
        long paint(long word, Colour colour) {
            return strip(word) ^ colour.bit << shift;
        }

        /** Tells whether a word has a colour. */
        boolean has(long word, Colour colour) {
            return ((word ^ plain) >>> shift & BOTH) == colour.bit;
        }

        /** Tells whether a word has no colour. */
        boolean isPlain(long word) {
            return ((word ^ plain) >>> shift & BOTH) == 0;
        }
    }

    /** Returns a number without its colour. */
    static long rawNumber(long number) {
        return Word.NUMBER.strip(number);
    }

    @Override
    public String toString() {
        return text;
    }
}
