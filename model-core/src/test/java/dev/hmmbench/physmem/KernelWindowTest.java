package dev.hmmbench.physmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.platform.PhysicalRange;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Protects that mapping pages costs what a page-table entry costs: the content stays where it was,
 * and no more memory is taken than there is.
 */
class KernelWindowTest {

    private static final long BLOCK = Mapping.HUGE_BYTES;
    private static final int PAGES = PageAllocator.HUGE_PAGES;

    private final DirectMap directMap =
            new DirectMap(List.of(new PhysicalRange(0, 16 * BLOCK)), 16 * BLOCK, Backing.POOLED);
    private final Mapping range = Mapping.reserve(64 * BLOCK);
    private final KernelWindow window = new KernelWindow(range, directMap, Backing.POOLED);

    @AfterEach
    void close() {
        range.close();
        directMap.close();
    }

    @Test
    void block_mappedAgain_keepsItsContentWhateverTheFrame() {
        window.mapBlock(0, at(5));
        Memory.putLong(at(5) + 8, 42);
        window.unmap(at(5), PAGES);
        window.mapBlock(3 * PAGES, at(5));
        assertThat(Memory.getLong(at(5) + 8)).isEqualTo(42);
    }

    @Test
    void frame_mappedFirst_givesItsDirectMemoryBackOnce() {
        Memory.putLong(directMap.addressOf(PAGES), 7);
        window.mapBlock(PAGES, at(0));
        assertThat(Memory.getLong(directMap.addressOf(PAGES))).isZero();
        assertThat(directMap.giveUpBlock(PAGES)).isFalse();
    }

    /** The frame has no memory left to give, so a block that nobody maps gives its own. */
    @Test
    void frame_mappedElsewhere_takesTheMemoryOfAnIdleBlock() {
        window.mapBlock(0, at(1));
        Memory.putLong(at(1), 42);
        window.unmap(at(1), PAGES);
        window.mapBlock(0, at(2));
        assertThat(Memory.getLong(at(1))).isZero();
    }

    @Test
    void discardIdle_leavesMappedBlocksAlone() {
        window.mapBlock(0, at(1));
        window.mapBlock(PAGES, at(2));
        Memory.putLong(at(1), 1);
        Memory.putLong(at(2), 2);
        window.unmap(at(1), PAGES);
        window.discardIdle();
        assertThat(Memory.getLong(at(1))).isZero();
        assertThat(Memory.getLong(at(2))).isEqualTo(2);
    }

    @Test
    void pages_ofOneBlock_keepItUntilTheLastIsUnmapped() {
        window.mapPage(at(4));
        window.mapPage(at(4) + PageAllocator.PAGE_BYTES);
        Memory.putLong(at(4), 9);
        window.unmap(at(4) + PageAllocator.PAGE_BYTES, 1);
        window.discardIdle();
        assertThat(Memory.getLong(at(4))).isEqualTo(9);
        window.unmap(at(4), 1);
        window.discardIdle();
        assertThat(Memory.getLong(at(4))).isZero();
    }

    @Test
    void unmap_ofMoreThanWasMapped_isLoud() {
        window.mapPage(at(4));
        assertThatThrownBy(() -> window.unmap(at(4), 2)).isInstanceOf(AssertionError.class);
    }

    private long at(int block) {
        return range.address() + block * BLOCK;
    }
}
