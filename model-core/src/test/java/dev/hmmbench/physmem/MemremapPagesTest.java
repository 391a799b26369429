package dev.hmmbench.physmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hmmbench.count.Counter;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPages;
import dev.hmmbench.physmem.MemremapPages.PrivateMemory;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.platform.PageTableLevels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Protects the checks of memremap_pages(), their order and their undoing, for ranges that the
 * search for a free region would never choose.
 */
class MemremapPagesTest {

    private static final long SECTION_BYTES = 128L << 20;
    private static final long HIGH = 1L << 45;
    private static final PagemapOps OPS = new PagemapOps() {
        @Override
        public boolean hasFolioFree() {
            return true;
        }

        @Override
        public boolean hasMigrateToRam() {
            return true;
        }
    };

    private final PhysicalMemory memory =
            new PhysicalMemory(Machine.reference(), BootOptions.pooled(64L << 20));

    @AfterEach
    void close() {
        memory.validate();
        memory.close();
    }

    @Test
    void map_oneSection_initialisesEveryPage() {
        Pagemap pagemap = map(HIGH, SECTION_BYTES);
        assertThat(StructPages.findNotInitialised(
                        memory.vmemmap().pageOf(pagemap.firstNumber()), pagemap.nrPages(),
                        PageFlags.zoneDevice(3), pagemap.address()))
                .isEqualTo(-1);
        assertThat(memory.migrateType(pagemap.firstNumber())).isEqualTo(1);
        assertThat(memory.migrateType(pagemap.firstNumber() + pagemap.nrPages() - 1))
                .isEqualTo(1);
    }

    @Test
    void unmap_givesEverythingBack() {
        release(map(HIGH, SECTION_BYTES));
        MemoryTotals before = memory.totals();
        Pagemap pagemap = map(HIGH, 3 * SECTION_BYTES);
        assertThat(memory.totals().sections()).isEqualTo(before.sections() + 3);
        assertThat(memory.totals().vmemmapBlocks()).isEqualTo(3);
        memory.validate();
        release(pagemap);
        assertThat(memory.totals()).isEqualTo(before);
    }

    @Test
    void unmap_losesAllButOnePageOfEachBlock() {
        release(map(HIGH, 2 * SECTION_BYTES));
        assertThat(memory.counters().get(Counter.PAGES_LEAKED)).isEqualTo(2 * 511);
        assertThat(memory.counters().get(Counter.GRACE_PERIODS)).isEqualTo(4);
    }

    @Test
    void map_partOfSection_usesBasePages() {
        Pagemap pagemap = map(HIGH + (2L << 20), 4L << 20);
        assertThat(memory.totals().vmemmapBlocks()).isZero();
        assertThat(memory.totals().vmemmapPages()).isEqualTo(16);
        assertThat(memory.isPfnValid(pagemap.firstNumber())).isTrue();
        assertThat(memory.isPfnValid(pagemap.firstNumber() - 1)).isFalse();
        assertThat(memory.isPfnValid(pagemap.firstNumber() + pagemap.nrPages())).isFalse();
        release(pagemap);
        assertThat(memory.totals().vmemmapPages()).isZero();
    }

    @Test
    void map_hugeBlocksRefused_fallsBackToBasePages() {
        memory.allocationPlan().refuseAll(AllocationSite.HUGE_BLOCK);
        Pagemap pagemap = map(HIGH, SECTION_BYTES);
        assertThat(memory.totals().vmemmapPages()).isEqualTo(512);
        release(pagemap);
        assertThat(memory.totals().vmemmapPages()).isZero();
    }

    @Test
    void map_overlapsAnotherPagemap_isEnomem() {
        Pagemap first = map(HIGH, SECTION_BYTES);
        assertRefused(RefusedException.ENOMEM, HIGH, SECTION_BYTES);
        assertRefused(RefusedException.ENOMEM, HIGH - SECTION_BYTES, 2 * SECTION_BYTES);
        release(first);
    }

    /** Both ends alone are looked up; the store in between goes over the inner range, for good. */
    @Test
    void map_aroundAnotherPagemap_isEexistAndForgetsTheInnerOne() {
        Pagemap inner = map(HIGH, SECTION_BYTES);
        long sections = memory.totals().sections();
        assertThat(memory.pagemapAt(inner.firstNumber())).isEqualTo(inner.address());
        Pagemap outer = newPagemap(HIGH - SECTION_BYTES, 3 * SECTION_BYTES);
        assertThat(errnoOf(outer)).isEqualTo(RefusedException.EEXIST);
        assertThat(memory.totals().sections()).isEqualTo(sections);
        assertThat(memory.isPfnValid(inner.firstNumber())).isTrue();
        assertThat(memory.pagemapAt(inner.firstNumber())).isZero();
    }

