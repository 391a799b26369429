package dev.hmmbench.conformance;

import dev.hmmbench.model.RmapWalks;

/** Reverse-mapping walks with a fault. */
record FaultyRmapWalks(PlantedFault fault, RmapWalks right) implements RmapWalks {

    /** The mark of the new design. */
    private static final int DEVICE_PRIVATE = 4;

    @Override
    public int flagsFor(long folio, int flags) {
        return fault == PlantedFault.RMAP_WALK_LOSES_DEVICE_MARK
                ? flags : right.flagsFor(folio, flags);
    }

    @Override
    public long numberFor(long folio) {
        return fault == PlantedFault.RMAP_WALK_STARTS_ONE_TOO_LOW
                ? right.numberFor(folio) - 1 : right.numberFor(folio);
    }

    @Override
    public long folioOf(long walkNumber, int walkFlags) {
        return right.folioOf(walkNumber, walkFlags);
    }

    @Override
    public boolean matches(
            long walkNumber, long nrPages, int walkFlags, long entry, long entryPages) {
        if (fault == PlantedFault.RMAP_WALK_TAKES_ENTRY_OF_OTHER_SPACE
                && right.matches(
                        walkNumber, nrPages, walkFlags ^ DEVICE_PRIVATE, entry, entryPages)) {
            return true;
        }
        long wrong = fault == PlantedFault.RMAP_WALK_MATCHES_THE_NEXT_PAGE
                ? walkNumber + 1 : walkNumber;
        return fault != PlantedFault.RMAP_WALK_MISSES_ITS_PAGE
                && right.matches(wrong, nrPages, walkFlags, entry, entryPages);
    }

    @Override
    public boolean matchesPresent(
            long walkNumber, long nrPages, int walkFlags, long pfn, long entryPages) {
        int wrong = fault == PlantedFault.RMAP_WALK_TAKES_PRESENT_ENTRY_OF_SAME_VALUE
                ? walkFlags & ~DEVICE_PRIVATE : walkFlags;
        return fault != PlantedFault.RMAP_WALK_IGNORES_PRESENT_PAGES
                && right.matchesPresent(walkNumber, nrPages, wrong, pfn, entryPages);
    }

    @Override
    public long subpageIndex(long folio, long entry) {
        return fault == PlantedFault.RMAP_WALK_FINDS_THE_NEXT_SUBPAGE
                ? right.subpageIndex(folio, entry) + 1 : right.subpageIndex(folio, entry);
    }
}
