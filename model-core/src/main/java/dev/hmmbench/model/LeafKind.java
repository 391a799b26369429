package dev.hmmbench.model;

/** What a page-table entry is that is neither present nor empty. */
public enum LeafKind {
    /** A page in a swap file. */
    SWAP,
    /** A page that the hardware has given up. */
    HWPOISON,
    /** A RAM page under migration, read-only. */
    MIGRATION_READ,
    /** A RAM page under migration, read-only, exclusive. */
    MIGRATION_READ_EXCLUSIVE,
    /** A RAM page under migration, writable. */
    MIGRATION_WRITE,
    /** A device-private page, writable. */
    DEVICE_WRITE,
    /** A device-private page, read-only. */
    DEVICE_READ,
    /** A RAM page that a device uses exclusively. */
    DEVICE_EXCLUSIVE,
    /**
     * A device-private page under migration, read-only; a kind of its own in the new design only.
     */
    MIGRATION_DEVICE_READ,
    /** A device-private page under migration, read-only, exclusive; new design only. */
    MIGRATION_DEVICE_READ_EXCLUSIVE,
    /** A device-private page under migration, writable; new design only. */
    MIGRATION_DEVICE_WRITE,
    /** A marker without a page. */
    PTE_MARKER;

    /** Tells whether the entry is a migration entry of either family. */
    public boolean isMigration() {
        return switch (this) {
            case MIGRATION_READ, MIGRATION_READ_EXCLUSIVE, MIGRATION_WRITE,
                    MIGRATION_DEVICE_READ, MIGRATION_DEVICE_READ_EXCLUSIVE,
                    MIGRATION_DEVICE_WRITE -> true;
            default -> false;
        };
    }

    /** Tells whether the entry maps a device-private page. */
    public boolean isDevicePrivate() {
        return this == DEVICE_WRITE || this == DEVICE_READ;
    }

    /** Tells whether the mapping that the entry stands for may be written. */
    public boolean isWritable() {
        return switch (this) {
            case MIGRATION_WRITE, MIGRATION_DEVICE_WRITE, DEVICE_WRITE -> true;
            default -> false;
        };
    }
}
