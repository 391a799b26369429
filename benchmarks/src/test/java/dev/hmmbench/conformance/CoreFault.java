package dev.hmmbench.conformance;

/**
 * A mistake in the mm that both designs share: one call is left out, and where it returns something
 * that is replaced. The designs do not differ then, so programs and invariants have to tell.
 */
enum CoreFault {
    /** The private copy of a page holds nothing of it. */
    COPY_ON_WRITE_COPIES_NOTHING("mm.FaultHandler", "copyOf", "copyPage"),
    /** A page that was replaced keeps its map count. */
    COPY_ON_WRITE_KEEPS_OLD_MAPCOUNT("mm.FaultHandler", "copyOnWrite", "remove"),
    /** A page that others hold is written where it is. */
    WRITE_FAULT_REUSES_A_SHARED_PAGE("mm.FaultHandler", "mayBeReused", "canReuse", 1),
    /** A parent goes on writing what its child maps. */
    FORK_LEAVES_PARENT_WRITABLE("mm.ForkCopy", "copyPresent", "set"),
    /** A child holds no reference to a device page. */
    FORK_FORGETS_A_REFERENCE("mm.ForkCopy", "copyNonpresent", "get"),
    /** An exclusive page stays so when it is shared. */
    SHARED_PAGE_STAYS_EXCLUSIVE("mm.AnonRmap", "tryShare", "clear"),
    /** A pinned page is shared like any other. */
    PINNED_PAGE_IS_SHARED("mm.AnonRmap", "tryShare", "maybePinned", 0),
    /** A walk for a folio ends after its first mapping. */
    RMAP_WALK_ENDS_AFTER_ONE_MAPPING("mm.MigrationEntries", "tryToMigrate", "next", -1, 1),
    /** An entry under migration still counts as a mapping. */
    MIGRATION_ENTRY_KEEPS_A_MAPCOUNT("mm.MigrationEntries", "replaceLocked", "remove"),
    /** A mapping that comes back holds no reference. */
    RESTORED_MAPPING_HAS_NO_REFERENCE("mm.MigrationEntries", "removeLocked", "get"),
    /** A mapping that comes back is not counted: a stale entry. */
    RESTORED_MAPPING_IS_NOT_COUNTED("mm.MigrationEntries", "removeLocked", "add"),
    /** A page that does not migrate keeps its migration entries. */
    REFUSED_PAGE_STAYS_UNDER_MIGRATION("mm.MigrateUnmap", "restore", "remove"),
    /** A page that was collected still counts as mapped. */
    COLLECTED_PAGE_KEEPS_A_MAPCOUNT("mm.MigrateCollect", "takeOut", "remove"),
    /** A page that has moved is never freed. */
    MIGRATED_PAGE_LEAKS("mm.MigrateFinalize", "finishFolio", "putFolio"),
    /** The new page does not know what maps it. */
    NEW_PAGE_HAS_NO_MAPPING("mm.MigratePages", "migrateMapping", "setMapping"),
    /** Dropped memory still counts. */
    ZAP_FORGETS_RSS("mm.Zap", "zapTable", "addAnonRss"),
    /** A device page that nobody maps any more is never freed. */
    ZAP_LEAKS_DEVICE_PAGES("mm.Zap", "zapNonpresent", "drop"),
    /** Moved memory is left behind as well. */
    MREMAP_LEAVES_THE_OLD_ENTRY("mm.MoveTables", "moveEntries", "set"),
    /** Protection is only written down. */
    MPROTECT_CHANGES_NO_ENTRY("mm.ProtectionChange", "changeTable", "set"),
    /** A pin is a reference like any other. */
    PIN_COUNTS_AS_ONE("mm.UserPages", "addPins", "addRefcount"),
    /** A mirror keeps what the process no longer maps. */
    MIRROR_IGNORES_INVALIDATION("device.Dmirror$Notifier", "invalidate", "removeThrough"),
    /** A copy of 2 MiB in a child holds no reference. */
    HUGE_FORK_FORGETS_A_REFERENCE("mm.HugePmdChange", "copy", "get"),
    /** Dropped 2 MiB still count. */
    HUGE_ZAP_FORGETS_RSS("mm.HugePmdChange", "zap", "addAnonRss"),
    /** A split adds no references for its 511 new mappings. */
    SPLIT_FORGETS_REFERENCES("mm.SplitHugePmd", "splitMapping", "add"),
    /** The pages of a split entry are not counted as mapped. */
    SPLIT_FORGETS_MAPCOUNTS("mm.SplitHugePmd", "fillMappings", "add"),
    /** All pages of a folio that was split have the index of the first. */
    SPLIT_PAGES_HAVE_NO_INDEX("mm.SplitFolio", "divide", "setIndex"),
    /** Pages of a folio that was split are never freed. */
    SPLIT_PAGES_LEAK("mm.SplitFolio", "split", "putFolio"),
    /** A migration entry of 2 MiB keeps its mapping's reference. */
    HUGE_MIGRATION_ENTRY_KEEPS_A_REFERENCE("mm.HugeRmap", "setMigration", "putFolio"),
    /** A 2 MiB hole that is filled on a device does not count. */
    HUGE_INSERT_FORGETS_RSS("mm.MigrateHuge", "insert", "addAnonRss");

    private final String className;
    private final String method;
    private final String call;
    private final long result;
    private final int occurrence;

    CoreFault(String className, String method, String call) {
        this(className, method, call, 0);
    }

    CoreFault(String className, String method, String call, long result) {
        this(className, method, call, result, 0);
    }

    /**
     * Plants a fault.
     *
     * @param className below the project's package
     * @param call name of the method that is not called
     * @param result what the method that calls it gets instead
     * @param occurrence which of its calls, from 0 on
     */
    CoreFault(String className, String method, String call, long result, int occurrence) {
        this.className = "dev.hmmbench." + className;
        this.method = method;
        this.call = call;
        this.result = result;
        this.occurrence = occurrence;
    }

    String className() {
        return className;
    }

    String method() {
        return method;
    }

    String call() {
        return call;
    }

    long result() {
        return result;
    }

    int occurrence() {
        return occurrence;
    }
}
