package dev.hmmbench.model;

import dev.hmmbench.physmem.Pagemap;

/** Creation and removal of the pagemaps that describe device memory. */
public interface Lifecycle {

    /**
     * Creates a pagemap: chooses its numbers, backs its struct pages and initialises them.
     *
     * @param request what to create
     * @param clock told of each phase as it begins
     * @throws ModelException if any step fails; everything done before is undone
     */
    Pagemap create(PagemapRequest request, PhaseClock clock);

    /**
     * Removes a pagemap: waits for its last reference, gives the struct pages and the numbers back.
     *
     * @param pagemap from {@link #create}; dead afterwards
     * @throws IllegalStateException if device pages of it are still in use: the kernel would wait
     *     for ever
     */
    void remove(Pagemap pagemap, PhaseClock clock);

    /** Creates without timing its phases. */
    default Pagemap create(PagemapRequest request) {
        return create(request, PhaseClock.NONE);
    }

    /** Removes without timing its phases. */
    default void remove(Pagemap pagemap) {
        remove(pagemap, PhaseClock.NONE);
    }
}
