package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Memory that is contiguous in addresses alone, mapped by 2 MiB pages where possible.
 *
 * <p>Models mm/vmalloc.c, __vmalloc_node_range() with VM_ALLOW_HUGE_VMAP and vfree(), 6.19.
 * Fidelity: modelled (nodes are ignored, as there is memory on one alone; clearing is a pass of
 * the caller's).
 */
final class Vmalloc {

    private static final long HUGE_BYTES = PageAllocator.PAGE_BYTES << PageAllocator.HUGE_ORDER;
    /** Unmapped pages that may wait for one flush: lazy_max_pages() with two CPUs. */
    private static final long LAZY_MAX_PAGES = 2 * (32L << 20 >>> PageAllocator.PAGE_SHIFT);

    private final VmallocAddresses addresses = new VmallocAddresses();
    private final Map<Long, VmallocArea> areas = new HashMap<>();
    private final KernelPageTables tables;
    private final PageAllocator pages;
    private final DirectMap directMap;
    private final Slab slab;
    private final Counters counters;
    private long lazyPages;

    Vmalloc(
            KernelPageTables tables,
            PageAllocator pages,
            DirectMap directMap,
            Slab slab,
            Counters counters) {
        this.tables = tables;
        this.pages = pages;
        this.directMap = directMap;
        this.slab = slab;
        this.counters = counters;
    }

    /** Which pages an area may be mapped by. */
    private enum PageSize {
        HUGE(PageAllocator.HUGE_ORDER),
        BASE(0);

        private final int order;

        PageSize(int order) {
            this.order = order;
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
            long address = allocate(sizeBytes, PageSize.HUGE);
            if (address != Slab.NONE) {
                return address;
            }
        }
        return allocate(sizeBytes, PageSize.BASE);
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
                if (pages.pageOf(pfn) != pageAt(area, i)) {
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

    private long allocate(long sizeBytes, PageSize pageSize) {
        long rounded = sizeBytes + pageSize.bytes() - 1 & -pageSize.bytes();
        VmallocArea area = reserve(rounded, pageSize.bytes());
        if (area == null) {
            return Slab.NONE;
        }
        long taken = takePages(area, pageSize);
        if (taken < area.nrPages()) {
            freePages(area, taken);
            release(area);
            return Slab.NONE;
        }
        long mapped = map(area, pageSize);
        if (mapped < area.nrPages()) {
            unmap(area, mapped);
            freePages(area, area.nrPages());
            release(area);
            return Slab.NONE;
        }
        areas.put(area.address(), area);
        return area.address();
    }

    private @Nullable VmallocArea reserve(
            long sizeBytes, long alignBytes) {
        long nrPages = sizeBytes >>> PageAllocator.PAGE_SHIFT;
        long descriptor = slab.allocateZeroed(VmallocArea.DESCRIPTOR_BYTES);
        if (descriptor == Slab.NONE) {
            return null;
        }
        long node = slab.allocate(VmallocArea.NODE_BYTES);
        if (node == Slab.NONE) {
            slab.free(descriptor, VmallocArea.DESCRIPTOR_BYTES);
            return null;
        }
        long address = addresses.reserve(sizeBytes, alignBytes);
        long list = address == Slab.NONE ? Slab.NONE : allocateList(nrPages * Long.BYTES);
        VmallocArea area =
                new VmallocArea(address, sizeBytes, list, nrPages, descriptor, node);
        if (list == Slab.NONE) {
            releaseWithoutList(area);
            return null;
        }
        return area;
    }

    private long allocateList(long sizeBytes) {
        long list = sizeBytes > PageAllocator.PAGE_BYTES
                ? allocate(sizeBytes) : slab.allocate((int) sizeBytes);
        if (list != Slab.NONE) {
            Memory.zero(list, sizeBytes);
        }
        return list;
    }

    private void release(VmallocArea area) {
        if (area.pageListBytes() > PageAllocator.PAGE_BYTES) {
            free(area.pageList());
        } else {
            slab.free(area.pageList(), (int) area.pageListBytes());
        }
        releaseWithoutList(area);
    }

    private void releaseWithoutList(VmallocArea area) {
        if (area.address() != Slab.NONE) {
            addresses.release(area.address(), area.sizeBytes());
        }
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
                Memory.putLong(area.pageList() + taken++ * Long.BYTES,
                        page + ((long) i << StructPage.SIZE_SHIFT));
            }
        }
        return taken;
    }

    private void freePages(VmallocArea area, long nrPages) {
        for (long i = 0; i < nrPages; i++) {
            pages.putAndFree(pageAt(area, i), 0);
        }
    }

    /** Maps the listed pages; returns how many there were tables for. */
    private long map(VmallocArea area, PageSize pageSize) {
        FrameMover mover = new FrameMover(directMap);
        long mapped = 0;
        while (mapped < area.nrPages()) {
            long address = area.address() + (mapped << PageAllocator.PAGE_SHIFT);
            long pfn = pages.pfnOf(pageAt(area, mapped));
            if (pageSize == PageSize.HUGE) {
                if (!tables.populateToPmd(kernelAddress(address))) {
                    break;
                }
                tables.setHuge(kernelAddress(address), pfn);
                mover.blockIn(pfn, address);
            } else {
                if (!tables.populateToPte(kernelAddress(address))) {
                    break;
                }
                tables.setBase(kernelAddress(address), pfn);
                mover.pageIn(pfn, address);
            }
            mapped += 1L << pageSize.order;
        }
        mover.finishIn();
        return mapped;
    }

    private void unmap(VmallocArea area, long nrPages) {
        FrameMover mover = new FrameMover(directMap);
        long unmapped = 0;
        while (unmapped < nrPages) {
            long address = area.address() + (unmapped << PageAllocator.PAGE_SHIFT);
            boolean isHuge = tables.isHuge(kernelAddress(address));
            long pfn = tables.clear(kernelAddress(address));
            if (isHuge) {
                mover.blockOut(pfn, address);
            } else {
                mover.pageOut(pfn, address);
            }
            unmapped += isHuge ? PageAllocator.HUGE_PAGES : 1;
        }
        mover.finishOut();
    }

    private static long pageAt(VmallocArea area, long index) {
        return Memory.getLong(area.pageList() + index * Long.BYTES);
    }

    private long kernelAddress(long address) {
        return tables.vmallocAddress(addresses.offsetOf(address));
    }

    private VmallocArea areaAt(long address) {
        return Objects.requireNonNull(areas.get(address),
                () -> "no vmalloc area at 0x" + Long.toHexString(address));
    }
}
