package dev.hmmbench.conformance;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Carriers;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.Numbers;
import java.util.Locale;

/** A mistake that a design could make planted in a design that is right. */
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
    HMM_PFN_LOSES_THE_PAGE,
    /** A migrate pfn of a device page is not marked: its number is read as a PFN. */
    MIGRATE_PFN_LOSES_DEVICE_MARK,
    /** A migrate pfn that a driver builds holds the next number: off by one when evicting. */
    MIGRATE_PFN_OF_NEXT_NUMBER,
    /** A migrate pfn of RAM is not valid. */
    MIGRATE_PFN_IS_INVALID_FOR_RAM,
    /** An HMM pfn of a device page is not marked. */
    HMM_PFN_LOSES_DEVICE_MARK,
    /** A walk for a device page is not marked: it looks for a PFN. */
    RMAP_WALK_LOSES_DEVICE_MARK,
    /** A walk takes a present entry whose PFN is the device page's number. */
    RMAP_WALK_TAKES_PRESENT_ENTRY_OF_SAME_VALUE,
    /** A walk takes an entry of the other space with the same value. */
    RMAP_WALK_TAKES_ENTRY_OF_OTHER_SPACE,
    /** A walk says that the entry maps the page after the one it maps. */
    RMAP_WALK_FINDS_THE_NEXT_SUBPAGE,
    /** A walk's base is that of the page before. */
    RMAP_WALK_STARTS_ONE_TOO_LOW,
    /** The migration entry of a device page is of the family for RAM. */
    MIGRATION_ENTRY_OF_WRONG_FAMILY,
    /** The migration entry of a device page is read as if of the family for RAM. */
    MIGRATION_ENTRY_READ_AS_RAM,
    /** Migration entries are not weakened at fork and mprotect. */
    FORK_LEAVES_MIGRATION_ENTRY_WRITABLE,
    /** A device entry that is weakened stays soft-dirty. */
    WEAKENED_DEVICE_ENTRY_KEEPS_SOFT_DIRTY,
    /** A read-only mapping of an exclusive page comes back writable. */
    MIGRATION_ENTRY_GAINS_WRITE,
    /** Device entries are always writable. */
    DEVICE_ENTRY_ALWAYS_WRITABLE,
    /** An entry's number is read one too high. */
    ENTRY_NUMBER_OF_NEXT_PAGE,
    /** A mapping of a device page takes one reference too many. */
    DEVICE_ENTRY_LEAKS_A_REFERENCE,
    /** A mapping of a device page is counted twice. */
    DEVICE_ENTRY_COUNTS_ITS_MAPPING_TWICE,
    /** Fork shares a device page without taking a reference. */
    FORK_FORGETS_A_REFERENCE,
    /** The first number of each 2 MiB leads to the page before it. */
    NUMBER_AT_BORDER_IS_THE_PAGE_BEFORE,
    /** The last page of each 2 MiB is handed out twice. */
    NUMBER_BEFORE_BORDER_IS_LISTED_TWICE,
    /** A number leads to the pagemap beside its own. */
    NUMBER_OF_NEIGHBOUR_PAGEMAP,
    /** A removed pagemap stays. */
    REMOVAL_LEAVES_THE_PAGEMAP,
    /** The pages of a pagemap are given another owner: a device takes them for foreign. */
    CREATION_FORGETS_THE_OWNER;

    /** Returns the name of the model that has the fault. */
    String modelName() {
        return "planted-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Plants the fault. */
    MemoryModel plant(MemoryModel right) {
        return new FaultyModel(right, new FaultyCarriers(this, right.carriers()),
                new FaultyNumbers(this, right.numbers()),
                new FaultyLifecycle(this, right.lifecycle()));
    }

    private record FaultyModel(MemoryModel right, Carriers carriers, Numbers numbers,
            Lifecycle lifecycle) implements MemoryModel {

        @Override
        public String name() {
            return right.name();
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
}
