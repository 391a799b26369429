package dev.hmmbench.physmem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.platform.Machine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Protects the page allocator: whoever gets a page must be its only owner, and none may get lost.
 */
class PageAllocatorTest {

    private static final long MANAGED_BYTES = 16L << 20;

    private final PhysicalMemory memory =
            new PhysicalMemory(Machine.reference(), BootOptions.pooled(MANAGED_BYTES));
    private final PageAllocator ram = memory.ram();

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void allocPage_hasOneReferenceAndNoMapping() {
        long page = ram.allocPage();
        assertThat(StructPage.refcount(page)).isEqualTo(1);
        assertThat(StructPage.mapcount(page)).isZero();
        assertThat(ram.pageOf(ram.pfnOf(page))).isEqualTo(page);
        assertThat(memory.isPfnValid(ram.pfnOf(page))).isTrue();
    }

    @Test
    void allocPage_twice_contentIsApart() {
        long one = ram.allocPage();
        long other = ram.allocPage();
        Memory.putLong(ram.addressOf(one) + 4088, 1);
        Memory.putLong(ram.addressOf(other), 2);
        assertThat(Memory.getLong(ram.addressOf(one) + 4088)).isEqualTo(1);
        assertThat(Memory.getLong(ram.addressOf(other))).isEqualTo(2);
    }

    @Test
    void allocHugePage_isAlignedTo2MiB() {
        long page = ram.allocHugePage();
        assertThat(ram.pfnOf(page) % PageAllocator.HUGE_PAGES).isZero();
        assertThat(ram.addressOf(page) % (2 << 20)).isZero();
    }

    @Test
    void allocPage_untilNoneIsLeft_givesEveryPageOnce() {
        List<Long> pages = takeAll();
        assertThat(pages).doesNotHaveDuplicates();
        assertThat(ram.nrFree()).isZero();
        assertThat(ram.allocHugePage()).isEqualTo(StructPage.NO_PAGE);
    }

    @Test
    void freePage_allInRandomOrder_mergesToLargestBlocks() {
        long before = ram.nrFree();
        List<Long> pages = takeAll();
        Collections.shuffle(pages, new Random(17));
        pages.forEach(this::release);
        ram.validate();
        assertThat(ram.nrFree()).isEqualTo(before);
        ram.drain();
        int huge = 0;
        while (ram.allocHugePage() != StructPage.NO_PAGE) {
            huge++;
        }
        assertThat(huge).isGreaterThanOrEqualTo((int) (MANAGED_BYTES >> 21) - 2);
    }

    @Test
    void allocHugePage_onlySinglePagesLeft_drainsThem() {
        long huge = ram.allocHugePage();
        while (ram.allocHugePage() != StructPage.NO_PAGE) {
            continue;
        }
        takeAll();
        for (int i = 0; i < PageAllocator.HUGE_PAGES; i++) {
            long page = huge + ((long) i << StructPage.SIZE_SHIFT);
            StructPage.setRefcount(page, 0);
            ram.freePage(page);
        }
        assertThat(ram.allocHugePage()).isEqualTo(huge);
    }

    @Test
    void allocate_largestBlock_countsAsTwoHugeBlocks() {
        Counters counters = memory.counters();
        long block = ram.allocate(PageAllocator.MAX_ORDER, AllocationSite.KMALLOC_BLOCK);
        assertThat(counters.get(Counter.HUGE_BLOCKS_ALLOCATED)).isEqualTo(2);
        ram.putAndFree(block, PageAllocator.MAX_ORDER);
        assertThat(counters.get(Counter.HUGE_BLOCKS_FREED)).isEqualTo(2);
        assertThat(counters.get(Counter.BASE_PAGES_ALLOCATED)).isZero();
    }

    @Test
    void discardFreeBlocks_contentReadsAsZero() {
        long page = ram.allocHugePage();
        Memory.putLong(ram.addressOf(page), 99);
        StructPage.setRefcount(page, 0);
        ram.freeHugePage(page);
        memory.discardFreeBlocks();
        assertThat(Memory.getLong(ram.addressOf(page))).isZero();
    }

    @Test
    void allocPage_byTwoThreads_neverGivesOnePageTwice() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> one = threads.submit(() -> takeAndRelease(1));
            Future<?> other = threads.submit(() -> takeAndRelease(2));
            one.get();
            other.get();
        }
        ram.validate();
    }

    /** Marks the content of each page it holds and finds its own mark when it gives it back. */
    private void takeAndRelease(long mark) {
        Random random = new Random(mark);
        List<Long> held = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (held.isEmpty() || held.size() < 500 && random.nextBoolean()) {
                long page = ram.allocPage();
                Memory.putLong(ram.addressOf(page), mark << 32 | i);
                held.add(page);
            } else {
                long page = held.remove(random.nextInt(held.size()));
                assertThat(Memory.getLong(ram.addressOf(page)) >> 32).isEqualTo(mark);
                release(page);
            }
        }
        held.forEach(this::release);
    }

    private List<Long> takeAll() {
        List<Long> pages = new ArrayList<>();
        long page = ram.allocPage();
        while (page != StructPage.NO_PAGE) {
            pages.add(page);
            page = ram.allocPage();
        }
        return pages;
    }

    private void release(long page) {
        StructPage.setRefcount(page, 0);
        ram.freePage(page);
    }
}
