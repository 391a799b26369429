package dev.hmmbench.mm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.LeafKind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Protects what processes do to memory that one entry of 2 MiB maps, in RAM or on a device:
 * content, counts and marks survive operations on all of it and on parts.
 */
public abstract class HugeProcessContractTest extends HugeMemory {

    @Nested
    class PartOfEntry {

        @Test
        void munmap_partOfDeviceEntry_keepsTheRest() {
            Vma vma = mapOnDevice();

            os.mm.munmap(vma.start(), HALF);

            assertThat(os.mm.nrAnonPages()).isEqualTo(NR_PAGES / 2);
            assertPattern(os.mm, vma.start() + HALF, NR_PAGES / 2, NR_PAGES);
        }

        @Test
        void mprotect_partOfDeviceEntry_weakensThatPartAlone() {
            Vma vma = mapOnDevice();
            long start = vma.start();

            os.mm.mprotect(start, HALF, VmFlags.READ);

            assertThat(kindAt(os.mm, start)).isEqualTo(LeafKind.DEVICE_READ);
            assertThat(kindAt(os.mm, start + HALF)).isEqualTo(LeafKind.DEVICE_WRITE);
            assertPattern(os.mm, start, 0, NR_PAGES);
        }

        @Test
        void dontneed_partOfDeviceEntry_readsAsZeroesThere() {
            Vma vma = mapOnDevice();

            os.mm.madviseDontneed(vma.start() + HALF, HALF);

            assertThat(os.cpu.loadLong(os.mm, vma.start() + HALF)).isZero();
            assertPattern(os.mm, vma.start(), 0, NR_PAGES / 2);
        }

        @Test
        void free_partOfPresentEntry_splitsItAndCleansThatPart() {
            Vma vma = mapPattern();

            os.mm.madvise(vma.start(), HALF, Advice.FREE);

            assertThat(os.mm.isHugeAt(vma.start())).isFalse();
            assertThat(Pte.isDirty(os.mm.entryAt(vma.start()))).isFalse();
            assertThat(Pte.isDirty(os.mm.entryAt(vma.start() + HALF))).isTrue();
        }

        @Test
        void free_wholeEntry_staysWhole() {
            Vma vma = mapPattern();

            os.mm.madvise(vma.start(), Pte.PMD_BYTES, Advice.FREE);

            assertThat(os.mm.isHugeAt(vma.start())).isTrue();
            assertThat(Pte.isDirty(os.mm.entryAt(vma.start()))).isFalse();
        }

        @Test
        void free_deviceEntry_leavesItAlone() {
            Vma vma = mapOnDevice();

            os.mm.madvise(vma.start(), HALF, Advice.FREE);

            assertThat(os.mm.isHugeAt(vma.start())).isTrue();
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
        }
    }

    @Nested
    class Move {

        @Test
        void mremap_aligned_movesTheEntryWhole() {
            Vma vma = mapOnDevice();
            long folio = os.mm.pageAt(vma.start());

            Vma moved = os.mm.mremap(vma.start(), Pte.PMD_BYTES, vma.start() + 4 * HALF);

            assertThat(os.mm.isHugeAt(moved.start())).isTrue();
            assertThat(os.mm.pageAt(moved.start())).isEqualTo(folio);
            assertThat(os.mm.entryAt(moved.start()) & Pte.SWP_SOFT_DIRTY).isNotZero();
            assertPattern(os.mm, moved.start(), 0, NR_PAGES);
        }

        @Test
        void mremap_unaligned_splitsAndEvictionFindsEveryPage() {
            Vma vma = mapOnDevice();
            Vma moved = os.mm.mremap(vma.start(), Pte.PMD_BYTES, vma.start() + 5 * HALF);
            assertThat(os.isOnDevice(moved.start())).isTrue();

            device.evictAll();

            assertThat(device.nrUsedPages()).isZero();
            assertPattern(os.mm, moved.start(), 0, NR_PAGES);
        }

        @Test
        void mremap_half_leavesTheOtherHalf() {
            Vma vma = mapPattern();
            long start = vma.start();

            os.mm.mremap(start + HALF, HALF, start + 4 * HALF);

            assertPattern(os.mm, start, 0, NR_PAGES / 2);
            assertPattern(os.mm, start + 4 * HALF, NR_PAGES / 2, NR_PAGES);
        }
    }

    @Nested
    class Look {

        @Test
        void rangeFault_writeToOnePageOfAReadableEntry_fillsThoseBeforeIt() {
            Vma vma = mapPattern();
            os.mm.mprotect(vma.start(), Pte.PMD_BYTES, VmFlags.READ);
            os.mm.mprotect(vma.start(), Pte.PMD_BYTES, VmFlags.READ_WRITE);
            AddressSpace child = os.mm.fork();
            RangeFault range = new RangeFault(os.core, os.cpu, os.mm, 8);
            range.words()[5] = HmmPfns.VALID | HmmPfns.WRITE;

            SilentNotifier notifier = SilentNotifier.on(os.mm);
            long stamp = os.mm.lockRead();
            RangeFault.Outcome outcome = range.run(notifier, os.mm.notifiers().readBegin(notifier),
                    vma.start(), vma.start() + 8 * PAGE, RangeFault.Request.SNAPSHOT,
                    HmmPfns.VALID | HmmPfns.WRITE, device.owner());
            os.mm.unlockRead(stamp);
            os.mm.notifiers().remove(notifier);

            assertThat(outcome).isEqualTo(RangeFault.Outcome.BUSY);
            for (int i = 0; i < 5; i++) {
                assertThat(range.words()[i] & HmmPfns.VALID).as("page %d", i).isNotZero();
            }
            child.close();
        }
    }

    @Nested
    class ReadOnly {

