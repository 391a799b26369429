package dev.hmmbench.memory;

/**
 * The flags word of a struct page: single bits at the bottom, small fields at the top.
 *
 * <pre>
 *   63    58 57  55 54         41 40   38 37 36 35                                   0
 *   +-------+------+-------------+-------+-----+---------------------------------------+
 *   | node  | zone | last_cpupid |lru_gen|refs |  PG_* bits                            |
 *   +-------+------+-------------+-------+-----+---------------------------------------+
 *     6       3      8 + 6         3       2
 * </pre>
 *
 * <p>No section number: with SPARSEMEM_VMEMMAP a page's section follows from its address.
 *
 * <p>Models include/linux/page-flags-layout.h and enum pageflags of include/linux/page-flags.h,
 * 6.19, as x86-64 has them with NODES_SHIFT 6, NR_CPUS 64, five zones, NUMA balancing and the
 * multi-gen LRU. Fidelity: modelled (bits of features that no row uses are left out).
 */
public final class PageFlags {

    /** Set while somebody holds the page's lock. */
    public static final long LOCKED = 1L << 0;
    /** Set while the page is written back. */
    public static final long WRITEBACK = 1L << 1;
    /** Set when the page was used since reclaim last looked. */
    public static final long REFERENCED = 1L << 2;
    /** Set when the content is valid. */
    public static final long UPTODATE = 1L << 3;
    /** Set when the content must not be lost. */
    public static final long DIRTY = 1L << 4;
    /** Set while the page is on a list of reclaim. */
    public static final long LRU = 1L << 5;
    /** Set in the first page of a compound page. */
    public static final long HEAD = 1L << 6;
    /** Set while somebody waits for the lock. */
    public static final long WAITERS = 1L << 7;
    /** Set while the page is on an active list. */
    public static final long ACTIVE = 1L << 8;
    /** Set when the page was evicted while in use. */
    public static final long WORKINGSET = 1L << 9;
    /** Free for the owner; the swap cache's bit. */
    public static final long OWNER_PRIV_1 = 1L << 10;
    /** Set in an anonymous page that belongs to one process alone. */
    public static final long ANON_EXCLUSIVE = 1L << 11;
    /** Set in pages that the page allocator does not own, device pages among them. */
    public static final long RESERVED = 1L << 13;
    /** Set when the private word is in use. */
    public static final long PRIVATE = 1L << 14;
    /** Set when the page is backed by swap. */
    public static final long SWAPBACKED = 1L << 17;
    /** Set when the page cannot be reclaimed. */
    public static final long UNEVICTABLE = 1L << 18;
    /** Set when the page is locked into memory. */
    public static final long MLOCKED = 1L << 20;

    /** Number of the zone of ordinary memory. */
    public static final int ZONE_NORMAL = 2;
    /** Number of the zone of device memory. */
    public static final int ZONE_DEVICE = 4;

    /** Lowest bit of the last_cpupid field. */
    public static final int LAST_CPUPID_SHIFT = 41;
    /** Width of the last_cpupid field: 8 bits of a process number, 6 of a CPU. */
    public static final int LAST_CPUPID_WIDTH = 14;
    /** Lowest bit of the zone field. */
    public static final int ZONE_SHIFT = 55;
    /** Width of the zone field. */
    public static final int ZONE_WIDTH = 3;
    /** The bits of the zone field. */
    public static final long ZONE_FIELD = (1L << ZONE_WIDTH) - 1 << ZONE_SHIFT;
    /** Lowest bit of the node field. */
    public static final int NODE_SHIFT = 58;
    /** Width of the node field. */
    public static final int NODE_WIDTH = 6;
    /** One more than the highest node number. */
    public static final int MAX_NODES = 1 << NODE_WIDTH;

    private static final long ZONE_MASK = (1L << ZONE_WIDTH) - 1;
    private static final long LAST_CPUPID_NONE =
            ((1L << LAST_CPUPID_WIDTH) - 1) << LAST_CPUPID_SHIFT;

    static {
        assert LAST_CPUPID_SHIFT + LAST_CPUPID_WIDTH == ZONE_SHIFT;
        assert ZONE_SHIFT + ZONE_WIDTH == NODE_SHIFT;
        assert NODE_SHIFT + NODE_WIDTH == Long.SIZE;
    }

    private PageFlags() {}

    /**
     * Returns the flags of a page that nobody has used yet: zone, node, and a last_cpupid of all
     * ones, which means "none".
     *
     * <p>Models mm/mm_init.c, __init_single_page(), 6.19. Fidelity: modelled.
     *
     * @param nid memory node, 0 to {@link #MAX_NODES} - 1
     */
    public static long initial(int zone, int nid) {
        assert zone >= 0 && zone <= ZONE_MASK : "zone " + zone;
        assert nid >= 0 && nid < MAX_NODES : "node " + nid;
        return (long) nid << NODE_SHIFT | (long) zone << ZONE_SHIFT | LAST_CPUPID_NONE;
    }

    /**
     * Returns the flags of a device page as its creation leaves them: {@link #initial} and
     * reserved.
     *
     * <p>Models mm/mm_init.c, __init_zone_device_page(), 6.19. Fidelity: modelled.
     */
    public static long zoneDevice(int nid) {
        return initial(ZONE_DEVICE, nid) | RESERVED;
    }

    /** Returns the zone number that a flags word holds. */
    public static int zoneOf(long flags) {
        return (int) (flags >>> ZONE_SHIFT & ZONE_MASK);
    }

    /** Returns the memory node that a flags word holds. */
    public static int nodeOf(long flags) {
        return (int) (flags >>> NODE_SHIFT);
    }
}
