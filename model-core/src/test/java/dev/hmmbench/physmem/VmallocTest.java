package dev.hmmbench.physmem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.count.Counter;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.platform.Machine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Protects what an area costs: the same work each time, and none that the kernel does not do. */
class VmallocTest {

    private static final long MIB = 1L << 20;
    private static final long MANAGED_BYTES = 64 * MIB;
    /** An area of 8 blocks; its 4,096 struct pages are listed in 32 KiB, 8 base pages. */
    private static final long AREA_BYTES = 16 * MIB;

    private final PhysicalMemory memory =
            new PhysicalMemory(Machine.reference(), BootOptions.pooled(MANAGED_BYTES));
    private final Kvmalloc kvmalloc = memory.kvmalloc();

    @AfterEach
    void close() {
        memory.validate();
        memory.close();
    }

    @Test
    void allocate_again_costsTheSame() {
        kvmalloc.free(kvmalloc.allocate(AREA_BYTES));
        for (int i = 0; i < 4; i++) {
            memory.counters().reset();
            long area = kvmalloc.allocate(AREA_BYTES);
            assertCount(Counter.HUGE_BLOCKS_ALLOCATED, 8);
            assertCount(Counter.BASE_PAGES_ALLOCATED, 8);
            assertCount(Counter.PAGE_TABLE_ENTRIES_WRITTEN, 8 + 8);
            kvmalloc.free(area);
            assertCount(Counter.PAGE_TABLE_ENTRIES_WRITTEN, 2 * (8 + 8));
            assertThat(memory.warnings().all()).isEmpty();
        }
    }

    @Test
    void allocate_hugePages_mayRescheduleAfterEachBlockAndForTheList() {
        long area = kvmalloc.allocate(AREA_BYTES);
        assertCount(Counter.RESCHEDULE_POINTS, 8 + 1);
        kvmalloc.free(area);
    }

    @Test
    void allocate_basePages_mayRescheduleAfterEachHundred() {
        memory.allocationPlan().refuseAll(AllocationSite.KMALLOC_BLOCK);
        long area = kvmalloc.allocate(MIB);
        assertCount(Counter.RESCHEDULE_POINTS, 3);
        Memory.putLong(area + MIB - Long.BYTES, 1);
        kvmalloc.free(area);
    }

    @Test
    void free_mayRescheduleAfterEachPage() {
        long area = kvmalloc.allocate(AREA_BYTES);
        memory.counters().reset();
        kvmalloc.free(area);
        assertCount(Counter.RESCHEDULE_POINTS, 4096 + 8);
    }

    private void assertCount(Counter counter, long expected) {
        assertThat(memory.counters().get(counter)).as(counter.label()).isEqualTo(expected);
    }
}
