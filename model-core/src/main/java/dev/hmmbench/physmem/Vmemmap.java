package dev.hmmbench.physmem;

import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.StructPage;

/**
 * The array of all struct pages, indexed by page frame number: one range of addresses up to the
 * highest PFN of the machine, backed only where there is memory.
 *
 * <p>Models include/asm-generic/memory_model.h with CONFIG_SPARSEMEM_VMEMMAP, 6.19. Fidelity:
 * modelled.
 */
public final class Vmemmap implements AutoCloseable {

    private final Mapping range;
    private final long base;
    private final long endPfn;

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

    /** Gives the addresses back; struct pages that were moved in are lost. */
    @Override
    public void close() {
        range.close();
    }
}
