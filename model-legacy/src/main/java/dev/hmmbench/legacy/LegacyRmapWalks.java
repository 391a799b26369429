package dev.hmmbench.legacy;

import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.RmapWalks;
import dev.hmmbench.model.SwapEntryCode;
import dev.hmmbench.physmem.DevicePages;

/**
 * Reverse-mapping walks that compare PFNs.
 *
 * <p>Models mm/page_vma_mapped.c, check_pte() and check_pmd(), 6.19. Fidelity: modelled.
 */
final class LegacyRmapWalks implements RmapWalks {

    private final LegacyNumbers numbers;
    private final SwapEntryCode code;

    LegacyRmapWalks(LegacyNumbers numbers, SwapEntryCode code) {
        this.numbers = numbers;
        this.code = code;
    }

    @Override
    public int flagsFor(long folio, int flags) {
        return flags;
    }

    @Override
    public long numberFor(long folio) {
        return numbers.pfnOfAny(folio);
    }

    @Override
    public long folioOf(long walkNumber, int walkFlags) {
        return DevicePages.headOf(numbers.pageOfAny(walkNumber));
    }

    @Override
    public boolean matches(
            long walkNumber, long nrPages, int walkFlags, long entry, long entryPages) {
        LeafKind kind = LegacyLeafTypes.kindOf(entry);
        boolean isWanted = (walkFlags & MIGRATION) != 0
                ? kind.isMigration()
                : kind.isDevicePrivate() || kind == LeafKind.DEVICE_EXCLUSIVE;
        return isWanted && overlaps(walkNumber, nrPages, code.numberOf(entry), entryPages);
    }

    @Override
    public boolean matchesPresent(
            long walkNumber, long nrPages, int walkFlags, long pfn, long entryPages) {
        return (walkFlags & MIGRATION) == 0
                && overlaps(walkNumber, nrPages, pfn, entryPages);
    }

    @Override
    public long subpageIndex(long folio, long entry) {
        return code.numberOf(entry) - numbers.pfnOfAny(folio);
    }

    private static boolean overlaps(long first, long nrPages, long number, long entryPages) {
        return number + entryPages > first && number < first + nrPages;
    }
}
