package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;

/**
 * Small objects in kernel memory, by size class. Free objects are linked through their first word.
 *
 * <p>Models mm/slub.c, kmalloc() and kfree(), 6.19. Fidelity: simplified (one list per size class,
 * refilled by slabs of 32 KiB that are never given back).
 */
final class Slab {

    /** Bytes of the largest object: KMALLOC_MAX_CACHE_SIZE. */
    static final int MAX_BYTES = 8192;
    /** The address that stands for "no object". */
    static final long NONE = 0;

    private static final int[] CLASS_BYTES = {
        8, 16, 32, 64, 96, 128, 192, 256, 512, 1024, 2048, 4096, MAX_BYTES
    };
    private static final int SLAB_ORDER = 3;

    private final PageAllocator pages;
    private final AllocationPlan plan;
    private final Counters counters;
    private final long[] freeByClass = new long[CLASS_BYTES.length];
    private long nrObjects;
    private long nrInUse;
    private long bytesInUse;
    private long nrSlabs;

    Slab(PageAllocator pages, AllocationPlan plan, Counters counters) {
        this.pages = pages;
        this.plan = plan;
        this.counters = counters;
    }

    /** Takes a cleared object: kzalloc(). Returns {@link #NONE} if there is no memory. */
    synchronized long allocateZeroed(int sizeBytes) {
        long object = allocate(sizeBytes);
        if (object != NONE) {
            Memory.zero(object, CLASS_BYTES[classOf(sizeBytes)]);
        }
        return object;
    }

    /** Takes an object that holds whatever it held before: kmalloc(). */
    synchronized long allocate(int sizeBytes) {
        if (!plan.admits(AllocationSite.SLAB_OBJECT)) {
            return NONE;
        }
        int index = classOf(sizeBytes);
        if (freeByClass[index] == NONE && !refill(index)) {
            return NONE;
        }
        long object = freeByClass[index];
        freeByClass[index] = Memory.getLong(object);
        nrInUse++;
        bytesInUse += CLASS_BYTES[index];
        counters.increment(Counter.SLAB_OBJECTS_ALLOCATED);
        return object;
    }

    /** Gives an object of {@code sizeBytes} bytes back: kfree(). */
    synchronized void free(long object, int sizeBytes) {
        int index = classOf(sizeBytes);
        Memory.putLong(object, freeByClass[index]);
        freeByClass[index] = object;
        nrInUse--;
        bytesInUse -= CLASS_BYTES[index];
        assert nrInUse >= 0 : "an object was freed twice";
        counters.increment(Counter.SLAB_OBJECTS_FREED);
    }

    /** Returns objects that are taken. */
    synchronized long nrInUse() {
        return nrInUse;
    }

    /** Returns bytes of the objects that are taken, each with what its size class rounds up to. */
    synchronized long bytesInUse() {
        return bytesInUse;
    }

    /** Returns pages that slabs hold, which they never give back. */
    synchronized long nrPages() {
        return nrSlabs << SLAB_ORDER;
    }

    /** Walks the lists of free objects and counts. */
    synchronized void validate() {
        long found = nrInUse;
        for (long first : freeByClass) {
            for (long free = first; free != NONE && found <= nrObjects;
                    free = Memory.getLong(free)) {
                found++;
            }
        }
        if (found != nrObjects) {
            throw new AssertionError(found + " slab objects used or free, not " + nrObjects);
        }
    }

    private boolean refill(int index) {
        long slab = pages.allocate(SLAB_ORDER, AllocationSite.SLAB_OBJECT);
        if (slab == StructPage.NO_PAGE) {
            return false;
        }
        nrSlabs++;
        long address = pages.addressOf(slab);
        int sizeBytes = CLASS_BYTES[index];
        long nrInSlab = (PageAllocator.PAGE_BYTES << SLAB_ORDER) / sizeBytes;
        nrObjects += nrInSlab;
        for (long i = nrInSlab - 1; i >= 0; i--) {
            long object = address + i * sizeBytes;
            Memory.putLong(object, freeByClass[index]);
            freeByClass[index] = object;
        }
        return true;
    }

    private static int classOf(int sizeBytes) {
        for (int index = 0; index < CLASS_BYTES.length; index++) {
            if (sizeBytes <= CLASS_BYTES[index]) {
                return index;
            }
        }
        throw new IllegalArgumentException("a slab object of " + sizeBytes + " bytes");
    }
}
