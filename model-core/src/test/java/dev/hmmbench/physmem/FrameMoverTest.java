package dev.hmmbench.physmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.MemoryRefusedException;
import dev.hmmbench.platform.PhysicalRange;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Protects the content of moved page frames, and that a move in pieces does not go unnoticed. */
class FrameMoverTest {

    private static final long PAGE_BYTES = PageAllocator.PAGE_BYTES;

    private final DirectMap directMap = new DirectMap(
            List.of(new PhysicalRange(0, 2 * Mapping.HUGE_BYTES)), Backing.POOLED);
    private final Mapping area = Mapping.reserve(Mapping.HUGE_BYTES);
    private final Warnings warnings = new Warnings();
    private final FrameMover mover = new FrameMover(directMap, warnings);

    @AfterEach
    void close() {
        area.close();
        directMap.close();
    }

    @Test
    void blockIn_andOut_takesContentAlongInOneMove() {
        Memory.putLong(directMap.addressOf(PageAllocator.HUGE_PAGES), 42);
        mover.blockIn(PageAllocator.HUGE_PAGES, area.address());
        assertThat(Memory.getLong(area.address())).isEqualTo(42);
        Memory.putLong(area.address(), 43);
        mover.blockOut(PageAllocator.HUGE_PAGES, area.address());
        assertThat(Memory.getLong(directMap.addressOf(PageAllocator.HUGE_PAGES))).isEqualTo(43);
        assertThat(warnings.all()).isEmpty();
    }

    @Test
    void pageOut_pagesThatCameInApart_takesContentAlong() {
        Memory.putLong(directMap.addressOf(6), 6);
        Memory.putLong(directMap.addressOf(9), 9);
        mover.pageIn(9, area.address());
        mover.pageIn(6, area.address() + PAGE_BYTES);
        mover.finishIn();
        mover.pageOut(20, area.address());
        mover.pageOut(21, area.address() + PAGE_BYTES);
        mover.finishOut();
        assertThat(Memory.getLong(directMap.addressOf(20))).isEqualTo(9);
        assertThat(Memory.getLong(directMap.addressOf(21))).isEqualTo(6);
    }

    @Test
    void blockIn_refused_warnsOfEachHalvingAndThenSaysWhy() {
        assertThatThrownBy(() -> mover.blockIn(0, area.address() + 1))
                .isInstanceOf(MemoryRefusedException.class)
                .hasMessageContaining("mremap");
        assertThat(warnings.count(FrameMover.SPLIT)).isEqualTo(PageAllocator.HUGE_ORDER);
    }
}
