package dev.hmmbench.physmem;

import dev.hmmbench.memory.Mapping;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;

/**
 * A range of kernel addresses that pages are mapped into and out of: the vmemmap, the vmalloc area.
 *
 * <p>In a kernel, mapping a block is the store of one page-table entry. Here the content of a block
 * of 2 MiB stays at its kernel address once it was there, so that mapping it again costs no system
 * call: the page frame that is mapped is then one in name, and the direct map's memory of a frame
 * that is mapped for the first time goes back to the system. What a page holds after it was
 * allocated is undefined in the kernel, too. So all of a machine never takes more memory than it
 * manages, apart from blocks that are mapped in parts or whose frames were used directly
 * afterwards.
 *
 * <p>Safe for several threads.
 */
final class KernelWindow {

    private static final int BLOCK_SHIFT = PageAllocator.PAGE_SHIFT + PageAllocator.HUGE_ORDER;

    private final Mapping range;
    private final DirectMap directMap;
    private final Backing backing;
    private final Map<Integer, Block> blocks = new HashMap<>();
    private final LinkedHashSet<Block> idle = new LinkedHashSet<>();

    /** A block that was mapped at least once. */
    private static final class Block {
        private final int index;
        private int mappedPages;
        private boolean isTouched;

        Block(int index) {
            this.index = index;
        }
    }

    /** Makes a window of a range that is reserved. */
    KernelWindow(Mapping range, DirectMap directMap, Backing backing) {
        this.range = range;
        this.directMap = directMap;
        this.backing = backing;
    }

    /** Maps a block of 2 MiB at an address. */
    synchronized void mapBlock(long pfn, long address) {
        boolean isGivenUp = directMap.giveUpBlock(pfn);
        Block block = opened(address);
        if (!block.isTouched && !isGivenUp) {
            discardOldestIdle();
        }
        use(block, PageAllocator.HUGE_PAGES);
    }

    /** Maps one page at an address. */
    synchronized void mapPage(long address) {
        use(opened(address), 1);
    }

    /** Takes pages away from an address on, none of them beyond its block of 2 MiB. */
    synchronized void unmap(long address, int nrPages) {
        Block block = Objects.requireNonNull(blocks.get(indexOf(address)));
        block.mappedPages -= nrPages;
        assert block.mappedPages >= 0 : "unmapped twice: 0x" + Long.toHexString(address);
        if (block.mappedPages == 0) {
            idle.add(block);
        }
    }

    /** Gives the memory of all blocks that are not mapped back to the system. */
    synchronized void discardIdle() {
        idle.forEach(this::discard);
    }

    private Block opened(long address) {
        int index = indexOf(address);
        Block block = blocks.get(index);
        if (block == null) {
            block = new Block(index);
            range.open(offsetOf(block), 1L << BLOCK_SHIFT, backing.pages());
            blocks.put(index, block);
        }
        return block;
    }

    private void use(Block block, int nrPages) {
        idle.remove(block);
        block.mappedPages += nrPages;
        assert block.mappedPages <= PageAllocator.HUGE_PAGES : "mapped twice";
        if (!block.isTouched && backing.isTouched()) {
            range.touch(offsetOf(block), 1L << BLOCK_SHIFT);
        }
        block.isTouched = true;
    }

    private void discardOldestIdle() {
        idle.stream().filter(block -> block.isTouched).findFirst().ifPresent(this::discard);
    }

    private void discard(Block block) {
        if (block.isTouched) {
            range.discard(offsetOf(block), 1L << BLOCK_SHIFT);
            block.isTouched = false;
        }
    }

    private int indexOf(long address) {
        return Math.toIntExact(address - range.address() >>> BLOCK_SHIFT);
    }

    private static long offsetOf(Block block) {
        return (long) block.index << BLOCK_SHIFT;
    }
}
