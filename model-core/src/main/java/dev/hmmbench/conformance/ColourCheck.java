package dev.hmmbench.conformance;

import dev.hmmbench.conformance.Colour.Word;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.physmem.DevicePages;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.physmem.WrongSpaceException;

/** Compares the colour of a word with the page that somebody found for it. */
final class ColourCheck {

    private final PhysicalMemory memory;

    ColourCheck(PhysicalMemory memory) {
        this.memory = memory;
    }

    /**
     * Returns the colour of a page's number. Reads the page only where there is one.
     *
     * @throws WrongSpaceException if the address is that of no page
     */
    Colour colourOf(long page) {
        if (!memory.vmemmap().contains(page)) {
            return Colour.DEVICE;
        }
        long pfn = memory.vmemmap().pfnOf(page);
        if (!memory.isPfnValid(pfn)) {
            throw new WrongSpaceException("0x" + Long.toHexString(pfn) + " is no valid PFN");
        }
        return DevicePages.isPrivate(page) ? Colour.DEVICE : Colour.RAM;
    }

    /**
     * Returns the colour of a word.
     *
     * @throws WrongSpaceException if it has none
     */
    Colour colourOf(Word kind, long word) {
        for (Colour colour : Colour.values()) {
            if (kind.has(word, colour)) {
                return colour;
            }
        }
        throw new WrongSpaceException(kind + " 0x" + Long.toHexString(word)
                + " does not say which space its number is in");
    }

    /**
     * Returns a page that was found for a word, if it is one of the word's space.
     *
     * @throws WrongSpaceException if it is of the other one
     */
    long found(Word kind, long word, long page) {
        if (page == Numbers.NO_PAGE) {
            return page;
        }
        Colour held = colourOf(kind, word);
        Colour read = colourOf(page);
        if (held != read) {
            throw new WrongSpaceException(kind + " 0x" + Long.toHexString(kind.strip(word))
                    + " holds " + held + " and was read as " + read + ": the page at 0x"
                    + Long.toHexString(page));
        }
        return page;
    }

    /**
     * Refuses a page of the other space.
     *
     * @throws WrongSpaceException naming both
     */
    void requirePage(long page, Colour wanted) {
        Colour colour = colourOf(page);
        if (colour != wanted) {
            throw new WrongSpaceException("the page at 0x" + Long.toHexString(page) + " has "
                    + colour + " and was asked for " + wanted);
        }
    }

    /**
     * Refuses a word of one colour.
     *
     * @throws WrongSpaceException naming both spaces
     */
    void requireNot(Word kind, long word, Colour refused) {
        if (kind.has(word, refused)) {
            throw new WrongSpaceException("0x" + Long.toHexString(kind.strip(word)) + " is "
                    + refused + " and was taken for " + Colour.values()[1 - refused.ordinal()]);
        }
    }

    /**
     * Refuses a walk's number and an entry's that are equal, but not in one space.
     *
     * @throws WrongSpaceException naming both
     */
    void requireSame(long walkNumber, long entry) {
        Colour wanted = colourOf(Word.NUMBER, walkNumber);
        Colour held = colourOf(Word.ENTRY, entry);
        if (wanted != held) {
            throw new WrongSpaceException("a walk for 0x"
                    + Long.toHexString(Word.NUMBER.strip(walkNumber)) + ", " + wanted
                    + ", took an entry with " + held + " of the same value for a mapping");
        }
    }
}
