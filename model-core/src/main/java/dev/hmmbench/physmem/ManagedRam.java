package dev.hmmbench.physmem;

import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Mapping.Pages;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.memory.StructPages;
import dev.hmmbench.platform.PhysicalRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Which part of System RAM the page allocator gets, and the struct pages that all of RAM has from
 * boot.
 *
 * <p>Lowest RAM first, so that page frame numbers and device-private offsets collide, as they do
 * on a real machine.
 */
final class ManagedRam {

    /** RAM below it holds the kernel itself. */
    private static final long KERNEL_END = 16L << 20;
    private static final long ALIGN = PageAllocator.LARGEST_BLOCK_BYTES;

    private ManagedRam() {}

    /** Chooses ranges of whole largest blocks, ascending, from the bottom of RAM. */
    static List<PhysicalRange> choose(List<PhysicalRange> ram, long wantedBytes) {
        List<PhysicalRange> pieces = new ArrayList<>();
        long left = wantedBytes + ALIGN - 1 & -ALIGN;
        for (PhysicalRange range : ram) {
            long start = Math.max(range.start(), KERNEL_END) + ALIGN - 1 & -ALIGN;
            long end = Math.min(range.end() & -ALIGN, start + left);
            if (start < end) {
                pieces.add(new PhysicalRange(start, end));
                left -= end - start;
            }
        }
        if (left > 0) {
            throw new IllegalArgumentException(
                    wantedBytes + " bytes to manage, " + left + " more than the machine has");
        }
        return pieces;
    }

    /**
     * Maps the struct pages of all sections that hold RAM into the vmemmap, untouched.
     *
     * @return what must be closed with the vmemmap
     */
    static List<Mapping> mapStructPages(
            Vmemmap vmemmap, List<PhysicalRange> ram, int sectionBits) {
        long sectionBytes = 1L << sectionBits;
        List<Mapping> origins = new ArrayList<>();
        long done = 0;
        for (PhysicalRange range : ram) {
            long start = Math.max(range.start() & -sectionBytes, done);
            long end = range.end() + sectionBytes - 1 & -sectionBytes;
            if (start < end) {
                long sizeBytes = end - start >>> PageAllocator.PAGE_SHIFT - StructPage.SIZE_SHIFT;
                Mapping origin = Mapping.map(sizeBytes, Pages.HUGE);
                origins.add(origin);
                long first = vmemmap.pageOf(start >>> PageAllocator.PAGE_SHIFT);
                Mapping.movePages(origin.address(), first, sizeBytes);
                done = end;
            }
        }
        return origins;
    }

    /** Initialises the struct pages of what the page allocator gets. */
    static void initialiseStructPages(Vmemmap vmemmap, List<PhysicalRange> pieces) {
        long flags = PageFlags.initial(PageFlags.ZONE_NORMAL, 0);
        for (PhysicalRange piece : pieces) {
            StructPages.initialiseFree(
                    vmemmap.pageOf(piece.start() >>> PageAllocator.PAGE_SHIFT),
                    piece.sizeBytes() >>> PageAllocator.PAGE_SHIFT,
                    flags);
        }
    }
}
