package dev.hmmbench.devprivate;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.MapleTree;
import dev.hmmbench.lib.MapleWalk;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.KernelOopsException;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.physmem.DevPagemap;
import dev.hmmbench.physmem.DevicePages;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.physmem.Warnings;

/**
 * Device page numbers are offsets in a space of their own: a tree walk to the pagemap and an index
 * into its array; back through the page's pagemap, without a walk.
 *
 * <p>Models mm/memremap.c, device_private_offset_to_page() and device_private_page_to_offset(), v6
 * of the series. Fidelity: modelled.
 */
final class DevicePrivateNumbers implements Numbers {

    /** The name of the warning about a number that no pagemap holds. */
    static final String UNKNOWN_OFFSET = "device_private_offset_to_page: no pagemap";

    private static final int PAGE_SHIFT = 12;

    /** The read side by itself: the kernel's tree is static, so it has no pointer to follow. */
    private final MapleWalk walk;
    /**
     * Below it, read as a signed number, no pagemap can lie. What a reader without protection takes
     * for a pointer is a reference, a pivot or a gap of a node: each lies below it or is negative.
     */
    private final long lowestPointer;
    private final Warnings warnings;
    private final Counters counters;

    DevicePrivateNumbers(MapleTree tree, PhysicalMemory memory) {
        this.walk = tree.reader();
        this.lowestPointer = memory.ram().addressOf(memory.vmemmap().pageOf(0));
        this.warnings = memory.warnings();
        this.counters = memory.counters();
    }

    /**
     * Turns a number into its page.
     *
     * @throws KernelOopsException if the tree was read while it changed and gave no pointer
     */
    @Override
    public long pageOf(long number) {
        if (Counters.ENABLED) {
            counters.increment(Counter.NUMBERS_TO_PAGES);
        }
        long pgmap = walk.load(number << PAGE_SHIFT);
        if (pgmap < lowestPointer) {
            return missing(number, pgmap);
        }
        long index = number - (DevPagemap.start(pgmap) >>> PAGE_SHIFT);
        return DevPagemap.pages(pgmap) + (index << StructPage.SIZE_SHIFT);
    }

    @Override
    public long numberOf(long page) {
        if (Counters.ENABLED) {
            counters.increment(Counter.PAGES_TO_NUMBERS);
        }
        long pgmap = DevicePages.pgmapOf(page);
        long index = page - DevPagemap.pages(pgmap) >> StructPage.SIZE_SHIFT;
        return (DevPagemap.start(pgmap) >>> PAGE_SHIFT) + index;
    }

    private long missing(long number, long pgmap) {
        if (pgmap != 0) {
            throw new KernelOopsException("read through 0x" + Long.toHexString(pgmap)
                    + ", which the tree gave for offset 0x" + Long.toHexString(number));
        }
        warnings.warnOnce(UNKNOWN_OFFSET);
        return NO_PAGE;
    }
}
