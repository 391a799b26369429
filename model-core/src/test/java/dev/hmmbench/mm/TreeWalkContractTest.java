package dev.hmmbench.mm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.memory.StructPage;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Protects the number of tree walks per page, phase by phase: it is what the series costs, and it
 * was recorded exactly (recorded kernel, Linux 6.19.6 with the series, a driver without data and
 * without device page tables). The legacy design makes none anywhere.
 */
public abstract class TreeWalkContractTest {

    private static final int NR_PAGES = 64;
    private static final long BYTES = NR_PAGES * MmFixture.PAGE;

    private MmFixture os;

    /** Returns the model under test. */
    protected abstract String modelName();

    /** Returns how many walks turning one number into a page takes: 1, or 0 for arithmetic. */
    protected abstract int walksPerLookup();

    @BeforeEach
    void boot() {
        os = MmFixture.dataless(modelName());
    }

    @AfterEach
    void shutDown() {
        os.close();
    }

    private void assertWalksPerPage(String phase, int expected, Runnable operation) {
        assertThat(os.countWalks(operation))
                .as("tree walks of %s for %d pages", phase, NR_PAGES)
                .isEqualTo((long) expected * walksPerLookup() * NR_PAGES);
    }

    @Test
    void toDevice_eachPhase_walksAsRecorded() {
        Vma vma = os.mapPattern(NR_PAGES);
        long stamp = os.mm.lockRead();

        assertWalksPerPage("setup", 0, () -> setup(vma, MigrateVma.SELECT_SYSTEM));
        assertWalksPerPage("target", 0, () -> os.driver.fillDevicePages(os.migrate));
        assertWalksPerPage("pages", 2, os.migrate::pages);
        assertWalksPerPage("finalize", 1, os.migrate::finish);

        os.mm.unlockRead(stamp);
        assertThat(os.isOnDevice(vma.start())).isTrue();
    }

    @Test
    void toDevice_holes_walkAsOftenAsPages() {
        Vma vma = os.mm.mmap(NR_PAGES * MmFixture.PAGE, VmFlags.READ_WRITE);

        assertWalksPerPage("to device", 3, () -> os.toDevice(vma));
    }

    @Test
    void toSystem_eachPhase_walksAsRecorded() {
        Vma vma = os.mapOnDevice(NR_PAGES);
        long stamp = os.mm.lockRead();

        assertWalksPerPage("setup", 2, () -> setup(vma, MigrateVma.SELECT_DEVICE_PRIVATE));
        assertWalksPerPage("target", 1, () -> os.driver.fillRamPages(
                os.migrate.src(), os.migrate.dst(), os.migrate.nrPages()));
        assertWalksPerPage("pages", 2, os.migrate::pages);
        assertWalksPerPage("finalize", 1, os.migrate::finish);

        os.mm.unlockRead(stamp);
        assertThat(os.isOnDevice(vma.start())).isFalse();
    }

    @Test
    void cpuFault_pageByPage_walksAsRecorded() {
        Vma vma = os.mapOnDevice(NR_PAGES);

        assertWalksPerPage("cpu fault", 7, () -> {
            for (int i = 0; i < NR_PAGES; i++) {
                os.cpu.loadLong(os.mm, vma.start() + i * MmFixture.PAGE);
            }
        });
    }

    @Test
    void evict_eachPhase_walksAsRecorded() {
        os.mapOnDevice(NR_PAGES);
        MigrateDevice evict = new MigrateDevice(os.core, NR_PAGES);
        long first = os.driver.pagemap().firstNumber() + MmFixture.DEVICE_PAGES - NR_PAGES;

        assertWalksPerPage("setup", 3, () -> evict.range(first, NR_PAGES));
        assertWalksPerPage("target", 1, () -> os.driver.fillRamPages(
                evict.src(), evict.dst(), evict.nrPages()));
        assertWalksPerPage("pages", 2, evict::pages);
        assertWalksPerPage("finalize", 1, evict::finish);
    }

    @Test
    void evict_freePages_walksTwice() {
        MigrateDevice evict = new MigrateDevice(os.core, NR_PAGES);

        assertWalksPerPage("evict of free pages", 2, () -> {
            evict.range(os.driver.pagemap().firstNumber(), NR_PAGES);
            evict.pages();
            evict.finish();
        });
    }

    @Test
    void munmap_walksOnce() {
        Vma vma = os.mapOnDevice(NR_PAGES);

        assertWalksPerPage("munmap", 1, () -> os.mm.munmap(vma.start(), NR_PAGES * MmFixture.PAGE));
    }

    @Test
    void munmapOfRam_neverWalks() {
        Vma vma = os.mapPattern(NR_PAGES);

        assertWalksPerPage("munmap of RAM", 0,
                () -> os.mm.munmap(vma.start(), NR_PAGES * MmFixture.PAGE));
    }

