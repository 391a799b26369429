package dev.hmmbench.devprivate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hmmbench.count.Counter;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.ZoneDevice;
import dev.hmmbench.model.Driver;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.model.Phase;
import dev.hmmbench.model.SmallMachine;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.Kvmalloc;
import dev.hmmbench.physmem.MemoryTotals;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PercpuRef;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Protects what only the new design does, its faults among it: the report stands on them. */
class DevicePrivateModelTest {

    private static final long MIB = 1L << 20;
    private static final long PAGES_128_MIB = 32_768;

    private PhysicalMemory memory =
            new PhysicalMemory(Machine.reference(), BootOptions.pooled(96 * MIB));
    private MemoryModel model = new DevicePrivateProvider().open("devprivate", memory);

    @AfterEach
    void close() {
        model.validate();
        model.close();
        memory.validate();
        memory.close();
    }

    @Test
    void create_takesNumbersFromZeroUpwards_pageByPage() {
        assertThat(create(100_001 * Driver.PAGE_BYTES).firstNumber()).isZero();
        assertThat(create(Driver.PAGE_BYTES).firstNumber()).isEqualTo(100_001);
        assertThat(create(2 * MIB).firstNumber()).isEqualTo(100_002);
    }

    @Test
    void create_reusesTheLowestGapThatIsLargeEnough() {
        Pagemap small = create(MIB);
        create(Driver.PAGE_BYTES);
        Pagemap large = create(4 * MIB);
        create(Driver.PAGE_BYTES);
        long largeFirst = large.firstNumber();
        model.lifecycle().remove(small);
        model.lifecycle().remove(large);
        assertThat(create(2 * MIB).firstNumber()).isEqualTo(largeFirst);
        assertThat(create(MIB).firstNumber()).isZero();
    }

    @Test
    void create_asPosted_walksTheTreeForEveryPageAndClearsTwice() {
        assertCreation("devprivate", PAGES_128_MIB, PAGES_128_MIB * 64, 72, 0);
    }

    @Test
    void create_rcu_walksTheTreeForEveryPageAndClearsTwice() {
        assertCreation("devprivate+rcu", PAGES_128_MIB, PAGES_128_MIB * 64, 72, 0);
    }

    @Test
    void create_indexed_walksNeverAndStillClearsTwice() {
        assertCreation("devprivate+indexed", 0, PAGES_128_MIB * 64, 64, 0);
    }

    @Test
    void create_hoisted_walksNever() {
        assertCreation("devprivate+hoisted", 0, 0, 64, 64);
    }

    @Test
    void create_takesNoGlobalLockButTheTrees() {
        model.counters().reset();
        create(128 * MIB);
        assertCount(Counter.HOTPLUG_LOCK_WRITES, 0);
        assertCount(Counter.RESOURCE_LOCK_WRITES, 0);
        assertCount(Counter.GRACE_PERIODS, 0);
        assertCount(Counter.SECTIONS_ADDED, 0);
        assertCount(Counter.TREE_LOCKS, 1);
    }

    @Test
    void create_leavesThePhysicalSpaceAlone() {
        long regions = memory.totals().regions();
        create(128 * MIB);
        assertThat(memory.totals().regions()).isEqualTo(regions);
        assertThat(memory.deviceZone(0).spannedPages()).isZero();
    }

    @Test
    void create_arrayUpTo4MiB_isOnePhysicalBlock() {
        Pagemap pagemap = create(256 * MIB);
        assertThat(memory.totals().vmallocAreas()).isZero();
        model.lifecycle().remove(pagemap);
        create(256 * MIB + Driver.PAGE_BYTES);
        assertThat(memory.totals().vmallocAreas()).isEqualTo(1 + 1);
    }

    /** 1 GiB: an array of 16 MiB, 4,096 pages, and 32 KiB, 8 pages, that list them. */
    @Test
    void remove_givesTheArrayBackPageByPage() {
        Pagemap pagemap = create(1024 * MIB);
        model.counters().reset();
        model.lifecycle().remove(pagemap);
        assertCount(Counter.BASE_PAGES_FREED, 4096 + 8);
        assertCount(Counter.HUGE_BLOCKS_FREED, 0);
        assertCount(Counter.GRACE_PERIODS, 1);
        assertCount(Counter.PAGES_LEAKED, 0);
    }

    /** The only points are vmalloc's: one for each of 8 blocks of the array, one for its list. */
    @Test
    void create_asPosted_initialisesWithoutReschedulePoint() {
        model.counters().reset();
        create(1024 * MIB);
        assertCount(Counter.RESCHEDULE_POINTS, 8 + 1);
    }

    /** vfree() may reschedule after each page: 4,096 of the array, 8 that list them. */
    @Test
    void remove_passesAReschedulePointForEachPageOfTheArray() {
        Pagemap pagemap = create(1024 * MIB);
        model.counters().reset();
        model.lifecycle().remove(pagemap);
        assertCount(Counter.RESCHEDULE_POINTS, 4096 + 8);
    }

