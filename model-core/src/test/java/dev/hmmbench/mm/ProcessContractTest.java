package dev.hmmbench.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.mm.RangeFault.Outcome;
import dev.hmmbench.mm.RangeFault.Request;
import dev.hmmbench.physmem.AllocationSite;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Protects what processes do to memory that is on a device or on its way: fork, copy on write,
 * mprotect, mremap and range faults give the same result as on RAM, in every design.
 */
public abstract class ProcessContractTest extends CopyingMemory {

    private static final int NR_PAGES = 8;
    private static final long BYTES = NR_PAGES * MmFixture.PAGE;

    private void assertPattern(AddressSpace mm, long start) {
        for (int i = 0; i < NR_PAGES; i++) {
            assertThat(os.cpu.loadLong(mm, start + i * MmFixture.PAGE))
                    .as("page %d", i)
                    .isEqualTo(MmFixture.pattern(i));
        }
    }

    private LeafKind kindAt(AddressSpace mm, long address) {
        return os.core.leafEntries().kindOf(mm.entryAt(address));
    }

    @Nested
    class Fork {

        @Test
        void fork_pagesInRam_sharesThemUntilSomebodyWrites() {
            Vma vma = os.mapPattern(NR_PAGES);
            AddressSpace child = os.mm.fork();

            os.cpu.storeLong(child, vma.start(), 1);

            assertPattern(os.mm, vma.start());
            assertThat(os.cpu.loadLong(child, vma.start())).isEqualTo(1);
            assertThat(child.nrAnonPages()).isEqualTo(NR_PAGES);
            child.close();
            assertThat(StructPage.mapcount(os.ramPageAt(vma.start()))).isEqualTo(1);
        }

        @Test
        void fork_pagesOnDevice_makesEntriesOfBothReadable() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            AddressSpace child = os.mm.fork();
            long page = os.devicePageAt(vma.start());

            assertThat(kindAt(os.mm, vma.start())).isEqualTo(LeafKind.DEVICE_READ);
            assertThat(kindAt(child, vma.start())).isEqualTo(LeafKind.DEVICE_READ);
            assertThat(StructPage.refcount(page)).isEqualTo(2);
            assertThat(StructPage.mapcount(page)).isEqualTo(2);
            child.close();
            assertThat(StructPage.refcount(page)).isEqualTo(1);
        }

        @Test
        void fault_sharedDevicePage_comesBackForBoth() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            AddressSpace child = os.mm.fork();

            assertPattern(child, vma.start());