    @Test
    void dontneed_walksOnce() {
        Vma vma = os.mapOnDevice(NR_PAGES);

        assertWalksPerPage("MADV_DONTNEED", 1, () -> os.mm.madviseDontneed(vma.start(), BYTES));
    }

    @Test
    void forkAndExit_walkOnceEach() {
        os.mapOnDevice(NR_PAGES);
        AddressSpace[] child = new AddressSpace[1];

        assertWalksPerPage("fork", 1, () -> child[0] = os.mm.fork());
        assertWalksPerPage("exit", 1, child[0]::close);
    }

    @Test
    void mprotectAndBack_neverWalks() {
        Vma vma = os.mapOnDevice(NR_PAGES);

        assertWalksPerPage("mprotect", 0, () -> os.mm.mprotect(vma.start(), BYTES, VmFlags.READ));
        assertWalksPerPage("mprotect back", 0,
                () -> os.mm.mprotect(vma.start(), BYTES, VmFlags.READ_WRITE));
    }

    @Test
    void mremap_neverWalks() {
        Vma vma = os.mapOnDevice(NR_PAGES);

        assertWalksPerPage("mremap", 0,
                () -> os.mm.mremap(vma.start(), BYTES, vma.start() + (1L << 30)));
        assertWalksPerPage("mremap to an odd address", 0, () -> os.mm.mremap(
                vma.start() + (1L << 30), BYTES, vma.start() + MmFixture.PAGE));
    }

    @Test
    void forkDuringMigration_walksTwice() {
        Vma vma = os.mapOnDevice(NR_PAGES);
        setup(vma, MigrateVma.SELECT_DEVICE_PRIVATE);
        AddressSpace[] child = new AddressSpace[1];

        assertWalksPerPage("fork of migration entries", 2, () -> child[0] = os.mm.fork());

        os.migrate.finish();
        child[0].close();
    }

    @Test
    void mprotectDuringMigration_walksTwice() {
        Vma vma = os.mapOnDevice(NR_PAGES);
        setup(vma, MigrateVma.SELECT_DEVICE_PRIVATE);

        assertWalksPerPage("mprotect of migration entries", 2,
                () -> os.mm.mprotect(vma.start(), BYTES, VmFlags.READ));

        os.migrate.finish();
    }

    @Test
    void operationsOnRam_neverWalk() {
        Vma vma = os.mapPattern(NR_PAGES);
        setup(vma, MigrateVma.SELECT_SYSTEM);
        AddressSpace[] child = new AddressSpace[1];

        assertWalksPerPage("fork of RAM under migration", 0, () -> child[0] = os.mm.fork());
        assertWalksPerPage("mprotect of RAM under migration", 0,
                () -> os.mm.mprotect(vma.start(), BYTES, VmFlags.READ));

        os.migrate.finish();
        assertWalksPerPage("exit", 0, child[0]::close);
    }

    @Test
    void procReaders_walkOnceEach() {
        Vma vma = os.mapOnDevice(NR_PAGES);

        assertWalksPerPage("pagemap", 1,
                () -> ProcPagemap.read(os.core, os.mm, vma.start(), new long[NR_PAGES]));
        assertWalksPerPage("smaps_rollup", 1, () -> ProcSmaps.read(os.core, os.mm));
    }

    @Test
    void snapshot_walksOnceAndOnceMoreForEachPageAskedFor() {
        Vma vma = os.mapOnDevice(NR_PAGES);
        long[] pages = new long[NR_PAGES];
        Arrays.setAll(pages, i -> os.devicePageAt(vma.start() + i * MmFixture.PAGE));
        RangeFault range = new RangeFault(os.core, os.cpu, os.mm, NR_PAGES);
        SilentNotifier notifier = SilentNotifier.on(os.mm);
        long seen = os.mm.notifiers().readBegin(notifier);

        assertWalksPerPage("snapshot", 1, () -> assertThat(range.run(notifier, seen, vma.start(),
                vma.end(), RangeFault.Request.SNAPSHOT, os.driver.owner()))
                .isEqualTo(RangeFault.Outcome.DONE));
        assertWalksPerPage("hmm_pfn_to_page", 1, () -> {
            for (int i = 0; i < NR_PAGES; i++) {
                assertThat(os.core.hmmPfns().pageOf(range.words()[i])).isEqualTo(pages[i]);
            }
        });
        os.mm.notifiers().remove(notifier);
    }

    private void setup(Vma vma, int select) {
        os.migrate.setup(vma, vma.start(), vma.end(), select, os.driver.owner(),
                StructPage.NO_PAGE);
    }
}
