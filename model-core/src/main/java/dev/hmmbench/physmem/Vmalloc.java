package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.StructPage;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Memory that is contiguous in addresses alone, mapped by 2 MiB pages where possible.
 *
 * <p>Models mm/vmalloc.c, __vmalloc_node_range() with VM_ALLOW_HUGE_VMAP and vfree(), 6.19.
 * Fidelity: simplified (nodes are ignored, as there is memory on one alone; clearing is a pass of
 * the caller's; base pages are taken one by one, in the batches of the bulk allocator, and larger
 * blocks are not tried for them).
 */
final class Vmalloc {

    private static final long HUGE_BYTES = PageAllocator.PAGE_BYTES << PageAllocator.HUGE_ORDER;
    /** Unmapped pages that may wait for one flush: lazy_max_pages() with two CPUs. */
    private static final long LAZY_MAX_PAGES = 2 * (32L << 20 >>> PageAllocator.PAGE_SHIFT);

    private final VmallocAddresses addresses;
    private final Map<Long, VmallocArea> areas = new HashMap<>();
    private final KernelPageTables tables;
    private final PageAllocator pages;
    private final KernelWindow window;
    private final Slab slab;
    private final Counters counters;
    private long lazyPages;

    Vmalloc(
            KernelPageTables tables,
            PageAllocator pages,
            VmallocAddresses addresses,
            KernelWindow window,
            Slab slab,
            Counters counters) {
        this.tables = tables;
        this.pages = pages;
        this.addresses = addresses;
        this.window = window;
        this.slab = slab;
        this.counters = counters;
    }

    /** Which pages an area may be mapped by. */
    private enum PageSize {
        HUGE(PageAllocator.HUGE_ORDER, PageAllocator.HUGE_PAGES),
        BASE(0, 100);

        private final int order;
        /** Pages asked for at once; the kernel may reschedule after each such request. */
        private final int pagesPerRequest;

        PageSize(int order, int pagesPerRequest) {
            this.order = order;
            this.pagesPerRequest = pagesPerRequest;
        }

        long bytes() {
            return PageAllocator.PAGE_BYTES << order;
        }
    }

    /**
     * Takes an area; its content is undefined.
     *
     * @param sizeBytes positive; rounded up to 2 MiB from there on
     * @return the address, or {@link Slab#NONE} if there is no memory; nothing is left behind
     */
    long allocate(long sizeBytes) {
        if (sizeBytes >= HUGE_BYTES) {
            VmallocArea area = allocate(sizeBytes, PageSize.HUGE);
            if (area != null) {
                return area.address();
            }
        }
        VmallocArea area = allocate(sizeBytes, PageSize.BASE);
        return area == null ? Slab.NONE : area.address();
    }

    /** Tells whether an address lies in the vmalloc area. */
    boolean contains(long address) {
        return addresses.contains(address);
    }

    /** Returns bytes of an area, rounded up as it was allocated. */
    long sizeOf(long address) {
        return areaAt(address).sizeBytes();
    }

    /** Gives an area back, 4 KiB by 4 KiB: vfree(). */
    void free(long address) {
        VmallocArea area = areaAt(address);
        areas.remove(address);
        unmap(area, area.nrPages());
        freePages(area, area.nrPages());
        lazyPages += area.nrPages();
        if (lazyPages > LAZY_MAX_PAGES) {
            lazyPages = 0;
            counters.increment(Counter.TLB_FLUSHES);
        }
        release(area);
    }

    /** Returns bytes of all areas in use, those that list the pages of others included. */
    long bytesInUse() {
        return areas.values().stream().mapToLong(VmallocArea::sizeBytes).sum();
    }

    /** Returns areas in use. */
    int nrAreas() {
        return areas.size();
    }

    /** Checks addresses, lists and tables against one another. */
    void validate() {
        addresses.validate();
        long used = 0;
        for (VmallocArea area : areas.values()) {
            used += area.sizeBytes() + PageAllocator.PAGE_BYTES;
            for (long i = 0; i < area.nrPages(); i++) {
                long address = area.address() + (i << PageAllocator.PAGE_SHIFT);
                long inBlock = tables.isHuge(kernelAddress(address))
                        ? (address & HUGE_BYTES - 1) >>> PageAllocator.PAGE_SHIFT : 0;
                long pfn = tables.pfnAt(kernelAddress(address)) + inBlock;
                if (pages.pageOf(pfn) != area.pageList().get(i)) {
                    throw new AssertionError("vmalloc page list and page table disagree at 0x"
                            + Long.toHexString(address));
                }
            }
        }
        if (used != addresses.usedBytes()) {
            throw new AssertionError("vmalloc areas take " + used + " bytes, not "
                    + addresses.usedBytes());
        }
    }

    void close() {
        addresses.close();
    }

    private @Nullable VmallocArea allocate(long sizeBytes, PageSize pageSize) {
        long rounded = sizeBytes + pageSize.bytes() - 1 & -pageSize.bytes();
        VmallocArea area = reserve(rounded, pageSize.bytes());
        if (area == null) {
            return null;
        }
        long taken = takePages(area, pageSize);
        if (taken < area.nrPages()) {
            freePages(area, taken);
            release(area);
            return null;
        }
        long mapped = map(area, pageSize);
        if (mapped < area.nrPages()) {
            unmap(area, mapped);
            freePages(area, area.nrPages());
            release(area);
            return null;
        }
        areas.put(area.address(), area);
        return area;
    }

