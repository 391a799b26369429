package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.platform.PhysicalRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * The page allocator over the managed part of RAM: blocks of 1 to 1,024 pages, and a list of
 * single pages in front of them. All its state lies in the struct pages themselves. Safe for
 * several threads.
 *
 * <p>Models mm/page_alloc.c, 6.19. Fidelity: simplified (one zone, one migrate type and one
 * per-CPU list; no watermarks and no reclaim: when no block is left the list is drained once, then
 * the allocation fails).
 */
public final class PageAllocator implements AutoCloseable {

    /** log2 of the bytes of a page. */
    public static final int PAGE_SHIFT = 12;
    /** Bytes of a page. */
    public static final long PAGE_BYTES = 1L << PAGE_SHIFT;
    /** Order of a 2 MiB block. */
    public static final int HUGE_ORDER = 9;
    /** Pages of a 2 MiB block. */
    public static final int HUGE_PAGES = 1 << HUGE_ORDER;
    /** Order of the largest block: MAX_PAGE_ORDER. */
    public static final int MAX_ORDER = 10;
    /** Bytes of the largest block. */
    public static final long LARGEST_BLOCK_BYTES = PAGE_BYTES << MAX_ORDER;

    /** Pages moved between the list of single pages and the blocks at once: pcp->batch. */
    private static final int BATCH = 63;
    /** Pages that the list may hold: pcp->high. */
    private static final int HIGH = 6 * BATCH;
    /** What the map count word of the first page of a free block holds: PGTY_buddy. */
    private static final int BUDDY_MARK = 0xf000_0000;
    private static final int LINK = StructPage.LRU_NEXT_OFFSET;
    private static final VarHandle LOCK = lockHandle();

    private final Vmemmap vmemmap;
    private final DirectMap directMap;
    private final AllocationPlan plan;
    private final Counters counters;
    private final Mapping heads;
    private final long singles;
    private int nrSingles;
    private long nrInBlocks;
    private final long nrManaged;
    private int lock;

    /**
     * Frees all managed pages into blocks. Their struct pages are initialised, with no references.
     */
    PageAllocator(
            Vmemmap vmemmap,
            DirectMap directMap,
            List<PhysicalRange> pieces,
            AllocationPlan plan,
            Counters counters) {
        this.vmemmap = vmemmap;
        this.directMap = directMap;
        this.plan = plan;
        this.counters = counters;
        this.heads = Mapping.map(Mapping.PAGE_BYTES, Mapping.Pages.BASE);
        this.singles = headOf(MAX_ORDER + 1);
        for (int order = 0; order <= MAX_ORDER + 1; order++) {
            ListHead.initialise(headOf(order));
        }
        long pages = 0;
        for (PhysicalRange piece : pieces) {
            pages += addPiece(piece);
        }
        this.nrManaged = pages;
    }

    /**
     * Takes a page of user memory with one reference; its content is whatever it held.
     *
     * @return its struct page, or {@link StructPage#NO_PAGE} if there is none
     */
    public long allocPage() {
        return allocate(0, AllocationSite.USER_PAGE);
    }

    /** Takes 512 pages of user memory, aligned to 2 MiB, with one reference on the first. */
    public long allocHugePage() {
        return allocate(HUGE_ORDER, AllocationSite.USER_HUGE_PAGE);
    }

    /** Gives a page back. Its reference count must have fallen to 0. */
    public void freePage(long page) {
        free(page, 0);
    }

    /** Gives back what {@link #allocHugePage} took, in one piece. */
    public void freeHugePage(long page) {
        free(page, HUGE_ORDER);
    }

    /** Returns the address of the content of a page. */
    public long addressOf(long page) {
        return directMap.addressOf(vmemmap.pfnOf(page));
    }

    /** Returns the struct page of an address of the direct map: virt_to_page(). */
    public long pageAt(long address) {
        return vmemmap.pageOf(directMap.pfnOf(address));
    }

    /** Returns the page frame number of a struct page of RAM. */
    public long pfnOf(long page) {
        return vmemmap.pfnOf(page);
    }

    /** Returns the struct page of a page frame number. */
    public long pageOf(long pfn) {
        return vmemmap.pageOf(pfn);
    }

    /** Returns pages that are free, in blocks and in the list. */
    public long nrFree() {
        return nrInBlocks + nrSingles;
    }