        @Test
        void mprotectRead_duringMigration_comesBackWholeAndReadOnly() {
            Vma vma = mapOnDevice();
            take(vma, device.owner());
            os.mm.mprotect(vma.start(), Pte.PMD_BYTES, VmFlags.READ);

            os.migrate.finish();

            assertThat(os.mm.isHugeAt(vma.start())).isTrue();
            assertThat(kindAt(os.mm, vma.start())).isEqualTo(LeafKind.DEVICE_READ);
        }

        @Test
        void munmapPart_ofAReadableEntry_leavesReadableEntries() {
            Vma vma = mapOnDevice();
            os.mm.mprotect(vma.start(), Pte.PMD_BYTES, VmFlags.READ);

            os.mm.munmap(vma.start(), HALF);

            assertThat(kindAt(os.mm, vma.start() + HALF)).isEqualTo(LeafKind.DEVICE_READ);
        }

        @Test
        void setup_otherOwner_leavesTheEntryWhereItIs() {
            Vma vma = mapOnDevice();

            take(vma, device.owner() + 1);

            assertThat(os.migrate.nrCollected()).isZero();
            assertThat(os.isOnDevice(vma.start())).isTrue();
            os.migrate.finish();
        }

        private void take(Vma vma, long owner) {
            os.migrate.setup(vma, vma.start(), vma.end(), MigrateVma.SELECT_DEVICE_PRIVATE
                    | MigrateVma.SELECT_COMPOUND, owner, StructPage.NO_PAGE);
        }
    }

    @Nested
    class Fork {

        @Test
        void fork_deviceEntry_isSharedWholeAndReadOnly() {
            Vma vma = mapOnDevice();
            long folio = os.mm.pageAt(vma.start());
            AddressSpace child = os.mm.fork();

            assertThat(child.isHugeAt(vma.start())).isTrue();
            assertThat(kindAt(os.mm, vma.start())).isEqualTo(LeafKind.DEVICE_READ);
            assertThat(kindAt(child, vma.start())).isEqualTo(LeafKind.DEVICE_READ);
            assertThat(CompoundPage.entireMapcount(folio)).isEqualTo(2);
            assertThat(StructPage.refcount(folio)).isEqualTo(2);
            assertPattern(child, vma.start(), 0, NR_PAGES);
            assertThat(os.isOnDevice(vma.start())).isFalse();
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
            child.close();
        }

        @Test
        void fork_thenSplitInTheParent_leavesTheChildsEntryWhole() {
            Vma vma = mapOnDevice();
            AddressSpace child = os.mm.fork();

            os.mm.munmap(vma.start(), HALF);

            assertThat(child.isHugeAt(vma.start())).isTrue();
            assertPattern(child, vma.start(), 0, NR_PAGES);
            assertPattern(os.mm, vma.start() + HALF, NR_PAGES / 2, NR_PAGES);
            child.close();
        }

        @Test
        void store_sharedEntry_copiesOnePageAndKeepsTheOthersContent() {
            Vma vma = mapPattern();
            AddressSpace child = os.mm.fork();

            os.cpu.storeLong(os.mm, vma.start(), -1);

            assertThat(os.mm.isHugeAt(vma.start())).isFalse();
            assertThat(os.mm.pageAt(vma.start())).isNotEqualTo(child.pageAt(vma.start()));
            assertThat(os.mm.pageAt(vma.start() + PAGE))
                    .isEqualTo(child.pageAt(vma.start() + PAGE));
            assertPattern(child, vma.start(), 0, NR_PAGES);
            assertThat(os.cpu.loadLong(os.mm, vma.start())).isEqualTo(-1);
            child.close();
        }

        @Test
        void fork_pinnedEntry_copiesEveryPageForTheChild() {
            Vma vma = mapPattern();
            long pinned = os.core.userPages()
                    .pin(os.cpu, os.mm, vma.start() + PAGE, UserPages.Term.SHORT);

            AddressSpace child = os.mm.fork();

            assertThat(os.mm.pageAt(vma.start() + PAGE)).isEqualTo(pinned);
            assertThat(child.pageAt(vma.start() + PAGE)).isNotEqualTo(pinned);
            assertPattern(child, vma.start(), 0, NR_PAGES);
            os.core.userPages().unpin(pinned);
            child.close();
        }
    }

    @Nested
    class ZeroFolio {

        @Test
        void load_untouched_mapsTheHugeZeroFolioAndCountsNothing() {
            Vma vma = map();

            assertThat(os.cpu.loadLong(os.mm, vma.start() + HALF)).isZero();

            assertThat(os.mm.isHugeAt(vma.start())).isTrue();
            assertThat(os.mm.nrAnonPages()).isZero();
        }

        @Test
        void store_hugeZeroFolio_replacesItByOneOfItsOwn() {
            Vma vma = map();
            os.cpu.loadLong(os.mm, vma.start());
            AddressSpace child = os.mm.fork();

            os.cpu.storeLong(os.mm, vma.start() + HALF, 7);

            assertThat(os.mm.isHugeAt(vma.start())).isTrue();
            assertThat(os.mm.nrAnonPages()).isEqualTo(NR_PAGES);
            assertThat(os.cpu.loadLong(os.mm, vma.start())).isZero();
            assertThat(os.cpu.loadLong(child, vma.start() + HALF)).isZero();
            child.close();
        }

        @Test
        void toDevice_hugeZeroFolio_makesAFolioOfZeroes() {
            Vma vma = map();
            os.cpu.loadLong(os.mm, vma.start());

            toDevice(vma);

            assertThat(os.isOnDevice(vma.start())).isTrue();
            assertThat(os.mm.isHugeAt(vma.start())).isTrue();
            assertThat(os.cpu.loadLong(os.mm, vma.end() - PAGE)).isZero();
        }
    }
}
