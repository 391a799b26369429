package dev.hmmbench.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.RangeFault.Outcome;
import dev.hmmbench.mm.RangeFault.Request;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.physmem.AllocationSite;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Protects what happens where a system call or a migration is refused half way, or given a range
 * with holes. Each model inherits it.
 */
public abstract class EdgeContractTest extends CopyingMemory {

    private static final int NR_PAGES = 16;

    private static void assertRefused(Errno errno, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(ModelException.class,
                refused -> assertThat(refused.errno()).isEqualTo(errno));
    }

    @Nested
    class PageTables {

        @Test
        void toDevice_eachPageOfRamRefusedInTurn_leavesHolesOrMigrates() {
            for (int refused = 0; refused < 8; refused++) {
                AddressSpace mm = os.core.newAddressSpace();
                Vma vma = mm.mmap(MmFixture.PAGE, VmFlags.READ_WRITE);
                os.memory.allocationPlan().refuseOne(AllocationSite.USER_PAGE, refused);
                long stamp = mm.lockRead();
                int migrated = os.driver.migrateToDevice(
                        os.migrate, vma, vma.start(), vma.end());
                mm.unlockRead(stamp);
                os.memory.allocationPlan().clear();
                assertThat(mm.nrAnonPages()).as("refused %d", refused).isEqualTo(migrated);
                assertThat(os.cpu.loadLong(mm, vma.start())).isZero();
                mm.close();
            }
        }

        @Test
        void rangeFault_noPageForTables_isBadAddress() {
            Vma vma = os.mm.mmap(MmFixture.PAGE, VmFlags.READ_WRITE);
            os.memory.allocationPlan().refuseAll(AllocationSite.USER_PAGE);
            RangeFault range = new RangeFault(os.core, os.cpu, os.mm, 1);
            assertThat(look(range, vma, Request.READ, 0)).isEqualTo(Outcome.BAD_ADDRESS);
            os.memory.allocationPlan().clear();
        }
    }

    private Outcome look(RangeFault range, Vma vma, Request wanted, long mask) {
        SilentNotifier notifier = SilentNotifier.on(os.mm);
        long stamp = os.mm.lockRead();
        try {
            return range.run(notifier, os.mm.notifiers().readBegin(notifier), vma.start(),
                    vma.end(), wanted, mask, os.driver.owner());
        } finally {
            os.mm.unlockRead(stamp);
            os.mm.notifiers().remove(notifier);
        }
    }

    @Nested
    class PerPageRequests {

        @Test
        void run_requestsOfSinglePages_faultsThoseAlone() {
            Vma vma = os.mm.mmap(4 * MmFixture.PAGE, VmFlags.READ_WRITE);
            RangeFault range = new RangeFault(os.core, os.cpu, os.mm, 4);
            range.words()[1] = HmmPfns.VALID;
            range.words()[3] = HmmPfns.VALID | HmmPfns.WRITE;

            assertThat(look(range, vma, Request.SNAPSHOT, HmmPfns.VALID | HmmPfns.WRITE))
                    .isEqualTo(Outcome.DONE);

            assertThat(range.words()[0]).isZero();
            assertThat(range.words()[1] & (HmmPfns.VALID | HmmPfns.WRITE))
                    .isEqualTo(HmmPfns.VALID);
            assertThat(range.words()[2]).isZero();
            assertThat(range.words()[3] & (HmmPfns.VALID | HmmPfns.WRITE))
                    .isEqualTo(HmmPfns.VALID | HmmPfns.WRITE);
        }

        @Test
        void run_requestsThatAreMasked_doNotCount() {
            Vma vma = os.mm.mmap(2 * MmFixture.PAGE, VmFlags.READ_WRITE);
            RangeFault range = new RangeFault(os.core, os.cpu, os.mm, 2);
            range.words()[0] = HmmPfns.VALID | HmmPfns.WRITE;

            assertThat(look(range, vma, Request.SNAPSHOT, 0)).isEqualTo(Outcome.DONE);

            assertThat(range.words()[0]).isZero();
            assertThat(os.mm.nrAnonPages()).isZero();
        }
    }

