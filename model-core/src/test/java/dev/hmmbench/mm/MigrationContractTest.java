package dev.hmmbench.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AccessViolationException.Signal;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.ModelException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Protects migration itself: content, reference counts and map counts are right after every
 * outcome, in every design. Each model inherits it.
 */
public abstract class MigrationContractTest extends CopyingMemory {

    private static final int NR_PAGES = 16;

    private void assertPattern(Vma vma) {
        for (int i = 0; i < NR_PAGES; i++) {
            assertThat(os.cpu.loadLong(os.mm, vma.start() + i * MmFixture.PAGE))
                    .as("page %d", i)
                    .isEqualTo(MmFixture.pattern(i));
        }
    }

    @Nested
    class ToDevice {

        @Test
        void toDevice_writtenPages_allBecomeWritableDeviceEntries() {
            Vma vma = os.mapPattern(NR_PAGES);

            assertThat(os.toDevice(vma)).isEqualTo(NR_PAGES);

            for (int i = 0; i < NR_PAGES; i++) {
                long entry = os.mm.entryAt(vma.start() + i * MmFixture.PAGE);
                assertThat(os.core.leafEntries().kindOf(entry).isDevicePrivate()).isTrue();
                assertThat(os.core.leafEntries().kindOf(entry).isWritable()).isTrue();
            }
        }

        @Test
        void toDevice_mappedPage_holdsOneReferenceForItsMapping() {
            Vma vma = os.mapOnDevice(1);

            long page = os.devicePageAt(vma.start());

            assertThat(StructPage.refcount(page)).isEqualTo(1);
            assertThat(StructPage.mapcount(page)).isEqualTo(1);
            assertThat(Folio.isLocked(page)).isFalse();
            assertThat(os.mm.nrAnonPages()).isEqualTo(1);
        }

        @Test
        void toDevice_firstPage_takesTheHighestNumberOfTheDevice() {
            Vma vma = os.mapOnDevice(1);

            assertThat(os.core.numbers().numberOf(os.devicePageAt(vma.start())))
                    .isEqualTo(os.driver.pagemap().firstNumber() + MmFixture.DEVICE_PAGES - 1);
        }

        @Test
        void toDevice_untouchedMemory_fillsHolesWithZeroedDevicePages() {
            Vma vma = os.mm.mmap(NR_PAGES * MmFixture.PAGE, VmFlags.READ_WRITE);

            assertThat(os.toDevice(vma)).isEqualTo(NR_PAGES);

            assertThat(os.isOnDevice(vma.start())).isTrue();
            assertThat(os.cpu.loadLong(os.mm, vma.start())).isZero();
        }

        @Test
        void toDevice_zeroPage_isReplacedByDevicePage() {
            Vma vma = os.mm.mmap(MmFixture.PAGE, VmFlags.READ);
            assertThat(os.cpu.loadLong(os.mm, vma.start())).isZero();

            assertThat(os.toDevice(vma)).isEqualTo(1);

            long entry = os.mm.entryAt(vma.start());
            assertThat(os.core.leafEntries().kindOf(entry).isDevicePrivate()).isTrue();
            assertThat(os.core.leafEntries().kindOf(entry).isWritable()).isFalse();
        }

        @Test
        void toDevice_pageHeldBySomebodyElse_staysAndIsRestored() {
            Vma vma = os.mapPattern(1);
            long page = os.ramPageAt(vma.start());
            long entry = os.mm.entryAt(vma.start());
            Folio.get(page);

            assertThat(os.toDevice(vma)).isZero();

            assertThat(StructPage.refcount(page)).isEqualTo(2);
            assertThat(StructPage.mapcount(page)).isEqualTo(1);
            assertThat(os.mm.entryAt(vma.start())).isEqualTo(entry);
            os.core.putFolio(page);
        }

        @Test
        void toDevice_lockedPage_isSkipped() {
            Vma vma = os.mapPattern(NR_PAGES);
            long page = os.ramPageAt(vma.start());
            Folio.lock(page);

            assertThat(os.toDevice(vma)).isEqualTo(NR_PAGES - 1);

            Folio.unlock(page);
            assertThat(os.isOnDevice(vma.start())).isFalse();
            assertPattern(vma);
        }

