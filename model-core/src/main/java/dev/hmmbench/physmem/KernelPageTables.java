package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;

/**
 * The kernel's own page tables, init_mm, for the areas that hold struct pages: real tables of 512
 * words, in pages from the page allocator. They account for what mapping costs; addresses of this
 * process are mapped by its own kernel.
 *
 * <pre>
 *   level    5      4      3       2              1
 *   table   PGD -> P4D -> PUD ->  PMD   ->       PTE
 *   covers  256T   512G   1G      2M or a block  4K        (4 levels: the PGD is the P4D)
 * </pre>
 *
 * <p>Models arch/x86/mm/init_64.c and mm/sparse-vmemmap.c, 6.19. Fidelity: simplified (new
 * top-level entries are not copied to processes).
 */
final class KernelPageTables {

    /** Where the vmemmap begins, with 4 and with 5 levels. */
    private static final long VMEMMAP_START_4 = 0xffff_ea00_0000_0000L;
    private static final long VMEMMAP_START_5 = 0xffd4_0000_0000_0000L;
    /** Where the vmalloc area begins, with 4 and with 5 levels. */
    private static final long VMALLOC_START_4 = 0xffff_c900_0000_0000L;
    private static final long VMALLOC_START_5 = 0xffa0_0000_0000_0000L;

    private static final int PTE_LEVEL = 1;
    private static final int PMD_LEVEL = 2;
    private static final int PUD_LEVEL = 3;
    private static final int INDEX_BITS = 9;
    private static final int ENTRIES = 1 << INDEX_BITS;
    private static final long PRESENT = 1;
    private static final long WRITABLE = 1 << 1;
    private static final long HUGE = 1 << 7;
    private static final long FLAGS_MASK = (1L << PageAllocator.PAGE_SHIFT) - 1;
    private static final long NONE = 0;

    private final PageAllocator pages;
    private final DirectMap directMap;
    private final Counters counters;
    private final int topLevel;
    private final long root;
    private long nrTables;

    /** Creates the tables with a root page. */
    KernelPageTables(
            PageAllocator pages, DirectMap directMap, int levels, Counters counters) {
        this.pages = pages;
        this.directMap = directMap;
        this.counters = counters;
        this.topLevel = levels;
        this.root = newTable();
        if (root == NONE) {
            throw new RefusedException(RefusedException.ENOMEM, "no page for the kernel's PGD");
        }
    }

    /** Returns the kernel's address of an offset in the vmemmap. */
    long vmemmapAddress(long offsetBytes) {
        return (topLevel == 4 ? VMEMMAP_START_4 : VMEMMAP_START_5) + offsetBytes;
    }

    /** Returns the kernel's address of an offset in the vmalloc area. */
    long vmallocAddress(long offsetBytes) {
        return (topLevel == 4 ? VMALLOC_START_4 : VMALLOC_START_5) + offsetBytes;
    }

    /** Makes sure that the tables down to the PMD are there; tells whether they could be had. */
    boolean populateToPmd(long address) {
        return tableOf(address, PMD_LEVEL) != NONE;
    }

    /** Makes sure that the tables down to the PTE are there; tells whether they could be had. */
    boolean populateToPte(long address) {
        return tableOf(address, PTE_LEVEL) != NONE;
    }

    /**
     * Writes one huge PMD; its tables are there. An empty PTE table in its place, left behind by
     * base pages, is freed: pmd_free_pte_page().
     */
    void setHuge(long address, long pfn) {
        long entry = entryIn(tableOf(address, PMD_LEVEL), address, PMD_LEVEL);
        long old = Memory.getLong(entry);
        if (isTable(old) && isEmpty(addressOfTable(old))) {
            freeTable(entry);
            counters.increment(Counter.TLB_FLUSHES);
        }
        assert Memory.getLong(entry) == NONE : "PMD in use at " + Long.toHexString(address);
        Memory.putLong(entry, pfn << PageAllocator.PAGE_SHIFT | HUGE | WRITABLE | PRESENT);
        counters.increment(Counter.PAGE_TABLE_ENTRIES_WRITTEN);
    }

    /** Writes one PTE; its tables are there. */
    void setBase(long address, long pfn) {
        long entry = entryIn(tableOf(address, PTE_LEVEL), address, PTE_LEVEL);
        assert Memory.getLong(entry) == NONE : "PTE in use at " + Long.toHexString(address);
        Memory.putLong(entry, pfn << PageAllocator.PAGE_SHIFT | WRITABLE | PRESENT);
        counters.increment(Counter.PAGE_TABLE_ENTRIES_WRITTEN);
    }

    /** Tells whether an address is mapped by a huge PMD. */
    boolean isHuge(long address) {
        long pmd = entryAt(address, PMD_LEVEL);
        return pmd != NONE && (Memory.getLong(pmd) & HUGE) != 0;
    }

