package dev.hmmbench.conformance;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.SwapEntryCode;

/** Entries with a fault. */
record FaultyLeafEntries(PlantedFault fault, LeafEntries right) implements LeafEntries {

    @Override
    public int maxSwapFiles() {
        return right.maxSwapFiles();
    }

    @Override
    public int typeOf(LeafKind kind) {
        return right.typeOf(kind);
    }

    @Override
    public LeafKind kindOf(long entry) {
        return right.kindOf(entry);
    }

    @Override
    public long deviceEntry(long page, Access access) {
        switch (fault) {
            case DEVICE_ENTRY_LEAKS_A_REFERENCE -> StructPage.addRefcount(page, 1);
            case DEVICE_ENTRY_COUNTS_ITS_MAPPING_TWICE -> StructPage.addMapcount(page, 1);
            default -> { }
        }
        return switch (fault) {
            case DEVICE_ENTRY_OF_NEXT_PAGE ->
                    right.deviceEntry(page + StructPage.SIZE_BYTES, access);
            case DEVICE_ENTRY_ALWAYS_READABLE -> right.deviceEntry(page, Access.READ);
            case DEVICE_ENTRY_ALWAYS_WRITABLE -> right.deviceEntry(page, Access.WRITE);
            default -> right.deviceEntry(page, access);
        };
    }

    @Override
    public long migrationEntry(long page, MigrationKind kind, int ageFlags) {
        MigrationKind wrong = switch (fault) {
            case MIGRATION_ENTRY_LOSES_WRITE ->
                    kind == MigrationKind.WRITE ? MigrationKind.READ_EXCLUSIVE : kind;
            case MIGRATION_ENTRY_LOSES_EXCLUSIVE ->
                    kind == MigrationKind.READ_EXCLUSIVE ? MigrationKind.READ : kind;
            case MIGRATION_ENTRY_GAINS_WRITE ->
                    kind == MigrationKind.READ_EXCLUSIVE ? MigrationKind.WRITE : kind;
            default -> kind;
        };
        long entry = right.migrationEntry(page, wrong, ageFlags);
        return fault == PlantedFault.MIGRATION_ENTRY_OF_WRONG_FAMILY ? asRam(entry) : entry;
    }

    @Override
    public long exclusiveEntry(long page) {
        return right.exclusiveEntry(page);
    }

    @Override
    public long pageOf(long entry) {
        return right.pageOf(
                fault == PlantedFault.MIGRATION_ENTRY_READ_AS_RAM ? asRam(entry) : entry);
    }

    @Override
    public long numberOf(long entry) {
        return fault == PlantedFault.ENTRY_NUMBER_OF_NEXT_PAGE
                ? right.numberOf(entry) + 1 : right.numberOf(entry);
    }

    @Override
    public int ageFlagsOf(long entry) {
        return right.ageFlagsOf(entry);
    }

    @Override
    public long toReadableDevice(long entry) {
        if (fault == PlantedFault.FORK_FORGETS_A_REFERENCE) {
            StructPage.addRefcount(right.pageOf(entry), -1);
        }
        return switch (fault) {
            case FORK_LEAVES_DEVICE_ENTRY_WRITABLE -> entry;
            case WEAKENED_DEVICE_ENTRY_KEEPS_SOFT_DIRTY ->
                    right.toReadableDevice(entry) | entry & SwapEntryCode.SOFT_DIRTY;
            default -> right.toReadableDevice(entry);
        };
    }

    @Override
    public long toMigration(long entry, MigrationKind kind) {
        return fault == PlantedFault.FORK_LEAVES_MIGRATION_ENTRY_WRITABLE
                ? entry : right.toMigration(entry, kind);
    }

    /** Gives an entry of the device family the type that means the same for RAM. */
    private long asRam(long entry) {
        LeafKind kind = switch (right.kindOf(entry)) {
            case MIGRATION_DEVICE_READ -> LeafKind.MIGRATION_READ;
            case MIGRATION_DEVICE_READ_EXCLUSIVE -> LeafKind.MIGRATION_READ_EXCLUSIVE;
            case MIGRATION_DEVICE_WRITE -> LeafKind.MIGRATION_WRITE;
            default -> right.kindOf(entry);
        };
        return SwapEntryCode.withType(
                entry, right.typeOf(kind), SwapEntryCode.SOFT_DIRTY | SwapEntryCode.UFFD_WP);
    }
}