        @Test
        void toDevice_deviceFull_leavesTheRestInRam() {
            Vma vma = os.mapPattern(MmFixture.DEVICE_PAGES + 8);

            assertThat(os.toDevice(vma)).isEqualTo(MmFixture.DEVICE_PAGES);

            assertThat(os.driver.nrFreePages()).isZero();
            assertThat(os.isOnDevice(vma.end() - MmFixture.PAGE)).isFalse();
            assertPattern(vma);
        }

        @Test
        void toDevice_pagesAlreadyThere_areNotTakenAgain() {
            Vma vma = os.mapOnDevice(NR_PAGES);

            assertThat(os.toDevice(vma)).isZero();

            assertPattern(vma);
        }
    }

    @Nested
    class ToSystem {

        @Test
        void toSystem_pagesOnDevice_bringsContentAndFreesThem() {
            Vma vma = os.mapOnDevice(NR_PAGES);

            assertThat(os.toSystem(vma)).isEqualTo(NR_PAGES);

            assertThat(os.driver.nrFreePages()).isEqualTo(MmFixture.DEVICE_PAGES);
            assertThat(StructPage.refcount(os.ramPageAt(vma.start()))).isEqualTo(1);
            assertThat(Pte.isWritable(os.mm.entryAt(vma.start()))).isTrue();
            assertPattern(vma);
        }

        @Test
        void toSystem_pagesInRam_leavesThemAlone() {
            Vma vma = os.mapPattern(NR_PAGES);

            assertThat(os.toSystem(vma)).isZero();

            assertPattern(vma);
        }

        @Test
        void toSystem_otherOwner_isNotCollected() {
            Vma vma = os.mapOnDevice(1);
            long stamp = os.mm.lockRead();

            os.migrate.setup(vma, vma.start(), vma.end(), MigrateVma.SELECT_DEVICE_PRIVATE,
                    os.driver.owner() + 1, StructPage.NO_PAGE);

            assertThat(os.migrate.nrCollected()).isZero();
            assertThat(os.migrate.src()[0]).isZero();
            os.migrate.finish();
            os.mm.unlockRead(stamp);
        }

        @Test
        void toSystem_noTarget_restoresDeviceEntries() {
            Vma vma = os.mapOnDevice(1);
            long entry = os.mm.entryAt(vma.start());
            long stamp = os.mm.lockRead();
            os.migrate.setup(vma, vma.start(), vma.end(), MigrateVma.SELECT_DEVICE_PRIVATE,
                    os.driver.owner(), StructPage.NO_PAGE);

            os.migrate.pages();
            os.migrate.finish();
            os.mm.unlockRead(stamp);

            assertThat(os.mm.entryAt(vma.start())).isEqualTo(entry);
            assertThat(os.migrate.src()[0] & MigratePfns.MIGRATE).isZero();
        }
    }

    @Nested
    class CpuFault {

        @Test
        void fault_load_bringsOnePageBack() {
            Vma vma = os.mapOnDevice(NR_PAGES);

            assertThat(os.cpu.loadLong(os.mm, vma.start())).isEqualTo(MmFixture.pattern(0));

            assertThat(os.driver.nrFreePages()).isEqualTo(MmFixture.DEVICE_PAGES - NR_PAGES + 1);
            assertThat(os.isOnDevice(vma.start() + MmFixture.PAGE)).isTrue();
            assertPattern(vma);
        }

        @Test
        void fault_store_bringsPageBackWritable() {
            Vma vma = os.mapOnDevice(1);

            os.cpu.storeLong(os.mm, vma.start(), 42);

            assertThat(os.cpu.loadLong(os.mm, vma.start())).isEqualTo(42);
            assertThat(StructPage.refcount(os.ramPageAt(vma.start()))).isEqualTo(1);
        }

        @Test
        void fault_whileDevicePageIsLocked_triesAgainLater() {
            Vma vma = os.mapOnDevice(1);
            long page = os.devicePageAt(vma.start());
            Folio.lock(page);

            int result = os.cpu.fault(os.mm, vma.start(), Access.READ);

            assertThat(result).isEqualTo(FaultResult.DONE);
            assertThat(os.isOnDevice(vma.start())).isTrue();
            assertThat(StructPage.refcount(page)).isEqualTo(1);
            Folio.unlock(page);
        }