    @Nested
    class ByNumbers {

        @Test
        void pfns_scatteredPages_leaveTheDeviceAndTheirNeighboursStay() {
            Vma vma = os.mapOnDevice(NR_PAGES);
            MigrateDevice evict = new MigrateDevice(os.core, 3);
            long[] mpfns = new long[3];
            for (int i = 0; i < 3; i++) {
                mpfns[i] = os.core.migratePfns().fromPage(
                        os.devicePageAt(vma.start() + 5L * i * MmFixture.PAGE));
            }

            evict.pfns(mpfns, 3);
            for (int i = 0; i < 3; i++) {
                assertThat(evict.src()[i] & MigratePfns.MIGRATE).isNotZero();
            }
            assertThat(os.driver.fillRamPages(evict.src(), evict.dst(), 3)).isTrue();
            evict.pages();
            evict.finish();

            for (int i = 0; i < NR_PAGES; i++) {
                long at = vma.start() + i * MmFixture.PAGE;
                assertThat(os.isOnDevice(at)).as("page %d", i).isEqualTo(i % 5 != 0 || i > 10);
                assertThat(os.cpu.loadLong(os.mm, at)).isEqualTo(MmFixture.pattern(i));
            }
        }
    }

    @Nested
    class Remap {

        @Test
        void mremapKept_file_leavesTheOldRangeAFiles() {
            try (PageCache file = os.core.createFile(2)) {
                Vma shared = os.mm.mmapFile(file, 2 * MmFixture.PAGE,
                        VmFlags.READ_WRITE | VmFlags.SHARED);
                os.cpu.storeLong(os.mm, shared.start(), 77);
                long target = shared.start() + (64L << 20);

                os.mm.mremap(shared.start(), 2 * MmFixture.PAGE, target, RemapSource.KEPT);

                assertThat(os.cpu.loadLong(os.mm, target)).isEqualTo(77);
                assertThat(os.cpu.loadLong(os.mm, shared.start())).isEqualTo(77);
                os.mm.munmap(target, 2 * MmFixture.PAGE);
                os.mm.munmap(shared.start(), 2 * MmFixture.PAGE);
            }
        }
    }

    @Nested
    class Marks {

        @Test
        void migrate_writtenPages_staySoftDirtyThereAndBack() {
            Vma vma = os.mapOnDevice(1);
            assertThat(os.mm.entryAt(vma.start()) & Pte.SWP_SOFT_DIRTY).isNotZero();
            os.toSystem(vma);
            assertThat(os.mm.entryAt(vma.start()) & Pte.SOFT_DIRTY).isNotZero();
        }

        @Test
        void migrate_afterForbiddingWrites_mayNotBeWritten() {
            Vma vma = os.mapPattern(1);
            os.mm.mprotect(vma.start(), MmFixture.PAGE, VmFlags.READ);
            os.toDevice(vma);
            assertThat(os.mm.kindAt(vma.start())).isEqualTo(EntryKind.DEVICE_READ);
            os.toSystem(vma);
            assertThat(os.mm.kindAt(vma.start())).isEqualTo(EntryKind.PRESENT_READ);
        }
    }

    @Nested
    class UnderMigration {

        private void take(Vma vma, int select, long owner) {
            os.migrate.setup(vma, vma.start(), vma.end(), select, owner, StructPage.NO_PAGE);
        }

        @Test
        void setup_otherOwner_leavesDevicePagesWhereTheyAre() {
            Vma vma = os.mapOnDevice(NR_PAGES);

            take(vma, MigrateVma.SELECT_DEVICE_PRIVATE, os.driver.owner() + 1);

            assertThat(os.migrate.nrCollected()).isZero();
            assertThat(os.isOnDevice(vma.start())).isTrue();
            os.migrate.finish();
        }

