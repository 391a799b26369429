package dev.hmmbench.conformance;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Carriers;
import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.RmapWalks;
import dev.hmmbench.model.Snapshots;
import java.util.Locale;

/** A mistake that a design could make in one of its carriers, planted in a design that is right. */
enum PlantedFault {
    /** A device entry stays writable where it is weakened. */
    FORK_LEAVES_DEVICE_ENTRY_WRITABLE,
    /** A writable mapping comes back read-only. */
    MIGRATION_ENTRY_LOSES_WRITE,
    /** A page forgets that it is exclusive. */
    MIGRATION_ENTRY_LOSES_EXCLUSIVE,
    /** Device entries are never writable. */
    DEVICE_ENTRY_ALWAYS_READABLE,
    /** A device entry holds the next number. */
    DEVICE_ENTRY_OF_NEXT_PAGE,
    /** Reverse-mapping walks find no entry that is not present. */
    RMAP_WALK_MISSES_ITS_PAGE,
    /** Reverse-mapping walks look for the next number. */
    RMAP_WALK_MATCHES_THE_NEXT_PAGE,
    /** Reverse-mapping walks find no present entry. */
    RMAP_WALK_IGNORES_PRESENT_PAGES,
    /** Drivers' words of device numbers are not valid. */
    MIGRATE_PFN_IS_INVALID_FOR_DEVICE,
    /** Range faults give out the next device number. */
    HMM_PFN_OF_NEXT_PAGE,
    /** Results of range faults have no page. */
    HMM_PFN_LOSES_THE_PAGE;

    /** Returns the name of the model that has the fault. */
    String modelName() {
        return "planted-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Plants the fault. */
    MemoryModel plant(MemoryModel right) {
        return new FaultyModel(right, new FaultyCarriers(this, right.carriers()));
    }

    private record FaultyModel(MemoryModel right, Carriers carriers) implements MemoryModel {

        @Override
        public String name() {
            return right.name();
        }

        @Override
        public Lifecycle lifecycle() {
            return right.lifecycle();
        }

        @Override
        public Numbers numbers() {
            return right.numbers();
        }

        @Override
        public Counters counters() {
            return right.counters();
        }

        @Override
        public void validate() {
            right.validate();
        }

        @Override
        public void close() {
            right.close();
        }
    }

    private record FaultyCarriers(PlantedFault fault, Carriers right) implements Carriers {

        @Override
        public MigratePfns migratePfns() {
            MigratePfns pfns = right.migratePfns();
            return fault == MIGRATE_PFN_IS_INVALID_FOR_DEVICE ? new FaultyMigratePfns(pfns) : pfns;
        }

        @Override
        public HmmPfns hmmPfns() {
            return new FaultyHmmPfns(fault, right.hmmPfns());
        }

        @Override
        public RmapWalks rmapWalks() {
            return new FaultyRmapWalks(fault, right.rmapWalks());
        }

        @Override
        public Snapshots snapshots() {
            return right.snapshots();
        }

        @Override
        public LeafEntries leafEntries() {
            return new FaultyLeafEntries(fault, right.leafEntries());
        }
    }

    private record FaultyMigratePfns(MigratePfns right) implements MigratePfns {

        @Override
        public long fromPage(long page) {
            return right.fromPage(page);
        }

        @Override
        public long fromDeviceNumber(long number) {
            return right.fromDeviceNumber(number) & ~VALID;
        }

        @Override
        public long pageOf(long mpfn) {
            return right.pageOf(mpfn);
        }
    }

    private record FaultyHmmPfns(PlantedFault fault, HmmPfns right) implements HmmPfns {

        @Override
        public long fromPfn(long pfn, int order) {
            return right.fromPfn(pfn, order);
        }

        @Override
        public long fromDeviceNumber(long number, int order) {
            return right.fromDeviceNumber(
                    fault == HMM_PFN_OF_NEXT_PAGE ? number + 1 : number, order);
        }

        @Override
        public long pageOf(long hmmPfn) {
            return fault == HMM_PFN_LOSES_THE_PAGE
                    ? Numbers.NO_PAGE : right.pageOf(hmmPfn);
        }

        @Override
        public int orderOf(long hmmPfn) {
            return right.orderOf(hmmPfn);
        }
    }

    private record FaultyRmapWalks(PlantedFault fault, RmapWalks right) implements RmapWalks {

        @Override
        public int flagsFor(long folio, int flags) {
            return right.flagsFor(folio, flags);
        }

        @Override
        public long numberFor(long folio) {
            return right.numberFor(folio);
        }

        @Override
        public long folioOf(long walkNumber, int walkFlags) {
            return right.folioOf(walkNumber, walkFlags);
        }

        @Override
        public boolean matches(
                long walkNumber, long nrPages, int walkFlags, long entry, long entryPages) {
            long wrong = fault == RMAP_WALK_MATCHES_THE_NEXT_PAGE ? walkNumber + 1 : walkNumber;
            return fault != RMAP_WALK_MISSES_ITS_PAGE
                    && right.matches(wrong, nrPages, walkFlags, entry, entryPages);
        }

        @Override
        public boolean matchesPresent(
                long walkNumber, long nrPages, int walkFlags, long pfn, long entryPages) {
            return fault != RMAP_WALK_IGNORES_PRESENT_PAGES
                    && right.matchesPresent(walkNumber, nrPages, walkFlags, pfn, entryPages);
        }

        @Override
        public long subpageIndex(long folio, long entry) {
            return right.subpageIndex(folio, entry);
        }
    }

    private record FaultyLeafEntries(PlantedFault fault, LeafEntries right)
            implements LeafEntries {

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
            long wrong = fault == DEVICE_ENTRY_OF_NEXT_PAGE ? page + 64 : page;
            return right.deviceEntry(wrong,
                    fault == DEVICE_ENTRY_ALWAYS_READABLE ? Access.READ : access);
        }

        @Override
        public long migrationEntry(long page, MigrationKind kind, int ageFlags) {
            MigrationKind wrong = switch (fault) {
                case MIGRATION_ENTRY_LOSES_WRITE ->
                        kind == MigrationKind.WRITE ? MigrationKind.READ_EXCLUSIVE : kind;
                case MIGRATION_ENTRY_LOSES_EXCLUSIVE ->
                        kind == MigrationKind.READ_EXCLUSIVE ? MigrationKind.READ : kind;
                default -> kind;
            };
            return right.migrationEntry(page, wrong, ageFlags);
        }

        @Override
        public long exclusiveEntry(long page) {
            return right.exclusiveEntry(page);
        }

        @Override
        public long pageOf(long entry) {
            return right.pageOf(entry);
        }

        @Override
        public long numberOf(long entry) {
            return right.numberOf(entry);
        }

        @Override
        public int ageFlagsOf(long entry) {
            return right.ageFlagsOf(entry);
        }

        @Override
        public long toReadableDevice(long entry) {
            return fault == FORK_LEAVES_DEVICE_ENTRY_WRITABLE
                    ? entry : right.toReadableDevice(entry);
        }

        @Override
        public long toMigration(long entry, MigrationKind kind) {
            return right.toMigration(entry, kind);
        }
    }
}