            assertThat(os.isOnDevice(vma.start())).isFalse();
            assertThat(StructPage.mapcount(os.ramPageAt(vma.start()))).isEqualTo(2);
            assertPattern(os.mm, vma.start());
            assertThat(os.driver.nrFreePages()).isEqualTo(MmFixture.DEVICE_PAGES);
            child.close();
        }

        @Test
        void store_sharedDevicePage_copiesAfterBringingItBack() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            AddressSpace child = os.mm.fork();

            for (int i = 0; i < NR_PAGES; i++) {
                os.cpu.storeLong(os.mm, vma.start() + i * MmFixture.PAGE, -i);
            }

            assertPattern(child, vma.start());
            child.close();
        }

        @Test
        void toDevice_pageOfParentAndChild_movesBothMappings() {
            Vma vma = os.mapPattern(NR_PAGES);
            AddressSpace child = os.mm.fork();

            assertThat(os.toDevice(vma)).isEqualTo(NR_PAGES);

            assertThat(kindAt(child, vma.start())).isEqualTo(LeafKind.DEVICE_READ);
            assertThat(StructPage.mapcount(os.devicePageAt(vma.start()))).isEqualTo(2);
            assertPattern(child, vma.start());
            child.close();
        }

        @Test
        void fork_duringMigration_restoresReadableMappingsInBoth() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            os.migrate.setup(vma, vma.start(), vma.end(), MigrateVma.SELECT_DEVICE_PRIVATE,
                    os.driver.owner(), StructPage.NO_PAGE);
            AddressSpace child = os.mm.fork();

            os.migrate.finish();

            assertThat(kindAt(os.mm, vma.start())).isEqualTo(LeafKind.DEVICE_READ);
            assertThat(kindAt(child, vma.start())).isEqualTo(LeafKind.DEVICE_READ);
            assertThat(StructPage.mapcount(os.devicePageAt(vma.start()))).isEqualTo(2);
            assertPattern(os.mm, vma.start());
            child.close();
        }

        @Test
        void evict_pagesOfTwoProcesses_bringsBothMappingsBack() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            AddressSpace child = os.mm.fork();

            os.driver.evict(new MigrateDevice(os.core, MmFixture.DEVICE_PAGES));

            assertPattern(os.mm, vma.start());
            assertPattern(child, vma.start());
            child.close();
        }
    }

    @Nested
    class Mprotect {

        @Test
        void mprotectRead_deviceEntries_becomeReadableAndStaySo() {
            Vma vma = os.mapOnDevice(NR_PAGES);

            os.mm.mprotect(vma.start(), BYTES, VmFlags.READ);
            os.mm.mprotect(vma.start(), BYTES, VmFlags.READ_WRITE);

            assertThat(kindAt(os.mm, vma.start())).isEqualTo(LeafKind.DEVICE_READ);
            os.cpu.storeLong(os.mm, vma.start(), 9);
            assertThat(os.cpu.loadLong(os.mm, vma.start())).isEqualTo(9);
        }

        @Test
        void mprotectRead_duringMigration_comesBackReadOnly() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            os.migrate.setup(vma, vma.start(), vma.end(), MigrateVma.SELECT_DEVICE_PRIVATE,
                    os.driver.owner(), StructPage.NO_PAGE);
            os.mm.mprotect(vma.start(), BYTES, VmFlags.READ);

            os.migrate.finish();

            assertThat(kindAt(os.mm, vma.start())).isEqualTo(LeafKind.DEVICE_READ);
            assertPattern(os.mm, vma.start());
        }

        @Test
        void mprotectNone_presentPages_keepTheirContent() {
            Vma vma = os.mapPattern(NR_PAGES);

            os.mm.mprotect(vma.start(), BYTES, 0);

            assertThatThrownBy(() -> os.cpu.loadLong(os.mm, vma.start()))
                    .isInstanceOf(AccessViolationException.class);
            os.mm.mprotect(vma.start(), BYTES, VmFlags.READ);
            assertPattern(os.mm, vma.start());
        }

        @Test
        void mprotect_partOfRange_splitsIt() {
            Vma vma = os.mapPattern(NR_PAGES);

            os.mm.mprotect(vma.start() + 2 * MmFixture.PAGE, MmFixture.PAGE, VmFlags.READ);

            assertThat(os.mm.vmas()).hasSize(3);
            assertThat(os.toDevice(os.mm.vmas().get(2))).isEqualTo(NR_PAGES - 3);
            assertPattern(os.mm, vma.start());
        }

        @Test
        void mprotect_hole_refusesWithEnomem() {
            Vma vma = os.mapPattern(1);

            assertThatThrownBy(() -> os.mm.mprotect(vma.start(), BYTES, VmFlags.READ))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("-ENOMEM");
        }
    }

    @Nested
    class Move {

        @Test
        void mremap_deviceEntries_moveUnchanged() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            long page = os.devicePageAt(vma.start());

            Vma moved = os.mm.mremap(vma.start(), BYTES, vma.start() + (3L << 21));

            assertThat(os.devicePageAt(moved.start())).isEqualTo(page);
            assertPattern(os.mm, moved.start());
        }

        @Test
        void mremap_thenEvict_findsPagesAtTheirNewAddress() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            Vma moved = os.mm.mremap(vma.start(), BYTES, vma.start() + 5 * MmFixture.PAGE + BYTES);

            os.driver.evict(new MigrateDevice(os.core, MmFixture.DEVICE_PAGES));

            assertThat(os.driver.nrFreePages()).isEqualTo(MmFixture.DEVICE_PAGES);
            assertPattern(os.mm, moved.start());
        }

        /** The target is unmapped first, which leaves the source in a range of its own. */
        @Test
        void mremap_ontoPartOfTheSameMapping_movesTheSource() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            long start = vma.start();

            os.mm.mremap(start + 6 * MmFixture.PAGE, 2 * MmFixture.PAGE, start);

            assertThat(os.cpu.loadLong(os.mm, start)).isEqualTo(MmFixture.pattern(6));
            assertThat(os.cpu.loadLong(os.mm, start + 2 * MmFixture.PAGE))
                    .isEqualTo(MmFixture.pattern(2));
            assertThat(os.mm.nrAnonPages()).isEqualTo(NR_PAGES - 2);
        }

        @Test
        void dontneed_deviceEntries_readAsZeroes() {
            Vma vma = os.mapOnDevice(NR_PAGES);

            os.mm.madviseDontneed(vma.start(), BYTES);

            assertThat(os.driver.nrFreePages()).isEqualTo(MmFixture.DEVICE_PAGES);
            assertThat(os.cpu.loadLong(os.mm, vma.start())).isZero();
        }
    }

    @Nested
    class Ranges {

        private Outcome look(Vma vma, Request request, RangeFault range) {
            SilentNotifier notifier = SilentNotifier.on(os.mm);
            Outcome outcome = Outcome.BUSY;
            for (int i = 0; i < 10 && outcome == Outcome.BUSY; i++) {
                long seen = os.mm.notifiers().readBegin(notifier);
                long stamp = os.mm.lockRead();
                outcome = range.run(notifier, seen, vma.start(), vma.end(), request,
                        os.driver.owner() + 1);
                os.mm.unlockRead(stamp);
            }
            os.mm.notifiers().remove(notifier);
            return outcome;
        }

        @Test
        void rangeFault_otherDevicesPages_bringsThemBack() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            RangeFault range = new RangeFault(os.core, os.cpu, os.mm, NR_PAGES);

            assertThat(look(vma, Request.READ, range)).isEqualTo(Outcome.DONE);

            assertThat(os.isOnDevice(vma.start())).isFalse();
            assertThat(os.core.hmmPfns().pageOf(range.words()[0]))
                    .isEqualTo(os.ramPageAt(vma.start()));
        }

        @Test
        void rangeFault_noRamForOtherDevicesPages_isBadAddress() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            os.memory.allocationPlan().refuseAll(AllocationSite.USER_PAGE);

            assertThat(look(vma, Request.READ, new RangeFault(os.core, os.cpu, os.mm, NR_PAGES)))
                    .isEqualTo(Outcome.BAD_ADDRESS);

            os.memory.allocationPlan().clear();
            assertThat(os.isOnDevice(vma.start())).isTrue();
        }

        @Test
        void rangeFault_writeToReadOnlyRange_isNotPermitted() {
            Vma vma = os.mm.mmap(BYTES, VmFlags.READ);

            assertThat(look(vma, Request.WRITE, new RangeFault(os.core, os.cpu, os.mm, NR_PAGES)))
                    .isEqualTo(Outcome.NOT_PERMITTED);
        }

        @Test
        void rangeFault_inaccessibleRange_isBadAddress() {
            Vma vma = os.mm.mmap(BYTES, 0);

            assertThat(look(vma, Request.READ, new RangeFault(os.core, os.cpu, os.mm, NR_PAGES)))
                    .isEqualTo(Outcome.BAD_ADDRESS);
        }

        @Test
        void rangeFault_untouchedRange_mapsEveryPageWritable() {
            Vma vma = os.mm.mmap(BYTES, VmFlags.READ_WRITE);

            assertThat(look(vma, Request.WRITE, new RangeFault(os.core, os.cpu, os.mm, NR_PAGES)))
                    .isEqualTo(Outcome.DONE);

            assertThat(os.mm.nrAnonPages()).isEqualTo(NR_PAGES);
        }
    }
}
