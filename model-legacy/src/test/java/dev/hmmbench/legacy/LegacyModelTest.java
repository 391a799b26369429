package dev.hmmbench.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hmmbench.count.Counter;
import dev.hmmbench.lib.FreeRegionSearch;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPages;
import dev.hmmbench.model.Driver;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.SmallMachine;
import dev.hmmbench.physmem.AllocationSite;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.MemoryTotals;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.physmem.WrongSpaceException;
import dev.hmmbench.platform.Machine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Protects what only the legacy design does: holes of the physical space, sections, hotplug. */
class LegacyModelTest {

    private static final long SECTION_BYTES = 128L << 20;
    private static final long SECTION_PAGES = SECTION_BYTES >> 12;

    private final PhysicalMemory memory =
            new PhysicalMemory(Machine.reference(), BootOptions.pooled(96L << 20));
    private final MemoryModel model = new LegacyProvider().open("legacy", memory);

    @BeforeEach
    void reset() {
        model.counters().reset();
    }

    @AfterEach
    void close() {
        model.validate();
        model.close();
        memory.close();
    }

    @Test
    void create_onePage_takesTheHighestSection() {
        Pagemap pagemap = create(Driver.PAGE_BYTES);
        assertThat(pagemap.nrPages()).isEqualTo(SECTION_PAGES);
        assertThat(pagemap.firstNumber() + pagemap.nrPages()).isEqualTo(memory.vmemmap().endPfn());
        assertThat(create(Driver.PAGE_BYTES).firstNumber())
                .isEqualTo(pagemap.firstNumber() - SECTION_PAGES);
    }

    @Test
    void create_takesTheHighestHoleAgain() {
        Pagemap top = create(SECTION_BYTES);
        long number = top.firstNumber();
        create(SECTION_BYTES);
        model.lifecycle().remove(top);
        assertThat(create(SECTION_BYTES).firstNumber()).isEqualTo(number);
    }

    @Test
    void create_countsItsWork() {
        create(4 * SECTION_BYTES);
        assertCount(Counter.TREE_WALKS, 0);
        assertCount(Counter.BYTES_ZEROED, 0);
        assertCount(Counter.REGION_PROBES, 1);
        assertCount(Counter.SECTIONS_ADDED, 4);
        assertCount(Counter.HUGE_BLOCKS_ALLOCATED, 4);
        assertCount(Counter.HOTPLUG_LOCK_WRITES, 1);
        assertCount(Counter.GRACE_PERIODS, 1);
        assertCount(Counter.STRUCT_PAGES_INITIALISED, 4 * SECTION_PAGES);
        assertCount(Counter.STRUCT_PAGE_BYTES_STORED, 4 * SECTION_PAGES * 64);
        assertCount(Counter.RESCHEDULE_POINTS, 4 + 4 * 64);
    }

    @Test
    void remove_countsItsWork() {
        Pagemap pagemap = create(4 * SECTION_BYTES);
        model.counters().reset();
        model.lifecycle().remove(pagemap);
        assertCount(Counter.SECTIONS_REMOVED, 4);
        assertCount(Counter.HUGE_BLOCKS_FREED, 4);
        assertCount(Counter.PAGES_LEAKED, 4 * 511);
        assertCount(Counter.TLB_FLUSHES, 4);
        assertCount(Counter.GRACE_PERIODS, 3);
    }

    @Test
    void create_searchesLiterally_likeTheFastSearch() {
        memory.setRegionSearch(FreeRegionSearch.SKIPPING);
        create(SECTION_BYTES);
        create(SECTION_BYTES);
        long fast = create(2 * SECTION_BYTES).firstNumber();
        model.lifecycle().remove(memory.pagemaps().all().getLast());
        memory.setRegionSearch(FreeRegionSearch.LITERAL);
        model.counters().reset();
        assertThat(create(2 * SECTION_BYTES).firstNumber()).isEqualTo(fast);
        assertCount(Counter.REGION_PROBES, 3);
    }