    private @Nullable VmallocArea reserve(long sizeBytes, long alignBytes) {
        long descriptor = slab.allocateZeroed(VmallocArea.DESCRIPTOR_BYTES);
        if (descriptor == Slab.NONE) {
            return null;
        }
        long node = slab.allocate(VmallocArea.NODE_BYTES);
        if (node == Slab.NONE) {
            slab.free(descriptor, VmallocArea.DESCRIPTOR_BYTES);
            return null;
        }
        long nrPages = sizeBytes >>> PageAllocator.PAGE_SHIFT;
        long address = addresses.reserve(sizeBytes, alignBytes);
        PageList list = address == Slab.NONE ? null : allocateList(nrPages * Long.BYTES);
        if (list == null) {
            if (address != Slab.NONE) {
                addresses.release(address, sizeBytes);
            }
            slab.free(descriptor, VmallocArea.DESCRIPTOR_BYTES);
            slab.free(node, VmallocArea.NODE_BYTES);
            return null;
        }
        return new VmallocArea(address, sizeBytes, list, nrPages, descriptor, node);
    }

    /** Takes a cleared list; a large one is an area of base pages, whatever its size. */
    private @Nullable PageList allocateList(long sizeBytes) {
        PageList list;
        if (sizeBytes <= PageAllocator.PAGE_BYTES) {
            long object = slab.allocate((int) sizeBytes);
            if (object == Slab.NONE) {
                return null;
            }
            list = new PageList(object, sizeBytes);
        } else {
            VmallocArea area = allocate(sizeBytes, PageSize.BASE);
            if (area == null) {
                return null;
            }
            list = new PageList(area.address(), sizeBytes);
        }
        list.clear();
        return list;
    }

    private void release(VmallocArea area) {
        PageList list = area.pageList();
        if (list.sizeBytes() > PageAllocator.PAGE_BYTES) {
            free(list.address());
        } else {
            slab.free(list.address(), (int) list.sizeBytes());
        }
        addresses.release(area.address(), area.sizeBytes());
        slab.free(area.descriptor(), VmallocArea.DESCRIPTOR_BYTES);
        slab.free(area.node(), VmallocArea.NODE_BYTES);
    }

    /** Takes pages and lists each; returns how many could be had. */
    private long takePages(VmallocArea area, PageSize pageSize) {
        AllocationSite site = pageSize == PageSize.HUGE
                ? AllocationSite.HUGE_BLOCK : AllocationSite.BASE_PAGE;
        long taken = 0;
        while (taken < area.nrPages()) {
            long page = pages.allocate(pageSize.order, site);
            if (page == StructPage.NO_PAGE) {
                return taken;
            }
            pages.split(page, pageSize.order);
            for (int i = 0; i < 1 << pageSize.order; i++) {
                area.pageList().set(taken++, page + ((long) i << StructPage.SIZE_SHIFT));
            }
            if (taken % pageSize.pagesPerRequest == 0 || taken == area.nrPages()) {
                counters.increment(Counter.RESCHEDULE_POINTS);
            }
        }
        return taken;
    }

    /** Frees the first listed pages one by one; the kernel may reschedule after each. */
    private void freePages(VmallocArea area, long nrPages) {
        for (long i = 0; i < nrPages; i++) {
            pages.putAndFree(area.pageList().get(i), 0);
        }
        counters.add(Counter.RESCHEDULE_POINTS, nrPages);
    }

    /** Maps the listed pages; returns how many there were tables for. */
    private long map(VmallocArea area, PageSize pageSize) {
        long mapped = 0;
        while (mapped < area.nrPages()) {
            long address = area.address() + (mapped << PageAllocator.PAGE_SHIFT);
            long pfn = pages.pfnOf(area.pageList().get(mapped));
            if (pageSize == PageSize.HUGE) {
                if (!tables.populateToPmd(kernelAddress(address))) {
                    break;
                }
                tables.setHuge(kernelAddress(address), pfn);
                window.mapBlock(pfn, address);
            } else {
                if (!tables.populateToPte(kernelAddress(address))) {
                    break;
                }
                tables.setBase(kernelAddress(address), pfn);
                window.mapPage(address);
            }
            mapped += 1L << pageSize.order;
        }
        return mapped;
    }

    private void unmap(VmallocArea area, long nrPages) {
        long unmapped = 0;
        while (unmapped < nrPages) {
            long address = area.address() + (unmapped << PageAllocator.PAGE_SHIFT);
            int atOnce = tables.isHuge(kernelAddress(address)) ? PageAllocator.HUGE_PAGES : 1;
            tables.clear(kernelAddress(address));
            window.unmap(address, atOnce);
            unmapped += atOnce;
        }
    }

    private long kernelAddress(long address) {
        return tables.vmallocAddress(addresses.offsetOf(address));
    }

    private VmallocArea areaAt(long address) {
        return Objects.requireNonNull(areas.get(address),
                () -> "no vmalloc area at 0x" + Long.toHexString(address));
    }
}
