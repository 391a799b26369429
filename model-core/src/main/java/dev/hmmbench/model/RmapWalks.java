package dev.hmmbench.model;

/**
 * What a reverse-mapping walk looks for in page tables: a number, and in the new design its kind.
 *
 * <p>Models include/linux/rmap.h and mm/page_vma_mapped.c, 6.19 and the series. Fidelity: modelled.
 */
public interface RmapWalks {

    /** The walk waits for migration entries to be replaced under the lock. */
    int SYNC = 1;
    /** The walk looks for migration entries. */
    int MIGRATION = 2;

    /** Returns the flags of a walk for a folio: {@code flags}, and the design's mark. */
    int flagsFor(long folio, int flags);

    /** Returns the number of the folio's first page, as {@link #matches} compares it. */
    long numberFor(long folio);

    /** Returns the folio of a walk's number: the reverse of {@link #numberFor}. */
    long folioOf(long walkNumber, int walkFlags);

    /**
     * Tells whether an entry of one page that is not present maps one of the folio's pages.
     *
     * @param walkNumber from {@link #numberFor}
     * @param nrPages pages of the folio that the walk looks for
     * @param walkFlags from {@link #flagsFor}
     * @param entry a device-private, device-exclusive or migration entry
     */
    default boolean matches(long walkNumber, long nrPages, int walkFlags, long entry) {
        return matches(walkNumber, nrPages, walkFlags, entry, 1);
    }

    /**
     * Tells whether an entry that is not present maps one of the folio's pages.
     *
     * @param walkNumber from {@link #numberFor}
     * @param nrPages pages of the folio that the walk looks for
     * @param walkFlags from {@link #flagsFor}
     * @param entry a device-private, device-exclusive or migration entry; another does not match
     * @param entryPages pages that the entry stands for: 1, or 512 in a PMD
     */
    boolean matches(
            long walkNumber, long nrPages, int walkFlags, long entry, long entryPages);

    /**
     * Tells whether a present entry of one page maps one of the folio's pages.
     *
     * @param pfn what the present entry holds
     */
    default boolean matchesPresent(long walkNumber, long nrPages, int walkFlags, long pfn) {
        return matchesPresent(walkNumber, nrPages, walkFlags, pfn, 1);
    }

    /**
     * Tells whether a present entry maps one of the folio's pages.
     *
     * @param pfn what the present entry holds
     * @param entryPages pages that the entry stands for: 1, or 512 in a PMD
     */
    boolean matchesPresent(
            long walkNumber, long nrPages, int walkFlags, long pfn, long entryPages);

    /** Returns which page of the folio an entry that matched maps: an index from its first page. */
    long subpageIndex(long folio, long entry);
}