    @Test
    void create_noHole_isErangeAndLeavesNothing() {
        MemoryTotals before = memory.totals();
        assertThat(catchThrowableOfType(ModelException.class, () -> create(1L << 46)).errno())
                .isEqualTo(Errno.ERANGE);
        assertThat(memory.totals()).isEqualTo(before);
    }

    @Test
    void create_windowUpToTheTop_isErange() {
        try (PhysicalMemory full = new PhysicalMemory(
                        SmallMachine.filledByPciWindow(), BootOptions.pooled(64L << 20));
                MemoryModel onFull = new LegacyProvider().open("legacy", full)) {
            assertThat(catchThrowableOfType(ModelException.class,
                    () -> onFull.lifecycle().create(Driver.request(SECTION_BYTES))).errno())
                    .isEqualTo(Errno.ERANGE);
        }
    }

    @Test
    void remove_leavesTheWidenedZone() {
        long spanBefore = memory.deviceZone(0).nodeSpannedPages();
        Pagemap pagemap = create(SECTION_BYTES);
        long end = pagemap.firstNumber() + pagemap.nrPages();
        model.lifecycle().remove(pagemap);
        assertThat(memory.deviceZone(0).spannedPages()).isEqualTo(SECTION_PAGES);
        assertThat(memory.deviceZone(0).nodeSpannedPages())
                .isGreaterThan(spanBefore).isLessThanOrEqualTo(end);
    }

    @Test
    void remove_takesThePfnsAway() {
        Pagemap pagemap = create(SECTION_BYTES);
        long pfn = pagemap.firstNumber();
        assertThat(memory.isPfnValid(pfn)).isTrue();
        model.lifecycle().remove(pagemap);
        assertThat(memory.isPfnValid(pfn)).isFalse();
        assertThat(memory.pagemapAt(pfn)).isZero();
        assertThatThrownBy(() -> model.numbers().pageOf(pfn))
                .isInstanceOf(WrongSpaceException.class)
                .hasMessageContaining(Long.toHexString(pfn));
    }

    @Test
    void create_largeBlocksRefused_initialisesSinglePages() {
        memory.allocationPlan().refuseAll(AllocationSite.HUGE_BLOCK);
        Pagemap pagemap = create(SECTION_BYTES);
        assertCount(Counter.BASE_PAGES_ALLOCATED, 512 + memory.counters().get(
                Counter.PAGE_TABLES_ALLOCATED));
        assertThat(StructPages.findNotInitialised(model.numbers().pageOf(pagemap.firstNumber()),
                pagemap.nrPages(), PageFlags.zoneDevice(0), pagemap.address())).isEqualTo(-1);
    }

    /** Numbers of include/linux/swap.h, 6.19, with all optional kinds configured. */
    @Test
    void leafTypes_areThoseOf619() {
        LeafEntries entries = model.carriers().leafEntries();
        assertThat(entries.maxSwapFiles()).isEqualTo(24);
        assertThat(entries.typeOf(LeafKind.HWPOISON)).isEqualTo(24);
        assertThat(entries.typeOf(LeafKind.MIGRATION_READ)).isEqualTo(25);
        assertThat(entries.typeOf(LeafKind.MIGRATION_READ_EXCLUSIVE)).isEqualTo(26);
        assertThat(entries.typeOf(LeafKind.MIGRATION_WRITE)).isEqualTo(27);
        assertThat(entries.typeOf(LeafKind.DEVICE_WRITE)).isEqualTo(28);
        assertThat(entries.typeOf(LeafKind.DEVICE_READ)).isEqualTo(29);
        assertThat(entries.typeOf(LeafKind.DEVICE_EXCLUSIVE)).isEqualTo(30);
        assertThat(entries.typeOf(LeafKind.PTE_MARKER)).isEqualTo(31);
    }

    private void assertCount(Counter counter, long expected) {
        assertThat(model.counters().get(counter)).as(counter.label()).isEqualTo(expected);
    }

    private Pagemap create(long sizeBytes) {
        return model.lifecycle().create(Driver.request(sizeBytes));
    }
}
