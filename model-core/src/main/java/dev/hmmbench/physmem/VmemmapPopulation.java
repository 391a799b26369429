package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.StructPage;

/**
 * Backs parts of the vmemmap for device sections and takes the backing away again.
 *
 * <p>Models arch/x86/mm/init_64.c, vmemmap_populate() and vmemmap_free(), and
 * mm/sparse-vmemmap.c, vmemmap_populate_hugepages() and vmemmap_populate_basepages(), 6.19.
 * Fidelity: modelled; a block freed in one piece is what the kernel means to do, while 6.19 loses
 * all but its first page: those are counted as leaked and recycled, so that long runs do not
 * exhaust the machine.
 */
final class VmemmapPopulation {

    private static final long HUGE_BYTES = PageAllocator.PAGE_BYTES << PageAllocator.HUGE_ORDER;

    private final Vmemmap vmemmap;
    private final KernelPageTables tables;
    private final PageAllocator pages;
    private final KernelWindow window;
    private final Counters counters;
    private long nrBlocks;
    private long nrBasePages;

    VmemmapPopulation(
            Vmemmap vmemmap,
            KernelPageTables tables,
            PageAllocator pages,
            KernelWindow window,
            Counters counters) {
        this.vmemmap = vmemmap;
        this.tables = tables;
        this.pages = pages;
        this.window = window;
        this.counters = counters;
    }

    /** Whether the struct pages of a range cover whole sections, and so may use huge pages. */
    enum Extent {
        /** A whole section. */
        SECTION,
        /** Less than a section: base pages only. */
        PART
    }

    /**
     * Backs the struct pages of a range of PFNs.
     *
     * @return whether there was memory; if not, what was backed before stays for {@link
     *     #depopulate}
     */
    boolean populate(long pfn, long nrPages, Extent extent) {
        long start = pfn << StructPage.SIZE_SHIFT;
        long end = start + (nrPages << StructPage.SIZE_SHIFT);
        if (extent == Extent.PART || (end - start) % HUGE_BYTES != 0) {
            return populateBase(start, end);
        }
        for (long offset = start; offset < end; offset += HUGE_BYTES) {
            if (!populateBlock(offset)) {
                return false;
            }
        }
        return true;
    }

    /** Takes the backing of a range away, as far as there is one, and flushes all TLBs. */
    void depopulate(long pfn, long nrPages) {
        long start = pfn << StructPage.SIZE_SHIFT;
        long end = start + (nrPages << StructPage.SIZE_SHIFT);
        long offset = start;
        while (offset < end) {
            long address = tables.vmemmapAddress(offset);
            if (tables.isHuge(address)) {
                freeBlock(offset, address);
                offset += HUGE_BYTES;
            } else {
                long next = Math.min(end, (offset & -HUGE_BYTES) + HUGE_BYTES);
                freeBase(offset, next);
                offset = next;
            }
            tables.freeEmptyTables(address);
        }
        counters.increment(Counter.TLB_FLUSHES);
    }

    /** Returns 2 MiB blocks in use. */
    long nrBlocks() {
        return nrBlocks;
    }

    /** Returns single pages in use. */
    long nrBasePages() {
        return nrBasePages;
    }

    private boolean populateBlock(long offset) {
        long address = tables.vmemmapAddress(offset);
        if (!tables.populateToPmd(address)) {
            return false;
        }
        long block = pages.allocate(PageAllocator.HUGE_ORDER, AllocationSite.HUGE_BLOCK);
        if (block == StructPage.NO_PAGE) {
            return populateBase(offset, offset + HUGE_BYTES);
        }
        long pfn = vmemmap.pfnOf(block);
        tables.setHuge(address, pfn);
        window.mapBlock(pfn, virtual(offset));
        nrBlocks++;
        return true;
    }

    private boolean populateBase(long start, long end) {
        boolean isComplete = true;
        for (long offset = start; offset < end; offset += PageAllocator.PAGE_BYTES) {
            long address = tables.vmemmapAddress(offset);
            if (!tables.populateToPte(address)) {
                isComplete = false;
                break;
            }
            if (tables.pfnAt(address) >= 0) {
                continue;
            }
            long page = pages.allocate(0, AllocationSite.BASE_PAGE);
            if (page == StructPage.NO_PAGE) {
                isComplete = false;
                break;
            }
            tables.setBase(address, vmemmap.pfnOf(page));
            window.mapPage(virtual(offset));
            nrBasePages++;
        }
        return isComplete;
    }

    private void freeBlock(long offset, long address) {
        long pfn = tables.clear(address);
        window.unmap(virtual(offset), PageAllocator.HUGE_PAGES);
        counters.add(Counter.PAGES_LEAKED, PageAllocator.HUGE_PAGES - 1);
        pages.putAndFree(vmemmap.pageOf(pfn), PageAllocator.HUGE_ORDER);
        nrBlocks--;
    }

    private void freeBase(long start, long end) {
        for (long offset = start; offset < end; offset += PageAllocator.PAGE_BYTES) {
            long address = tables.vmemmapAddress(offset);
            if (tables.pfnAt(address) >= 0) {
                long pfn = tables.clear(address);
                window.unmap(virtual(offset), 1);
                pages.putAndFree(vmemmap.pageOf(pfn), 0);
                nrBasePages--;
            }
        }
    }

    private long virtual(long offset) {
        return vmemmap.pageOf(offset >>> StructPage.SIZE_SHIFT);
    }
}