        @Test
        void toDevice_flagsOfTheFolio_goWithIt() {
            Vma vma = os.mapPattern(1);
            Folio.set(os.ramPageAt(vma.start()), PageFlags.ACTIVE | PageFlags.WORKINGSET);

            os.toDevice(vma);

            assertThat(StructPage.flags(os.devicePageAt(vma.start())))
                    .matches(flags -> (flags & PageFlags.ACTIVE) != 0, "active")
                    .matches(flags -> (flags & PageFlags.WORKINGSET) != 0, "workingset");
        }

        @Test
        void mprotectRead_keepsThePageExclusive() {
            Vma vma = os.mapPattern(1);
            long page = os.ramPageAt(vma.start());
            take(vma, MigrateVma.SELECT_SYSTEM, os.driver.owner());
            os.mm.mprotect(vma.start(), MmFixture.PAGE, VmFlags.READ);

            os.migrate.finish();

            assertThat(os.mm.kindAt(vma.start())).isEqualTo(EntryKind.PRESENT_READ);
            assertThat(Folio.has(page, PageFlags.ANON_EXCLUSIVE)).isTrue();
        }

        @Test
        void fork_ofAReadableExclusivePage_sharesIt() {
            Vma vma = os.mapPattern(1);
            long page = os.ramPageAt(vma.start());
            os.mm.mprotect(vma.start(), MmFixture.PAGE, VmFlags.READ);
            take(vma, MigrateVma.SELECT_SYSTEM, os.driver.owner());
            AddressSpace child = os.mm.fork();

            os.migrate.finish();

            assertThat(StructPage.mapcount(page)).isEqualTo(2);
            assertThat(Folio.has(page, PageFlags.ANON_EXCLUSIVE)).isFalse();
            child.close();
        }
    }

    @Nested
    class Advices {

        @Test
        void madvise_hole_advisesTheRestAndRefusesWithEnomem() {
            for (Advice advice : new Advice[] {
                Advice.HUGEPAGE, Advice.NOHUGEPAGE, Advice.DONTNEED, Advice.FREE}) {
                Vma vma = os.mapPattern(3);
                os.mm.munmap(vma.start() + MmFixture.PAGE, MmFixture.PAGE);
                long last = vma.start() + 2 * MmFixture.PAGE;

                assertRefused(Errno.ENOMEM,
                        () -> os.mm.madvise(vma.start(), 3 * MmFixture.PAGE, advice));

                if (advice == Advice.DONTNEED) {
                    assertThat(os.mm.entryAt(last)).isEqualTo(Pte.NONE);
                }
                if (advice == Advice.HUGEPAGE) {
                    assertThat(os.mm.find(last).has(VmFlags.HUGEPAGE)).isTrue();
                }
                os.mm.munmap(vma.start(), 3 * MmFixture.PAGE);
            }
        }

        @Test
        void collapse_secondOfTwoBlocks_isCollapsedThoughTheFirstCannotBe() {
            long bytes = 2 * Pte.PMD_BYTES;
            Vma vma = os.mm.mmap(bytes, VmFlags.READ_WRITE);
            long second = vma.start() + Pte.PMD_BYTES;
            os.cpu.storeLong(os.mm, second, 5);

            assertRefused(Errno.EINVAL,
                    () -> os.mm.madvise(vma.start(), bytes, Advice.COLLAPSE));

            assertThat(os.mm.isHugeAt(second)).isTrue();
            assertThat(os.cpu.loadLong(os.mm, second)).isEqualTo(5);
        }

        @Test
        void collapse_memoryWithoutHugePages_isRefused() {
            Vma vma = os.mm.mmap(Pte.PMD_BYTES, VmFlags.READ_WRITE);
            os.cpu.storeLong(os.mm, vma.start(), 5);
            os.mm.madvise(vma.start(), Pte.PMD_BYTES, Advice.NOHUGEPAGE);

            assertRefused(Errno.EINVAL,
                    () -> os.mm.madvise(vma.start(), Pte.PMD_BYTES, Advice.COLLAPSE));

            assertThat(os.mm.isHugeAt(vma.start())).isFalse();
        }
    }
}
