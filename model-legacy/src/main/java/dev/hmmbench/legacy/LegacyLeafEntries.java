package dev.hmmbench.legacy;

import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.SwapEntryCode;

/**
 * Entries that hold a PFN, of RAM or of a device; weakening one keeps its number as it is.
 *
 * <p>Models include/linux/swapops.h and leafops.h, 6.19. Fidelity: modelled.
 */
final class LegacyLeafEntries implements LeafEntries {

    private final LegacyNumbers numbers;
    private final SwapEntryCode code;

    LegacyLeafEntries(LegacyNumbers numbers, SwapEntryCode code) {
        this.numbers = numbers;
        this.code = code;
    }

    @Override
    public int maxSwapFiles() {
        return LegacyLeafTypes.MAX_SWAP_FILES;
    }

    @Override
    public int typeOf(LeafKind kind) {
        return LegacyLeafTypes.typeOf(kind);
    }

    @Override
    public LeafKind kindOf(long entry) {
        return LegacyLeafTypes.kindOf(entry);
    }

    @Override
    public long deviceEntry(long page, Access access) {
        LeafKind kind = access == Access.WRITE ? LeafKind.DEVICE_WRITE : LeafKind.DEVICE_READ;
        return code.encode(LegacyLeafTypes.typeOf(kind), numbers.pfnOfAny(page), 0);
    }

    @Override
    public long migrationEntry(long page, MigrationKind kind, int ageFlags) {
        return code.encode(
                LegacyLeafTypes.typeOf(leafKind(kind)), numbers.pfnOfAny(page), ageFlags);
    }

    @Override
    public long exclusiveEntry(long page) {
        int type = LegacyLeafTypes.typeOf(LeafKind.DEVICE_EXCLUSIVE);
        return code.encode(type, numbers.pfnOfAny(page), 0);
    }

    @Override
    public long pageOf(long entry) {
        return numbers.pageOfAny(code.numberOf(entry));
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
        return SwapEntryCode.withType(
                entry, LegacyLeafTypes.typeOf(LeafKind.DEVICE_READ), SwapEntryCode.UFFD_WP);
    }

    @Override
    public long toMigration(long entry, MigrationKind kind) {
        return SwapEntryCode.withType(entry, LegacyLeafTypes.typeOf(leafKind(kind)),
                SwapEntryCode.UFFD_WP | SwapEntryCode.SOFT_DIRTY);
    }

    private static LeafKind leafKind(MigrationKind kind) {
        return switch (kind) {
            case READ -> LeafKind.MIGRATION_READ;
            case READ_EXCLUSIVE -> LeafKind.MIGRATION_READ_EXCLUSIVE;
            case WRITE -> LeafKind.MIGRATION_WRITE;
        };
    }
}
