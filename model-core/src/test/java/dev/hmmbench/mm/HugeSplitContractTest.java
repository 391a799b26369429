package dev.hmmbench.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.ModelException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Protects the ways between one folio of 2 MiB and 512 pages: split entries and folios, collapse,
 * and others who hold single pages.
 */
public abstract class HugeSplitContractTest extends HugeMemory {

    @Nested
    class SplitEntry {

        @Test
        void split_presentEntry_leavesTheFolioMappedByPages() {
            Vma vma = mapPattern();
            long folio = os.mm.pageAt(vma.start());

            SplitHugePmd.split(vma, vma.start(), SplitHugePmd.Freeze.NO);

            assertMappedByEntries(vma, folio);
            os.cpu.storeLong(os.mm, vma.start() + PAGE, MmFixture.pattern(1));
            assertThat(os.mm.pageAt(vma.start() + PAGE))
                    .as("an exclusive page is not copied")
                    .isEqualTo(CompoundPage.pageAt(folio, 1));
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
        }

        @Test
        void split_deviceEntry_keepsKindFolioAndCounts() {
            Vma vma = mapOnDevice();
            long folio = os.mm.pageAt(vma.start());

            SplitHugePmd.split(vma, vma.start(), SplitHugePmd.Freeze.NO);

            assertMappedByEntries(vma, folio);
            assertThat(kindAt(os.mm, vma.end() - PAGE)).isEqualTo(LeafKind.DEVICE_WRITE);
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
            assertThat(device.nrUsedPages()).isZero();
        }

        @Test
        void split_hugeZeroEntry_mapsTheZeroPageEverywhere() {
            Vma vma = map();
            os.cpu.loadLong(os.mm, vma.start());

            SplitHugePmd.split(vma, vma.start(), SplitHugePmd.Freeze.NO);

            assertThat(os.mm.isHugeAt(vma.start())).isFalse();
            assertThat(os.mm.kindAt(vma.end() - PAGE)).isEqualTo(EntryKind.ZERO_PAGE);
            assertThat(os.mm.nrAnonPages()).isZero();
        }

        @Test
        void split_nothingMapped_doesNothing() {
            Vma vma = map();

            SplitHugePmd.split(vma, vma.start(), SplitHugePmd.Freeze.NO);

            assertThat(os.mm.entryAt(vma.start())).isZero();
        }
    }

    @Nested
    class SplitOfFolio {

        private boolean split(long folio) {
            Folio.get(folio);
            Folio.lock(folio);
            boolean isSplit = SplitFolio.split(os.core, folio);
            Folio.unlock(folio);
            os.core.putFolio(folio);
            return isSplit;
        }

        private void assertSplit(Vma vma, long folio) {
            assertThat(Folio.isLarge(folio)).isFalse();
            for (int i = 0; i < NR_PAGES; i++) {
                long page = CompoundPage.pageAt(folio, i);
                assertThat(os.mm.pageAt(vma.start() + i * PAGE)).isEqualTo(page);
                assertThat(StructPage.refcount(page)).isEqualTo(1);
                assertThat(StructPage.mapcount(page)).isEqualTo(1);
                assertThat(Folio.isLocked(page)).isFalse();
                assertThat(Folio.headOf(page)).isEqualTo(page);
            }
        }

        @Test
        void split_mappedByOneEntry_makesFoliosOfOnePage() {
            Vma vma = mapPattern();
            long folio = os.mm.pageAt(vma.start());

            assertThat(split(folio)).isTrue();

            assertSplit(vma, folio);
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
        }

        @Test
        void split_onDevice_makesDevicePagesWithTheirOwnContent() {
            Vma vma = mapOnDevice();
            long folio = os.mm.pageAt(vma.start());

            assertThat(split(folio)).isTrue();

            assertSplit(vma, folio);
            assertThat(kindAt(os.mm, vma.start())).isEqualTo(LeafKind.DEVICE_WRITE);
            assertThat(device.nrUsedPages()).isEqualTo(NR_PAGES);
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
        }

        @Test
        void split_heldBySomebody_isRefusedAndChangesNothing() {
            Vma vma = mapPattern();
            long folio = os.mm.pageAt(vma.start());
            Folio.get(folio);

            assertThat(split(folio)).isFalse();

            os.core.putFolio(folio);
            assertThat(Folio.isLarge(folio)).isTrue();
            assertThat(StructPage.refcount(folio)).isEqualTo(Folio.mapcount(folio));
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
        }

        @Test
        void toSystem_largeAllocationFails_splitsTheUnmappedFolio() {
            Vma vma = mapOnDevice();
            mirror.setFlags(Dmirror.FAIL_ALLOC);

            mirror.migrateToSystem(vma.start(), NR_PAGES);

            assertThat(os.mm.isHugeAt(vma.start())).isFalse();
            assertThat(os.isOnDevice(vma.start())).isFalse();
            assertThat(device.nrUsedPages()).isZero();
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
        }

