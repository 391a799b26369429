package dev.hmmbench.model;

import dev.hmmbench.memory.StructPage;

/** Device page numbers and the struct pages they stand for. */
public interface Numbers {

    /** The address that stands for "no page". */
    long NO_PAGE = StructPage.NO_PAGE;

    /**
     * Turns a device page number into its struct page.
     *
     * <p>Legacy: arithmetic, for any number. New design: a tree walk.
     *
     * @param number a PFN in the legacy design, an offset in the new one
     * @return the address of the struct page; {@link #NO_PAGE} where the design notices that no
     *     pagemap holds the number
     */
    long pageOf(long number);

    /**
     * Turns a device page into its number.
     *
     * @param page a device-private page
     */
    long numberOf(long page);
}
