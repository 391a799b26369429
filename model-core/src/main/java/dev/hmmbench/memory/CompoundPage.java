package dev.hmmbench.memory;

/**
 * The 512 struct pages of a 2 MiB folio: a head, tails that point to it, and counts of the whole
 * in the first tail.
 *
 * <pre>
 *   first tail:
 *    0       8       16   20   24   28   32
 *   +-------+-------+----+----+----+----+---------
 *   | order | head  |large    |entire|pin|
 *   |       | | 1   |map-|    |map-  |   |
 *   +-------+-------+----+----+------+---+---------
 *   large mapcount: all mappings, of the whole and of single pages; entire mapcount: PMDs alone
 * </pre>
 *
 * <p>Models include/linux/mm_types.h, struct folio, and mm/page_alloc.c, prep_compound_page(),
 * 6.19. Fidelity: simplified (order 9 alone; the ids of the processes that map the folio are left
 * out).
 */
public final class CompoundPage {

    /** Order of a 2 MiB folio. */
    public static final int HUGE_ORDER = 9;
    /** Pages of a 2 MiB folio. */
    public static final int HUGE_PAGES = 1 << HUGE_ORDER;

    private static final long ORDER_FIELD = 0xff;
    private static final int LARGE_MAPCOUNT_OFFSET = StructPage.SIZE_BYTES + 16;
    private static final int ENTIRE_MAPCOUNT_OFFSET = StructPage.SIZE_BYTES + 24;
    private static final int PINCOUNT_OFFSET = StructPage.SIZE_BYTES + 28;

    private CompoundPage() {}

    /** Joins 512 pages that nobody uses, apart from a reference on the first. */
    public static void prepare(long head) {
        StructPage.setFlags(head, StructPage.flags(head) | PageFlags.HEAD);
        for (int i = 1; i < HUGE_PAGES; i++) {
            long tail = pageAt(head, i);
            assert StructPage.refcount(tail) == 0 : "tail page is in use";
            Memory.putLong(tail + StructPage.COMPOUND_HEAD_OFFSET, head | 1);
        }
        long first = pageAt(head, 1);
        StructPage.setFlags(first, StructPage.flags(first) & ~ORDER_FIELD | HUGE_ORDER);
        Memory.putInt(head + LARGE_MAPCOUNT_OFFSET, -1);
        Memory.putInt(head + ENTIRE_MAPCOUNT_OFFSET, -1);
        Memory.putInt(head + PINCOUNT_OFFSET, 0);
    }

    /**
     * Makes single pages of a folio that nothing maps; their references stay as they are.
     *
     * @param word what stands in place of the pointer to the head: a pagemap, or 0 in RAM
     */
    public static void dissolve(long head, long word) {
        long first = pageAt(head, 1);
        StructPage.setFlags(first, StructPage.flags(first) & ~ORDER_FIELD);
        Memory.putLong(head + LARGE_MAPCOUNT_OFFSET, 0);
        Memory.putLong(head + ENTIRE_MAPCOUNT_OFFSET, 0);
        for (int i = 1; i < HUGE_PAGES; i++) {
            Memory.putLong(pageAt(head, i) + StructPage.COMPOUND_HEAD_OFFSET, word);
        }
        long flags = StructPage.flags(head);
        while (!Memory.compareAndSetLong(
                head + StructPage.FLAGS_OFFSET, flags, flags & ~PageFlags.HEAD)) {
            flags = StructPage.flags(head);
        }
    }

    /** Tells whether a page is the head of a 2 MiB folio. */
    public static boolean isHead(long page) {
        return (StructPage.flags(page) & PageFlags.HEAD) != 0;
    }

    /** Returns the first page of the folio that a page belongs to: compound_head(). */
    public static long headOf(long page) {
        long word = Memory.getLong(page + StructPage.COMPOUND_HEAD_OFFSET);
        return (word & 1) == 0 ? page : word - 1;
    }

    /** Returns a page of a folio. */
    public static long pageAt(long head, long index) {
        return head + (index << StructPage.SIZE_SHIFT);
    }

    /** Returns how many entries map a 2 MiB folio or one of its pages. */
    public static int largeMapcount(long head) {
        return Memory.getInt(head + LARGE_MAPCOUNT_OFFSET) + 1;
    }

    /** Adds to {@link #largeMapcount} atomically; returns it as it is afterwards. */
    public static int addLargeMapcount(long head, int delta) {
        return Memory.getAndAddInt(head + LARGE_MAPCOUNT_OFFSET, delta) + 1 + delta;
    }

    /** Returns how many PMDs map a 2 MiB folio as a whole. */
    public static int entireMapcount(long head) {
        return Memory.getInt(head + ENTIRE_MAPCOUNT_OFFSET) + 1;
    }

    /** Adds to {@link #entireMapcount} atomically; returns it as it is afterwards. */
    public static int addEntireMapcount(long head, int delta) {
        return Memory.getAndAddInt(head + ENTIRE_MAPCOUNT_OFFSET, delta) + 1 + delta;
    }

    /** Returns how often a 2 MiB folio is pinned; each pin holds one reference too. */
    public static int pincount(long head) {
        return Memory.getInt(head + PINCOUNT_OFFSET);
    }

    /** Adds to {@link #pincount} atomically. */
    public static void addPincount(long head, int delta) {
        Memory.getAndAddInt(head + PINCOUNT_OFFSET, delta);
    }
}