    @Test
    void map_overSystemRam_isEnxio() {
        long ram = memory.machine().systemRam().getLast().end() - SECTION_BYTES;
        assertRefused(RefusedException.ENXIO, ram, SECTION_BYTES);
    }

    @Test
    void map_notWholeSubsections_isEinvalWithWarning() {
        assertRefused(RefusedException.EINVAL, HIGH, 4096);
        assertThat(memory.warnings().count("__add_pages: misaligned range")).isEqualTo(1);
    }

    @Test
    void map_beyondPhysmemEnd_isEinval() {
        long end = Limits.lastOfWidth(46) + 1;
        assertRefused(RefusedException.EINVAL, end, SECTION_BYTES);
        assertRefused(RefusedException.EINVAL, end - SECTION_BYTES, 2 * SECTION_BYTES);
    }

    @Test
    void map_privateMemoryRefused_isEinvalWithWarning() {
        Pagemap pagemap = newPagemap(HIGH, SECTION_BYTES);
        assertThatThrownBy(() -> memory.memremapPages()
                        .map(pagemap, 0, PrivateMemory.REFUSED, Stage.Listener.NONE))
                .isInstanceOfSatisfying(RefusedException.class,
                        e -> assertThat(e.errno()).isEqualTo(RefusedException.EINVAL));
        assertThat(memory.warnings().all()).hasSize(1);
    }

    @Test
    void map_coherentMemory_isAcceptedByBothKernels() {
        Pagemap pagemap = memory.pagemaps().allocate(PagemapType.COHERENT, OPS, 1, "test");
        DevPagemap.setRange(pagemap.address(), HIGH, HIGH + SECTION_BYTES - 1);
        memory.memremapPages().map(pagemap, 0, PrivateMemory.REFUSED, Stage.Listener.NONE);
        long page = memory.vmemmap().pageOf(pagemap.firstNumber());
        assertThat(DevicePages.isZoneDevice(page)).isTrue();
        assertThat(DevicePages.isPrivate(page)).isFalse();
        release(pagemap);
    }

    /** With five levels PMD and PUD tables are given back; only the P4D table stays. */
    @Test
    void map_withFiveLevels_givesItsTablesBack() {
        Machine machine = Machine.reference();
        Limits limits = Limits.x86(52, PageTableLevels.FIVE);
        try (PhysicalMemory large = new PhysicalMemory(
                machine.withLimits(limits), BootOptions.pooled(32L << 20))) {
            cycle(large);
            long free = large.ram().nrFree();
            cycle(large);
            assertThat(large.ram().nrFree()).isEqualTo(free);
            assertThat(large.counters().get(Counter.PAGE_TABLES_ALLOCATED)).isEqualTo(3 + 2);
        }
    }

    private void assertRefused(int errno, long start, long sizeBytes) {
        MemoryTotals before = memory.totals();
        Pagemap pagemap = newPagemap(start, sizeBytes);
        assertThat(errnoOf(pagemap)).isEqualTo(errno);
        memory.pagemaps().free(pagemap);
        memory.validate();
        assertThat(memory.totals()).isEqualTo(before);
    }

    private int errnoOf(Pagemap pagemap) {
        return catchThrowableOfType(RefusedException.class, () -> memory.memremapPages()
                .map(pagemap, 3, PrivateMemory.ACCEPTED, Stage.Listener.NONE)).errno();
    }

    private static void cycle(PhysicalMemory large) {
        Pagemap pagemap = large.pagemaps().allocate(PagemapType.PRIVATE, OPS, 1, "test");
        DevPagemap.setRange(pagemap.address(), 1L << 51, (1L << 51) + SECTION_BYTES - 1);
        large.memremapPages().map(pagemap, 0, PrivateMemory.ACCEPTED, Stage.Listener.NONE);
        large.validate();
        large.memremapPages().unmap(pagemap, Stage.Listener.NONE);
        large.pagemaps().free(pagemap);
        large.validate();
    }

    private Pagemap map(long start, long sizeBytes) {
        Pagemap pagemap = newPagemap(start, sizeBytes);
        memory.memremapPages().map(pagemap, 3, PrivateMemory.ACCEPTED, Stage.Listener.NONE);
        return pagemap;
    }

    private void release(Pagemap pagemap) {
        memory.memremapPages().unmap(pagemap, Stage.Listener.NONE);
        memory.pagemaps().free(pagemap);
    }

    private Pagemap newPagemap(long start, long sizeBytes) {
        Pagemap pagemap = memory.pagemaps().allocate(PagemapType.PRIVATE, OPS, 1, "test");
        DevPagemap.setRange(pagemap.address(), start, start + sizeBytes - 1);
        return pagemap;
    }
}