    @Test
    void remove_freesTheArrayBeforeTheTreeForgetsIt() {
        Pagemap pagemap = create(1024 * MIB);
        long first = pagemap.firstNumber();
        List<Long> found = new ArrayList<>();
        model.lifecycle().remove(pagemap, phase -> {
            if (phase == Phase.TEARDOWN_NUMBERS) {
                found.add(model.numbers().pageOf(first));
                assertThat(memory.totals().vmallocAreas()).isZero();
            }
        });
        assertThat(found).singleElement().isNotEqualTo(Numbers.NO_PAGE);
        assertThat(model.numbers().pageOf(first)).isEqualTo(Numbers.NO_PAGE);
    }

    @Test
    void pageOf_unknownNumber_isNoPageAndWarnsOnce() {
        create(MIB);
        assertThat(model.numbers().pageOf(256)).isEqualTo(Numbers.NO_PAGE);
        assertThat(model.numbers().pageOf(1L << 33)).isEqualTo(Numbers.NO_PAGE);
        assertThat(memory.warnings().count(DevicePrivateNumbers.UNKNOWN_OFFSET)).isEqualTo(1);
    }

    @Test
    void create_128GiB_isEnomemWithWarning() {
        MemoryTotals before = memory.totals();
        assertThat(errnoOf(Driver.request(128L << 30))).isEqualTo(Errno.ENOMEM);
        assertThat(memory.warnings().count(Kvmalloc.TOO_LARGE)).isEqualTo(1);
        assertThat(memory.totals()).isEqualTo(before);
    }

    @Test
    @Tag("long")
    void create_onePageLessThan128GiB_works() {
        reopen(Machine.reference(), 2300 * MIB);
        Pagemap pagemap = create((128L << 30) - Driver.PAGE_BYTES);
        assertThat(pagemap.nrPages()).isEqualTo(33_554_431);
    }

    @Test
    void create_largerThanTheSpace_isEinval() {
        reopen(SmallMachine.with4GiBOfAddresses(), 256 * MIB);
        assertThat(errnoOf(Driver.request(8L << 30))).isEqualTo(Errno.EINVAL);
    }

    @Test
    void create_noGapLeft_isEbusy() {
        reopen(SmallMachine.with4GiBOfAddresses(), 256 * MIB);
        create(3L << 30);
        assertThat(errnoOf(Driver.request(2L << 30))).isEqualTo(Errno.EBUSY);
        create(1L << 30);
    }

    @Test
    void create_noPhysicalHole_works() {
        reopen(SmallMachine.filledByPciWindow(), 64 * MIB);
        assertThat(create(128 * MIB).firstNumber()).isZero();
    }

    @Test
    void free_withoutFolioFree_warnsOnceAndDropsTheReference() {
        Pagemap pagemap = model.lifecycle().create(new PagemapRequest(MIB, PagemapType.PRIVATE,
                withoutFolioFree(), Driver.OWNER, 0, "device"));
        CoreMm core = new CoreMm(memory, model);
        for (long i = 0; i < 2; i++) {
            long page = model.numbers().pageOf(pagemap.firstNumber() + i);
            ZoneDevice.initPage(page);
            Folio.unlock(page);
            assertThat(PercpuRef.count(pagemap.address())).isEqualTo(2);
            core.putFolio(page);
            assertThat(PercpuRef.count(pagemap.address())).isEqualTo(1);
            assertThat(StructPage.refcount(page)).isZero();
        }
        assertThat(memory.warnings().all())
                .containsExactly(Map.entry(ZoneDevice.NO_FOLIO_FREE, 1L));
        core.close();
        model.lifecycle().remove(pagemap);
    }

    @Test
    void create_otherType_isEinvalWithWarning() {
        PagemapRequest coherent = new PagemapRequest(
                MIB, PagemapType.COHERENT, Driver.OPS, Driver.OWNER, 0, "device");
        assertThat(errnoOf(coherent)).isEqualTo(Errno.EINVAL);
        assertThat(memory.warnings().all()).hasSize(1);
    }

    /** 128 MiB: the array is one block of kmalloc, so all reschedule points are the loop's. */
    private void assertCreation(
            String name, long walks, long zeroed, long bytesPerPage, long reschedules) {
        model.close();
        model = new DevicePrivateProvider().open(name, memory);
        model.counters().reset();
        create(128 * MIB);
        assertCount(Counter.TREE_WALKS, walks);
        assertCount(Counter.BYTES_ZEROED, zeroed);
        assertCount(Counter.STRUCT_PAGES_INITIALISED, PAGES_128_MIB);
        assertCount(Counter.STRUCT_PAGE_BYTES_STORED, PAGES_128_MIB * bytesPerPage);
        assertCount(Counter.RESCHEDULE_POINTS, reschedules);
    }

    private void assertCount(Counter counter, long expected) {
        assertThat(model.counters().get(counter)).as(counter.label()).isEqualTo(expected);
    }

    private static PagemapOps withoutFolioFree() {
        return new PagemapOps() {
            @Override
            public boolean hasMigrateToRam() {
                return true;
            }
        };
    }

    private Errno errnoOf(PagemapRequest request) {
        return catchThrowableOfType(
                ModelException.class, () -> model.lifecycle().create(request)).errno();
    }

    private Pagemap create(long sizeBytes) {
        return model.lifecycle().create(Driver.request(sizeBytes));
    }

    private void reopen(Machine machine, long managedBytes) {
        close();
        memory = new PhysicalMemory(machine, BootOptions.pooled(managedBytes));
        model = new DevicePrivateProvider().open("devprivate", memory);
    }
}
