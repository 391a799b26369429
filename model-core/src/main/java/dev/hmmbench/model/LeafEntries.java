package dev.hmmbench.model;

/**
 * Page-table entries that are not present: made from pages, decoded and weakened. An entry is the
 * raw 64-bit word of an x86-64 page table.
 *
 * <p>Models include/linux/swapops.h and leafops.h, 6.19 and the series. Fidelity: modelled.
 */
public interface LeafEntries {

    /** What an entry that points to a device page allows. */
    enum Access {
        /** The entry stands for a mapping that may be read. */
        READ,
        /** The entry stands for a mapping that may be written. */
        WRITE
    }

    /** What a migration entry remembers of the mapping it replaced. */
    enum MigrationKind {
        /** Read-only. */
        READ,
        /** Read-only, of a page that is exclusive to this process. */
        READ_EXCLUSIVE,
        /** Writable. */
        WRITE
    }

    /** Returns the number of swap files that the entry types leave. */
    int maxSwapFiles();

    /** Returns the type number of a kind of entry, as the entry's top five bits hold it. */
    int typeOf(LeafKind kind);

    /** Decodes the kind of an entry. */
    LeafKind kindOf(long entry);

    /** Returns the entry of a device-private page. */
    long deviceEntry(long page, Access access);

    /**
     * Returns the migration entry of a locked page, RAM or device.
     *
     * @param ageFlags {@link AgeFlags} bits, or 0
     */
    long migrationEntry(long page, MigrationKind kind, int ageFlags);

    /** Returns the device-exclusive entry of a RAM page. */
    long exclusiveEntry(long page);

    /** Returns the page that an entry with a number points to. */
    long pageOf(long entry);

    /** Returns the number that an entry holds, in the space that its kind says. */
    long numberOf(long entry);

    /** Returns the {@link AgeFlags} of a migration entry. */
    int ageFlagsOf(long entry);

    /** Weakens a device entry to reading: fork and mprotect. Soft-dirty is dropped. */
    long toReadableDevice(long entry);

    /** Weakens a migration entry to {@code kind}: fork and mprotect. */
    long toMigration(long entry, MigrationKind kind);

    /** Bits of a migration entry above its number. */
    final class AgeFlags {
        /** The mapping was young. */
        public static final int YOUNG = 1;
        /** The mapping was dirty. */
        public static final int DIRTY = 2;

        private AgeFlags() {}
    }
}
