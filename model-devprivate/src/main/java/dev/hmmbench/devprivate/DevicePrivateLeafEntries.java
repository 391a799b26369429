package dev.hmmbench.devprivate;

import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.SwapEntryCode;
import dev.hmmbench.physmem.DevicePages;
import dev.hmmbench.physmem.Vmemmap;

/**
 * Entries whose kind says whether they hold a PFN or an offset. Migration entries are built from a
 * page; to weaken one its number is turned into the page and back, for RAM pages too.
 *
 * <p>Models include/linux/swapops.h and leafops.h, v6 of the series. Fidelity: modelled.
 */
final class DevicePrivateLeafEntries implements LeafEntries {

    private final Numbers numbers;
    private final Vmemmap vmemmap;
    private final SwapEntryCode code;

    DevicePrivateLeafEntries(Numbers numbers, Vmemmap vmemmap, SwapEntryCode code) {
        this.numbers = numbers;
        this.vmemmap = vmemmap;
        this.code = code;
    }

    @Override
    public int maxSwapFiles() {
        return DevicePrivateLeafTypes.MAX_SWAP_FILES;
    }

    @Override
    public int typeOf(LeafKind kind) {
        return DevicePrivateLeafTypes.typeOf(kind);
    }

    @Override
    public LeafKind kindOf(long entry) {
        return DevicePrivateLeafTypes.kindOf(entry);
    }

    @Override
    public long deviceEntry(long page, Access access) {
        LeafKind kind = access == Access.WRITE ? LeafKind.DEVICE_WRITE : LeafKind.DEVICE_READ;
        return code.encode(DevicePrivateLeafTypes.typeOf(kind), numbers.numberOf(page), 0);
    }

    @Override
    public long migrationEntry(long page, MigrationKind kind, int ageFlags) {
        return DevicePages.isPrivate(page)
                ? code.encode(DevicePrivateLeafTypes.typeOf(deviceKind(kind)),
                        numbers.numberOf(page), ageFlags)
                : code.encode(DevicePrivateLeafTypes.typeOf(ramKind(kind)),
                        vmemmap.pfnOf(page), ageFlags);
    }

    @Override
    public long exclusiveEntry(long page) {
        int type = DevicePrivateLeafTypes.typeOf(LeafKind.DEVICE_EXCLUSIVE);
        return code.encode(type, vmemmap.pfnOf(page), 0);
    }

    @Override
    public long pageOf(long entry) {
        long number = code.numberOf(entry);
        return DevicePrivateLeafTypes.isDeviceNumber(DevicePrivateLeafTypes.kindOf(entry))
                ? numbers.pageOf(number) : vmemmap.pageOfValid(number);
    }

    @Override
    public long numberOf(long entry) {
        return code.numberOf(entry);
    }

    @Override
    public int ageFlagsOf(long entry) {
        return code.ageFlagsOf(entry);
    }

    @Override
    public long toReadableDevice(long entry) {
        return SwapEntryCode.withType(entry,
                DevicePrivateLeafTypes.typeOf(LeafKind.DEVICE_READ), SwapEntryCode.UFFD_WP);
    }

    @Override
    public long toMigration(long entry, MigrationKind kind) {
        long rebuilt = migrationEntry(pageOf(entry), kind, ageFlagsOf(entry));
        return rebuilt | entry & (SwapEntryCode.UFFD_WP | SwapEntryCode.SOFT_DIRTY);
    }

    private static LeafKind ramKind(MigrationKind kind) {
        return switch (kind) {
            case READ -> LeafKind.MIGRATION_READ;
            case READ_EXCLUSIVE -> LeafKind.MIGRATION_READ_EXCLUSIVE;
            case WRITE -> LeafKind.MIGRATION_WRITE;
        };
    }

    private static LeafKind deviceKind(MigrationKind kind) {
        return switch (kind) {
            case READ -> LeafKind.MIGRATION_DEVICE_READ;
            case READ_EXCLUSIVE -> LeafKind.MIGRATION_DEVICE_READ_EXCLUSIVE;
            case WRITE -> LeafKind.MIGRATION_DEVICE_WRITE;
        };
    }
}
