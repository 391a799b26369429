package dev.hmmbench.devprivate;

import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.RmapWalks;
import dev.hmmbench.model.SwapEntryCode;
import dev.hmmbench.physmem.DevicePages;
import dev.hmmbench.physmem.Vmemmap;

/**
 * Reverse-mapping walks that compare PFNs, or with their flag offsets, but never one with the
 * other.
 *
 * <p>Models include/linux/rmap.h and mm/page_vma_mapped.c, v6 of the series. Fidelity: modelled.
 */
final class DevicePrivateRmapWalks implements RmapWalks {

    /** PVMW_DEVICE_PRIVATE: the walk looks for device-private entries alone. */
    static final int DEVICE_PRIVATE = 4;

    private final Numbers numbers;
    private final Vmemmap vmemmap;
    private final SwapEntryCode code;

    DevicePrivateRmapWalks(Numbers numbers, Vmemmap vmemmap, SwapEntryCode code) {
        this.numbers = numbers;
        this.vmemmap = vmemmap;
        this.code = code;
    }

    @Override
    public int flagsFor(long folio, int flags) {
        return DevicePages.isPrivate(folio) ? flags | DEVICE_PRIVATE : flags;
    }

    @Override
    public long numberFor(long folio) {
        return DevicePages.isPrivate(folio) ? numbers.numberOf(folio) : vmemmap.pfnOf(folio);
    }

    @Override
    public long folioOf(long walkNumber, int walkFlags) {
        return DevicePages.headOf((walkFlags & DEVICE_PRIVATE) == 0
                ? vmemmap.pageOfValid(walkNumber) : numbers.pageOf(walkNumber));
    }

    @Override
    public boolean matches(
            long walkNumber, long nrPages, int walkFlags, long entry, long entryPages) {
        LeafKind kind = DevicePrivateLeafTypes.kindOf(entry);
        boolean isWanted = (walkFlags & MIGRATION) != 0
                ? kind.isMigration()
                : kind.isDevicePrivate() || kind == LeafKind.DEVICE_EXCLUSIVE;
        return isWanted
                && DevicePrivateLeafTypes.isDeviceNumber(kind) == isForDevice(walkFlags)
                && overlaps(walkNumber, nrPages, code.numberOf(entry), entryPages);
    }

    @Override
    public boolean matchesPresent(
            long walkNumber, long nrPages, int walkFlags, long pfn, long entryPages) {
        return (walkFlags & MIGRATION) == 0
                && !isForDevice(walkFlags)
                && overlaps(walkNumber, nrPages, pfn, entryPages);
    }

    @Override
    public long subpageIndex(long folio, long entry) {
        long number = code.numberOf(entry);
        return DevicePrivateLeafTypes.isDeviceNumber(DevicePrivateLeafTypes.kindOf(entry))
                ? number - numbers.numberOf(folio) : number - vmemmap.pfnOf(folio);
    }

    private static boolean isForDevice(int walkFlags) {
        return (walkFlags & DEVICE_PRIVATE) != 0;
    }

    private static boolean overlaps(long first, long nrPages, long number, long entryPages) {
        return number + entryPages > first && number < first + nrPages;
    }
}