    /** Returns pages that are managed, free or not. */
    public long nrManaged() {
        return nrManaged;
    }

    /**
     * Takes a block with one reference on its first page.
     *
     * @param order log2 of its pages
     * @param site what it is for
     * @return the first struct page, or {@link StructPage#NO_PAGE}
     */
    long allocate(int order, AllocationSite site) {
        if (!plan.admits(site)) {
            return StructPage.NO_PAGE;
        }
        acquire();
        long page;
        try {
            page = order == 0 ? takeSingle() : takeBlockOrDrain(order);
        } finally {
            release();
        }
        if (page != StructPage.NO_PAGE) {
            count(order, Counter.BASE_PAGES_ALLOCATED, Counter.HUGE_BLOCKS_ALLOCATED);
            StructPage.setRefcount(page, 1);
        }
        return page;
    }

    /** Gives a block back in one piece. Its reference count must have fallen to 0. */
    void free(long page, int order) {
        assert StructPage.refcount(page) == 0 : "page in use: " + Long.toHexString(page);
        assert StructPage.mapcount(page) == 0 : "page mapped: " + Long.toHexString(page);
        assert isManaged(page) : "page not managed: " + Long.toHexString(page);
        count(order, Counter.BASE_PAGES_FREED, Counter.HUGE_BLOCKS_FREED);
        acquire();
        try {
            if (order == 0) {
                freeSingle(page);
            } else {
                freeBlock(page, order);
            }
        } finally {
            release();
        }
    }

    /** Drops the only reference of a block and gives it back. */
    void putAndFree(long page, int order) {
        int left = StructPage.addRefcount(page, -1);
        assert left == 0 : left + " references left";
        free(page, order);
    }

    /** Turns one block into single pages with a reference each: split_page(). */
    void split(long page, int order) {
        for (int i = 1; i < 1 << order; i++) {
            StructPage.setRefcount(page + ((long) i << StructPage.SIZE_SHIFT), 1);
        }
    }

    /** Gives the content of all free blocks of 2 MiB and more back to the system. */
    void discardFreeBlocks() {
        drain();
        for (int order = HUGE_ORDER; order <= MAX_ORDER; order++) {
            long head = headOf(order);
            for (long node = ListHead.next(head); node != head; node = ListHead.next(node)) {
                directMap.discard(vmemmap.pfnOf(node - LINK), 1L << order);
            }
        }
    }

    /** Moves all single pages into blocks. */
    void drain() {
        acquire();
        try {
            freeBatch(nrSingles);
        } finally {
            release();
        }
    }

    /** Walks all lists and counts what they hold. */
    void validate() {
        long inBlocks = 0;
        for (int order = 0; order <= MAX_ORDER; order++) {
            long head = headOf(order);
            for (long node = ListHead.next(head); node != head; node = ListHead.next(node)) {
                validateBlock(node - LINK, order);
                inBlocks += 1L << order;
            }
        }
        check(inBlocks == nrInBlocks, inBlocks + " pages in blocks, not " + nrInBlocks);
        int inList = 0;
        for (long node = ListHead.next(singles); node != singles; node = ListHead.next(node)) {
            check(StructPage.refcount(node - LINK) == 0, "a listed page is in use");
            inList++;
        }
        check(inList == nrSingles, inList + " single pages, not " + nrSingles);
        check(nrFree() <= nrManaged, "more pages free than there are");
    }

    /** Unmaps the list heads. */
    @Override
    public void close() {
        heads.close();
    }

    private long takeSingle() {
        if (nrSingles == 0) {
            refill();
        }
        if (nrSingles == 0) {
            return StructPage.NO_PAGE;
        }
        long node = ListHead.next(singles);
        ListHead.remove(node);
        nrSingles--;
        return node - LINK;
    }

    private void refill() {
        for (int i = 0; i < BATCH; i++) {
            long page = takeBlock(0);
            if (page == StructPage.NO_PAGE) {
                return;
            }
            ListHead.addLast(singles, page + LINK);
            nrSingles++;
        }
    }

    private long takeBlockOrDrain(int order) {
        long page = takeBlock(order);
        if (page == StructPage.NO_PAGE && nrSingles > 0) {
            freeBatch(nrSingles);
            page = takeBlock(order);
        }
        return page;
    }

