package dev.hmmbench.mm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.device.MinimalDriver;
import dev.hmmbench.memory.CompoundPage;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Protects the number of tree walks per 2 MiB folio, as they were recorded (recorded kernel, Linux
 * 6.19.6 with the series, a driver without data and without device page tables).
 */
public abstract class HugeTreeWalkContractTest {

    private static final int NR_FOLIOS = 3;
    private static final int NR_PAGES = NR_FOLIOS * HugePmd.NR_PAGES;
    private static final long BYTES = NR_PAGES * MmFixture.PAGE;

    private MmFixture os;

    /** Returns the model under test. */
    protected abstract String modelName();

    /** Returns how many walks turning one number into a page takes: 1, or 0 for arithmetic. */
    protected abstract int walksPerLookup();

    @BeforeEach
    void boot() {
        os = MmFixture.huge(modelName(), MinimalDriver.Content.NONE);
    }

    @AfterEach
    void shutDown() {
        os.close();
    }

    private void assertWalksPerFolio(String phase, int expected, Runnable operation) {
        assertThat(os.countWalks(operation))
                .as("tree walks of %s for %d folios", phase, NR_FOLIOS)
                .isEqualTo((long) expected * walksPerLookup() * NR_FOLIOS);
    }

    private Vma map() {
        Vma vma = os.mm.mmap(BYTES, VmFlags.READ_WRITE);
        os.mm.madvise(vma.start(), BYTES, Advice.HUGEPAGE);
        for (int i = 0; i < NR_PAGES; i++) {
            os.cpu.storeLong(os.mm, vma.start() + i * MmFixture.PAGE, MmFixture.pattern(i));
        }
        return vma;
    }

    private Vma mapOnDevice() {
        Vma vma = map();
        assertThat(os.toDevice(vma)).isEqualTo(NR_PAGES);
        assertThat(os.mm.isHugeAt(vma.start())).isTrue();
        assertThat(os.isOnDevice(vma.start())).isTrue();
        return vma;
    }

    private void onDevice(String phase, int expected, Consumer<Vma> operation) {
        Vma vma = mapOnDevice();
        assertWalksPerFolio(phase, expected, () -> operation.accept(vma));
    }

    @Test
    void toDevice_andBack_walkAsRecorded() {
        Vma vma = map();

        assertWalksPerFolio("to device", 3, () -> os.toDevice(vma));
        assertThat(os.isOnDevice(vma.start())).isTrue();
        assertWalksPerFolio("to system", 6, () -> os.toSystem(vma));
        assertThat(os.isOnDevice(vma.start())).isFalse();
        assertThat(os.mm.isHugeAt(vma.start())).isTrue();
    }

    @Test
    void toDevice_holes_walkAsOftenAsFolios() {
        Vma vma = os.mm.mmap(BYTES, VmFlags.READ_WRITE);
        os.mm.madvise(vma.start(), BYTES, Advice.HUGEPAGE);

        assertWalksPerFolio("to device", 3, () -> os.toDevice(vma));
        assertThat(os.isOnDevice(vma.start())).isTrue();
    }

    @Test
    void cpuFault_walksAsRecorded() {
        onDevice("cpu fault", 7, vma -> {
            for (int i = 0; i < NR_PAGES; i++) {
                os.cpu.loadLong(os.mm, vma.start() + i * MmFixture.PAGE);
            }
        });
    }

    @Test
    void evict_walksAsRecorded() {
        Vma vma = mapOnDevice();
        MigrateDevice evict = new MigrateDevice(os.core, NR_PAGES);
        long first = os.core.numbers().numberOf(os.devicePageAt(vma.end() - MmFixture.PAGE));

        assertWalksPerFolio("evict", 7, () -> {
            evict.range(first, NR_PAGES);
            os.driver.fillRamPages(evict.src(), evict.dst(), evict.nrPages());
            evict.pages();
            evict.finish();
        });
        assertThat(os.isOnDevice(vma.start())).isFalse();
    }

    @Test
    void unmapping_walksOnce() {
        onDevice("munmap", 1, vma -> os.mm.munmap(vma.start(), BYTES));
        onDevice("MADV_DONTNEED", 1, vma -> os.mm.madviseDontneed(vma.start(), BYTES));
    }

    @Test
    void forkAndExit_walkOnceEach() {
        mapOnDevice();
        AddressSpace[] child = new AddressSpace[1];

        assertWalksPerFolio("fork", 1, () -> child[0] = os.mm.fork());
        assertWalksPerFolio("exit", 1, child[0]::close);
    }

    @Test
    void mprotect_walksOnce() {
        onDevice("mprotect", 1, vma -> os.mm.mprotect(vma.start(), BYTES, VmFlags.READ));
    }

    @Test
    void procReaders_walkOnceEach() {
        onDevice("pagemap", 1,
                vma -> ProcPagemap.read(os.core, os.mm, vma.start(), new long[NR_PAGES]));
        assertWalksPerFolio("smaps_rollup", 1, () -> ProcSmaps.read(os.core, os.mm));
    }

    @Test
    void snapshot_walksOnceAndOnceMoreForEachResultAskedFor() {
        Vma vma = mapOnDevice();
        long[] heads = new long[NR_FOLIOS];
        Arrays.setAll(heads, i -> os.devicePageAt(vma.start() + i * Pte.PMD_BYTES));
        RangeFault range = new RangeFault(os.core, os.cpu, os.mm, NR_PAGES);
        SilentNotifier notifier = SilentNotifier.on(os.mm);
        long seen = os.mm.notifiers().readBegin(notifier);

        assertWalksPerFolio("snapshot", 1, () -> assertThat(range.run(notifier, seen, vma.start(),
                vma.end(), RangeFault.Request.SNAPSHOT, os.driver.owner()))
                .isEqualTo(RangeFault.Outcome.DONE));
        assertWalksPerFolio("hmm_pfn_to_page", HugePmd.NR_PAGES, () -> {
            for (int i = 0; i < NR_PAGES; i++) {
                assertThat(os.core.hmmPfns().pageOf(range.words()[i]))
                        .isEqualTo(CompoundPage.pageAt(
                                heads[i / HugePmd.NR_PAGES], i % HugePmd.NR_PAGES));
            }
        });
        os.mm.notifiers().remove(notifier);
    }
}
