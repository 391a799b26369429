package dev.hmmbench.physmem;

import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.StructPage;
import java.util.function.LongPredicate;

/**
 * The array of all struct pages, indexed by page frame number: one range of addresses up to the
 * highest PFN of the machine, backed only where there is memory.
 *
 * <p>Models include/asm-generic/memory_model.h with CONFIG_SPARSEMEM_VMEMMAP, 6.19. Fidelity:
 * modelled.
 */
public final class Vmemmap implements AutoCloseable {

    /**
     * Whether numbers that are no valid PFN are refused where the kernel would compute a wild
     * address: the system property {@code hmmbench.strictNumbers}. The tests run that way.
     */
    public static final boolean STRICT = Boolean.getBoolean("hmmbench.strictNumbers");

    private final Mapping range;
    private final long base;
    private final long endPfn;
    private LongPredicate validity = pfn -> true;

    /**
     * Reserves the addresses.
     *
     * @param endPfn one more than the highest PFN that can ever be used
     */
    Vmemmap(long endPfn) {
        this.range = Mapping.reserve(endPfn << StructPage.SIZE_SHIFT);
        this.base = range.address();
        this.endPfn = endPfn;
    }

    /** Returns the struct page of a PFN: pfn_to_page(). Nothing is checked or read. */
    public long pageOf(long pfn) {
        return base + (pfn << StructPage.SIZE_SHIFT);
    }

    /**
     * Returns the struct page of a number that somebody holds for a PFN: pfn_to_page(), checked.
     *
     * @throws WrongSpaceException in strict mode, if it is not valid
     */
    public long pageOfValid(long pfn) {
        if (STRICT && !validity.test(pfn)) {
            throw new WrongSpaceException(pfn);
        }
        return pageOf(pfn);
    }

    /**
     * Returns the PFN of a struct page: page_to_pfn(). For a page that lies elsewhere it is a wild
     * number.
     */
    public long pfnOf(long page) {
        return page - base >> StructPage.SIZE_SHIFT;
    }

    /** Tells whether a struct page lies in this array. */
    public boolean contains(long page) {
        return range.contains(page);
    }

    /** Returns one more than the highest PFN. */
    public long endPfn() {
        return endPfn;
    }

    /** Returns the addresses of all struct pages. */
    Mapping range() {
        return range;
    }

    /** Sets who knows which PFNs are valid. */
    void setValidity(LongPredicate isValid) {
        this.validity = isValid;
    }

    /** Gives the addresses back; struct pages that were moved in are lost. */
    @Override
    public void close() {
        range.close();
    }
}
