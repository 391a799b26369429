package dev.hmmbench.conformance;

import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.physmem.DevicePages;

/** Migrate pfns with a fault. */
record FaultyMigratePfns(PlantedFault fault, MigratePfns right) implements MigratePfns {

    /** The mark of the new design. */
    private static final long DEVICE_PRIVATE = 1L << 5;

    @Override
    public long fromPage(long page) {
        long word = right.fromPage(page);
        return switch (fault) {
            case MIGRATE_PFN_LOSES_DEVICE_MARK -> word & ~DEVICE_PRIVATE;
            case MIGRATE_PFN_IS_INVALID_FOR_RAM ->
                    DevicePages.isPrivate(page) ? word : word & ~VALID;
            default -> word;
        };
    }

    @Override
    public long fromDeviceNumber(long number) {
        return switch (fault) {
            case MIGRATE_PFN_IS_INVALID_FOR_DEVICE -> right.fromDeviceNumber(number) & ~VALID;
            case MIGRATE_PFN_OF_NEXT_NUMBER -> right.fromDeviceNumber(number + 1);
            default -> right.fromDeviceNumber(number);
        };
    }

    @Override
    public long pageOf(long mpfn) {
        return right.pageOf(mpfn);
    }
}