    /** Returns the PFN that the entry of an address holds, or -1 if it is empty. */
    long pfnAt(long address) {
        long entry = entryAt(address, isHuge(address) ? PMD_LEVEL : PTE_LEVEL);
        long value = entry == NONE ? NONE : Memory.getLong(entry);
        return value == NONE ? -1 : (value & ~FLAGS_MASK) >>> PageAllocator.PAGE_SHIFT;
    }

    /** Empties the entry of an address and returns the PFN that it held. Tables stay. */
    long clear(long address) {
        long entry = entryAt(address, isHuge(address) ? PMD_LEVEL : PTE_LEVEL);
        assert entry != NONE && Memory.getLong(entry) != NONE
                : "nothing mapped at " + Long.toHexString(address);
        long pfn = (Memory.getLong(entry) & ~FLAGS_MASK) >>> PageAllocator.PAGE_SHIFT;
        Memory.putLong(entry, NONE);
        counters.increment(Counter.PAGE_TABLE_ENTRIES_WRITTEN);
        return pfn;
    }

    /**
     * Frees the tables above an address that have become empty: free_pte_table() and its siblings.
     * With 4 levels PUD tables stay.
     */
    void freeEmptyTables(long address) {
        int highest = topLevel == 4 ? PMD_LEVEL : PUD_LEVEL;
        for (int level = PTE_LEVEL; level <= highest; level++) {
            long above = entryAt(address, level + 1);
            if (above == NONE || !isTable(Memory.getLong(above))) {
                continue;
            }
            if (!isEmpty(addressOfTable(Memory.getLong(above)))) {
                return;
            }
            freeTable(above);
        }
    }

    /** Returns pages that tables take. */
    long nrTables() {
        return nrTables;
    }

    /** Walks all tables and counts them. */
    void validate() {
        long found = countTables(root, topLevel);
        if (found != nrTables) {
            throw new AssertionError(found + " page tables found, not " + nrTables);
        }
    }

    private long countTables(long table, int level) {
        long found = 1;
        for (int i = 0; i < ENTRIES && level > PTE_LEVEL; i++) {
            long value = Memory.getLong(table + i * 8L);
            if (isTable(value)) {
                found += countTables(addressOfTable(value), level - 1);
            }
        }
        return found;
    }

    private long tableOf(long address, int wantedLevel) {
        long table = root;
        for (int level = topLevel; level > wantedLevel; level--) {
            long entry = entryIn(table, address, level);
            long value = Memory.getLong(entry);
            if (value == NONE) {
                long next = newTable();
                if (next == NONE) {
                    return NONE;
                }
                value = directMap.pfnOf(next) << PageAllocator.PAGE_SHIFT | WRITABLE | PRESENT;
                Memory.putLong(entry, value);
            }
            assert isTable(value) : "a huge PMD lies at " + Long.toHexString(address);
            table = addressOfTable(value);
        }
        return table;
    }

    /** Returns where the entry of an address lies at a level, or NONE if its table is missing. */
    private long entryAt(long address, int wantedLevel) {
        long table = root;
        for (int level = topLevel; level > wantedLevel; level--) {
            long value = Memory.getLong(entryIn(table, address, level));
            if (!isTable(value)) {
                return NONE;
            }
            table = addressOfTable(value);
        }
        return entryIn(table, address, wantedLevel);
    }

    private static long entryIn(long table, long address, int level) {
        int shift = PageAllocator.PAGE_SHIFT + (level - 1) * INDEX_BITS;
        return table + ((address >>> shift & ENTRIES - 1) << 3);
    }

    private static boolean isTable(long value) {
        return (value & PRESENT) != 0 && (value & HUGE) == 0;
    }

    private long addressOfTable(long value) {
        return directMap.addressOf((value & ~FLAGS_MASK) >>> PageAllocator.PAGE_SHIFT);
    }

    private static boolean isEmpty(long table) {
        for (int i = 0; i < ENTRIES; i++) {
            if (Memory.getLong(table + i * 8L) != NONE) {
                return false;
            }
        }
        return true;
    }

    private void freeTable(long entry) {
        long table = addressOfTable(Memory.getLong(entry));
        Memory.putLong(entry, NONE);
        pages.putAndFree(pages.pageAt(table), 0);
        nrTables--;
    }

    private long newTable() {
        long page = pages.allocate(0, AllocationSite.PAGE_TABLE);
        if (page == StructPage.NO_PAGE) {
            return NONE;
        }
        long table = pages.addressOf(page);
        Memory.zero(table, PageAllocator.PAGE_BYTES);
        nrTables++;
        counters.increment(Counter.PAGE_TABLES_ALLOCATED);
        return table;
    }
}