        @Test
        void toSystem_partOfDeviceEntry_leavesTheRestOnTheDevice() {
            Vma vma = mapOnDevice();

            mirror.migrateToSystem(vma.start(), NR_PAGES / 4);

            assertThat(os.isOnDevice(vma.start())).isFalse();
            assertThat(os.isOnDevice(vma.start() + HALF)).isTrue();
            assertThat(device.nrUsedPages()).isEqualTo(NR_PAGES - NR_PAGES / 4);
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
        }
    }

    @Nested
    class CollapseOfPages {

        private Vma mapSmall() {
            Vma vma = os.mm.mmap(Pte.PMD_BYTES, VmFlags.READ_WRITE);
            storePattern(vma);
            assertThat(os.mm.isHugeAt(vma.start())).isFalse();
            return vma;
        }

        @Test
        void collapse_pages_makesOneFolioOfTheSameContent() {
            Vma vma = mapSmall();

            os.mm.madvise(vma.start(), Pte.PMD_BYTES, Advice.COLLAPSE);

            assertThat(os.mm.isHugeAt(vma.start())).isTrue();
            assertThat(os.mm.nrAnonPages()).isEqualTo(NR_PAGES);
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
        }

        @Test
        void collapse_devicePageAmongThem_isRefused() {
            Vma vma = mapSmall();
            mirror.migrateToDevice(vma.start() + HALF, 1, new int[1 << 10]);

            assertThatThrownBy(() -> os.mm.madvise(
                    vma.start(), Pte.PMD_BYTES, Advice.COLLAPSE))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("-EINVAL");

            assertThat(os.isOnDevice(vma.start() + HALF)).isTrue();
        }

        @Test
        void collapse_splitEntry_foldsItAgain() {
            Vma vma = mapPattern();
            SplitHugePmd.split(vma, vma.start(), SplitHugePmd.Freeze.NO);

            os.mm.madvise(vma.start(), Pte.PMD_BYTES, Advice.COLLAPSE);

            assertThat(os.mm.isHugeAt(vma.start())).isTrue();
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
        }
    }

    @Nested
    class OthersReferences {

        @Test
        void get_pageOfEntry_referencesItsFolio() {
            Vma vma = mapPattern();
            long folio = os.mm.pageAt(vma.start());

            long page = os.core.userPages().get(
                    os.cpu, os.mm, vma.start() + 3 * PAGE, Access.READ);

            assertThat(page).isEqualTo(CompoundPage.pageAt(folio, 3));
            assertThat(StructPage.refcount(folio)).isEqualTo(2);
            assertThat(os.core.userPages().getFast(
                    os.cpu, os.mm, vma.start() + 3 * PAGE, Access.WRITE)).isEqualTo(page);
            os.core.putFolio(folio);
            os.core.putFolio(folio);
        }

        @Test
        void pin_deviceEntry_bringsItBackWholeAndKeepsItInRam() {
            Vma vma = mapOnDevice();
            UserPages pages = os.core.userPages();

            long pinned = pages.pinFast(os.cpu, os.mm, vma.start() + HALF, UserPages.Term.LONG);

            assertThat(os.isOnDevice(vma.start())).isFalse();
            assertThatThrownBy(() -> toDevice(vma)).isInstanceOf(ModelException.class);
            assertThat(os.isOnDevice(vma.start())).isFalse();
            pages.unpin(pinned);
            toDevice(vma);
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
        }

        @Test
        void exclusive_pageOfEntry_splitsTheEntryAndTakesOnePage() {
            Vma vma = mapPattern();
            long folio = os.mm.pageAt(vma.start());
            long address = vma.start() + 5 * PAGE;

            mirror.exclusive(address, 1, new int[1 << 10]);

            assertThat(os.mm.kindAt(address)).isEqualTo(EntryKind.EXCLUSIVE);
            assertThat(os.mm.isHugeAt(address)).isFalse();
            assertThat(Folio.isLocked(folio)).isFalse();
            assertThat(StructPage.refcount(folio)).isEqualTo(NR_PAGES);
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
            assertThat(os.mm.kindAt(address).isRam()).isTrue();
        }

        @Test
        void fork_exclusivePageOfFolio_makesItPresentForBoth() {
            Vma vma = mapPattern();
            mirror.exclusive(vma.start() + 5 * PAGE, 1, new int[1 << 10]);

            AddressSpace child = os.mm.fork();

            assertPattern(child, vma.start(), 0, NR_PAGES);
            child.close();
        }

        @Test
        void toDevice_exclusivePageOfFolio_movesAllPages() {
            Vma vma = mapPattern();
            mirror.exclusive(vma.start() + 5 * PAGE, 1, new int[1 << 10]);
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);

            toDevice(vma);

            assertThat(os.isOnDevice(vma.start() + 5 * PAGE)).isTrue();
            assertPattern(os.mm, vma.start(), 0, NR_PAGES);
        }
    }
}