    /** Takes the first block that is large enough and frees the upper halves of it: expand(). */
    private long takeBlock(int order) {
        int current = order;
        while (current <= MAX_ORDER && ListHead.isEmpty(headOf(current))) {
            current++;
        }
        if (current > MAX_ORDER) {
            return StructPage.NO_PAGE;
        }
        long page = ListHead.next(headOf(current)) - LINK;
        removeBlock(page);
        while (current > order) {
            current--;
            addBlock(page + (StructPage.SIZE_BYTES << current), current);
        }
        nrInBlocks -= 1L << order;
        return page;
    }

    private void freeSingle(long page) {
        ListHead.addFirst(singles, page + LINK);
        nrSingles++;
        if (nrSingles >= HIGH) {
            freeBatch(BATCH);
        }
    }

    private void freeBatch(int nrPages) {
        for (int i = 0; i < nrPages; i++) {
            long node = ListHead.previous(singles);
            ListHead.remove(node);
            nrSingles--;
            freeBlock(node - LINK, 0);
        }
    }

    /** Merges a block with its free neighbours and adds what comes out: __free_one_page(). */
    private void freeBlock(long page, int order) {
        nrInBlocks += 1L << order;
        long pfn = vmemmap.pfnOf(page);
        int current = order;
        while (current < MAX_ORDER) {
            long buddyPfn = pfn ^ 1L << current;
            long buddy = vmemmap.pageOf(buddyPfn);
            if (!isFreeBlock(buddy, current)) {
                break;
            }
            removeBlock(buddy);
            pfn &= buddyPfn;
            current++;
        }
        addBlock(vmemmap.pageOf(pfn), current);
    }

    private void addBlock(long page, int order) {
        Memory.putInt(page + StructPage.MAPCOUNT_OFFSET, BUDDY_MARK);
        Memory.putLong(page + StructPage.PRIVATE_OFFSET, order);
        ListHead.addFirst(headOf(order), page + LINK);
    }

    private void removeBlock(long page) {
        ListHead.remove(page + LINK);
        Memory.putInt(page + StructPage.MAPCOUNT_OFFSET, -1);
        Memory.putLong(page + StructPage.PRIVATE_OFFSET, 0);
    }

    private static boolean isFreeBlock(long page, int order) {
        return Memory.getInt(page + StructPage.MAPCOUNT_OFFSET) == BUDDY_MARK
                && Memory.getLong(page + StructPage.PRIVATE_OFFSET) == order;
    }

    private boolean isManaged(long page) {
        return vmemmap.contains(page) && (page & StructPage.SIZE_BYTES - 1) == 0;
    }

    private long addPiece(PhysicalRange piece) {
        long endPfn = piece.end() >>> PAGE_SHIFT;
        for (long pfn = piece.start() >>> PAGE_SHIFT; pfn < endPfn; pfn += 1 << MAX_ORDER) {
            addBlock(vmemmap.pageOf(pfn), MAX_ORDER);
            nrInBlocks += 1L << MAX_ORDER;
        }
        return piece.sizeBytes() >>> PAGE_SHIFT;
    }

    private void validateBlock(long page, int order) {
        check(isFreeBlock(page, order), "a free block is not marked");
        check((vmemmap.pfnOf(page) & (1L << order) - 1) == 0, "a free block is not aligned");
        check(StructPage.refcount(page) == 0, "a free block is in use");
    }

    private static void check(boolean holds, String complaint) {
        if (!holds) {
            throw new AssertionError("page allocator: " + complaint);
        }
    }

    private long headOf(int order) {
        return heads.address() + (long) order * ListHead.SIZE_BYTES;
    }

    /** Counts a block; one of 2 MiB or more in units of 2 MiB. */
    private void count(int order, Counter basePages, Counter hugeBlocks) {
        if (order == 0) {
            counters.increment(basePages);
        } else if (order >= HUGE_ORDER) {
            counters.add(hugeBlocks, 1L << order - HUGE_ORDER);
        }
    }

    private void acquire() {
        while (!LOCK.compareAndSet(this, 0, 1)) {
            Thread.onSpinWait();
        }
    }

    private void release() {
        LOCK.setRelease(this, 0);
    }

    private static VarHandle lockHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(PageAllocator.class, "lock", int.class);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