        @Test
        void fault_rangeThatNothingMigratesIn_raisesSigbus() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            vma.setFlags(vma.flags() | VmFlags.IO);

            assertThatThrownBy(() -> os.cpu.loadLong(os.mm, vma.start()))
                    .isInstanceOfSatisfying(AccessViolationException.class,
                            e -> assertThat(e.signal()).isEqualTo(Signal.SIGBUS));

            vma.setFlags(vma.flags() & ~VmFlags.IO);
            assertPattern(vma);
        }

        @Test
        void load_outsideEveryVma_raisesSigsegv() {
            assertThatThrownBy(() -> os.cpu.loadLong(os.mm, 0x1000))
                    .isInstanceOfSatisfying(AccessViolationException.class, violation ->
                            assertThat(violation.signal()).isEqualTo(Signal.SIGSEGV));
        }

        @Test
        void store_toReadOnlyMemory_raisesSigsegv() {
            Vma vma = os.mm.mmap(MmFixture.PAGE, VmFlags.READ);

            assertThatThrownBy(() -> os.cpu.storeLong(os.mm, vma.start(), 1))
                    .isInstanceOf(AccessViolationException.class);
        }

        @Test
        void store_afterLoadOfUntouchedMemory_replacesZeroPage() {
            Vma vma = os.mm.mmap(MmFixture.PAGE, VmFlags.READ_WRITE);
            assertThat(os.cpu.loadLong(os.mm, vma.start())).isZero();
            assertThat(os.mm.nrAnonPages()).isZero();

            os.cpu.storeLong(os.mm, vma.start(), 7);

            assertThat(os.cpu.loadLong(os.mm, vma.start())).isEqualTo(7);
            assertThat(os.mm.nrAnonPages()).isEqualTo(1);
        }
    }

    @Nested
    class Evict {

        @Test
        void evict_pagesInUse_bringsAllBack() {
            Vma vma = os.mapOnDevice(NR_PAGES);

            os.driver.evict(new MigrateDevice(os.core, 64));

            assertThat(os.driver.nrFreePages()).isEqualTo(MmFixture.DEVICE_PAGES);
            assertThat(os.isOnDevice(vma.start())).isFalse();
            assertPattern(vma);
        }

        @Test
        void evict_freeDevice_doesNothing() {
            os.driver.evict(new MigrateDevice(os.core, 64));

            assertThat(os.driver.nrFreePages()).isEqualTo(MmFixture.DEVICE_PAGES);
        }
    }

    @Nested
    class Setup {

        @Test
        void setup_emptyRange_refusesWithEinval() {
            Vma vma = os.mapPattern(1);

            assertThatThrownBy(() -> os.migrate.setup(vma, vma.start(), vma.start(),
                    MigrateVma.SELECT_SYSTEM, 1, StructPage.NO_PAGE))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("-EINVAL");
        }

        @Test
        void setup_rangeBehindVma_refusesWithEinval() {
            Vma vma = os.mapPattern(1);

            assertThatThrownBy(() -> os.migrate.setup(vma, vma.start(),
                    vma.end() + MmFixture.PAGE, MigrateVma.SELECT_SYSTEM, 1, StructPage.NO_PAGE))
                    .isInstanceOf(ModelException.class);
        }

        @Test
        void setup_faultPageOfRam_refusesWithEinval() {
            Vma vma = os.mapPattern(1);
            long page = os.ramPageAt(vma.start());

            assertThatThrownBy(() -> os.migrate.setup(vma, vma.start(), vma.end(),
                    MigrateVma.SELECT_SYSTEM, 1, page))
                    .isInstanceOf(ModelException.class);
        }

        @Test
        void munmap_pagesOnDevice_freesThem() {
            Vma vma = os.mapOnDevice(NR_PAGES);

            os.mm.munmap(vma.start(), vma.end() - vma.start());

            assertThat(os.driver.nrFreePages()).isEqualTo(MmFixture.DEVICE_PAGES);
            assertThat(os.mm.nrAnonPages()).isZero();
        }
    }
}
