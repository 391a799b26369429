package dev.hmmbench.physmem;

import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Mapping.Pages;
import dev.hmmbench.platform.PhysicalRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * All physical memory at one address plus the physical address. Only the managed part of RAM is
 * backed.
 *
 * <p>Models arch/x86/include/asm/page_64.h, __va(), 6.19. Fidelity: modelled.
 */
public final class DirectMap implements AutoCloseable {

    private final Mapping range;
    private final List<Mapping> origins = new ArrayList<>();
    /** Blocks of 2 MiB whose memory went to a window of other kernel addresses. */
    private final BitSet givenUp = new BitSet();
    private final long base;

    /**
     * Maps the pieces of managed RAM; every piece starts and ends at a multiple of 2 MiB.
     *
     * @param endBytes physical address that the map ends at, a multiple of the page size
     */
    DirectMap(List<PhysicalRange> pieces, long endBytes, Backing backing) {
        this.range = Mapping.reserve(endBytes);
        this.base = range.address();
        for (PhysicalRange piece : pieces) {
            map(piece, backing);
        }
    }

    /** Returns where the content of a page frame lies. */
    public long addressOf(long pfn) {
        return base + (pfn << PageAllocator.PAGE_SHIFT);
    }

    /** Returns the page frame that an address of this map lies in. */
    public long pfnOf(long address) {
        return address - base >>> PageAllocator.PAGE_SHIFT;
    }

    /** Tells whether an address lies in this map. */
    public boolean contains(long address) {
        return range.contains(address);
    }

    /** Backs page frames of a device, which read as zeroes. */
    void open(long pfn, long nrPages) {
        long offset = pfn << PageAllocator.PAGE_SHIFT;
        long bytes = nrPages << PageAllocator.PAGE_SHIFT;
        range.open(offset, bytes, Pages.BASE);
        range.discard(offset, bytes);
    }

    /**
     * Gives the backing of page frames back to the system: they read as zeroes, after a page
     * fault.
     */
    void discard(long pfn, long nrPages) {
        range.discard(pfn << PageAllocator.PAGE_SHIFT, nrPages << PageAllocator.PAGE_SHIFT);
    }

    /**
     * Gives the backing of a 2 MiB block back to the system, because its content will lie at
     * another address; tells whether it did, which it does once for each block.
     */
    boolean giveUpBlock(long pfn) {
        int block = Math.toIntExact(pfn >>> PageAllocator.HUGE_ORDER);
        if (givenUp.get(block)) {
            return false;
        }
        givenUp.set(block);
        discard(pfn, PageAllocator.HUGE_PAGES);
        return true;
    }

    /** Unmaps all memory. */
    @Override
    public void close() {
        range.close();
        origins.forEach(Mapping::close);
    }

    private void map(PhysicalRange piece, Backing backing) {
        Mapping origin = Mapping.map(piece.sizeBytes(), backing.pages());
        origins.add(origin);
        if (backing.isTouched()) {
            origin.touch();
        }
        Mapping.movePages(origin.address(), base + piece.start(), piece.sizeBytes());
    }
}
