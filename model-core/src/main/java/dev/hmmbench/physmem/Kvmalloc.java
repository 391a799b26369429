package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import java.util.HashMap;
import java.util.Map;

/**
 * Kernel memory of any size: physically contiguous where it is small enough and can be had, mapped
 * page by page otherwise.
 *
 * <p>Models mm/slub.c, __kvmalloc_node_noprof() and kvfree(), 6.19. Fidelity: modelled (the
 * clearing of __GFP_ZERO is one pass over what was allocated, {@link #zero}, so that it can be
 * timed by itself).
 */
public final class Kvmalloc {

    /** The address that stands for "no memory". */
    public static final long NONE = Slab.NONE;
    /** The name of the warning about a size above {@link Integer#MAX_VALUE}. */
    public static final String TOO_LARGE = "kvmalloc: size above INT_MAX";

    /** What kvmalloc(0) returns: ZERO_SIZE_PTR, which may not be touched. */
    private static final long ZERO_SIZE = 16;

    private final PageAllocator pages;
    private final Slab slab;
    private final Vmalloc vmalloc;
    private final Warnings warnings;
    private final Counters counters;
    private final Map<Long, Integer> blockOrders = new HashMap<>();
    private final Map<Long, Integer> objectBytes = new HashMap<>();

    Kvmalloc(
            PageAllocator pages,
            Slab slab,
            Vmalloc vmalloc,
            Warnings warnings,
            Counters counters) {
        this.pages = pages;
        this.slab = slab;
        this.vmalloc = vmalloc;
        this.warnings = warnings;
        this.counters = counters;
    }

    /**
     * Allocates memory with undefined content.
     *
     * @param sizeBytes not negative; more than {@link Integer#MAX_VALUE} fails with a warning
     * @return the address, or {@link #NONE}
     */
    public long allocate(long sizeBytes) {
        if (sizeBytes == 0) {
            return ZERO_SIZE;
        }
        if (sizeBytes <= Slab.MAX_BYTES) {
            return allocateObject((int) sizeBytes);
        }
        int order = orderOf(sizeBytes);
        long block = order <= PageAllocator.MAX_ORDER
                ? pages.allocate(order, AllocationSite.KMALLOC_BLOCK) : StructPage.NO_PAGE;
        if (block != StructPage.NO_PAGE) {
            blockOrders.put(pages.addressOf(block), order);
            return pages.addressOf(block);
        }
        if (sizeBytes > Integer.MAX_VALUE) {
            warnings.warnOnce(TOO_LARGE);
            return NONE;
        }
        return vmalloc.allocate(sizeBytes);
    }

    /** Clears all that was allocated at an address, the part behind the requested size included. */
    public void zero(long address) {
        long sizeBytes = sizeOf(address);
        if (sizeBytes > 0) {
            Memory.zero(address, sizeBytes);
            counters.add(Counter.BYTES_ZEROED, sizeBytes);
        }
    }

    /** Returns bytes that were really taken at an address. */
    public long sizeOf(long address) {
        if (address == ZERO_SIZE) {
            return 0;
        }
        if (vmalloc.contains(address)) {
            return vmalloc.sizeOf(address);
        }
        Integer order = blockOrders.get(address);
        return order == null ? objectBytes.get(address) : PageAllocator.PAGE_BYTES << order;
    }

    /** Returns bytes taken at an address if more than a limit, else 0; 0 for no address. */
    long sizeAbove(long address, long limitBytes) {
        long sizeBytes = address == NONE ? 0 : sizeOf(address);
        return sizeBytes > limitBytes ? sizeBytes : 0;
    }

    /** Gives memory back: kvfree(). */
    public void free(long address) {
        if (address == ZERO_SIZE) {
            return;
        }
        if (vmalloc.contains(address)) {
            vmalloc.free(address);
            return;
        }
        Integer order = blockOrders.remove(address);
        if (order == null) {
            slab.free(address, objectBytes.remove(address));
        } else {
            pages.putAndFree(pages.pageAt(address), order);
        }
    }

    private long allocateObject(int sizeBytes) {
        long object = slab.allocate(sizeBytes);
        if (object != Slab.NONE) {
            objectBytes.put(object, sizeBytes);
        } else if (sizeBytes > PageAllocator.PAGE_BYTES) {
            return vmalloc.allocate(sizeBytes);
        }
        return object;
    }

    private static int orderOf(long sizeBytes) {
        long nrPages = sizeBytes + PageAllocator.PAGE_BYTES - 1 >>> PageAllocator.PAGE_SHIFT;
        return Long.SIZE - Long.numberOfLeadingZeros(nrPages - 1);
    }
}
