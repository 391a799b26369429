package dev.hmmbench.mm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorDevice;
import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A process with a device that hands out 2 MiB folios, and what the tests of both say of it. */
abstract class HugeMemory {

    static final int NR_PAGES = HugePmd.NR_PAGES;
    static final long PAGE = MmFixture.PAGE;
    static final long HALF = Pte.PMD_BYTES / 2;
    /** Holds two 2 MiB folios for sure, wherever the design puts it. */
    static final int CHUNK_PAGES = 4 * NR_PAGES;

    MmFixture os;
    DmirrorDevice device;
    Dmirror mirror;

    /** Returns the model under test. */
    protected abstract String modelName();

    @BeforeEach
    void boot() {
        os = MmFixture.copying(modelName());
        device = new DmirrorDevice(os.core, 2, CHUNK_PAGES);
        mirror = device.open(os.mm, os.cpu);
    }

    @AfterEach
    void shutDown() {
        os.mm.close();
        mirror.close();
        device.validate();
        assertThat(device.nrUsedPages()).isZero();
        device.close();
        os.close();
    }

    Vma map() {
        Vma vma = os.mm.mmap(Pte.PMD_BYTES, VmFlags.READ_WRITE);
        os.mm.madvise(vma.start(), Pte.PMD_BYTES, Advice.HUGEPAGE);
        return vma;
    }

    Vma mapPattern() {
        Vma vma = map();
        storePattern(vma);
        assertThat(os.mm.isHugeAt(vma.start())).isTrue();
        return vma;
    }

    void storePattern(Vma vma) {
        for (int i = 0; i < NR_PAGES; i++) {
            os.cpu.storeLong(os.mm, vma.start() + i * PAGE, MmFixture.pattern(i));
        }
    }

    Vma mapOnDevice() {
        Vma vma = mapPattern();
        toDevice(vma);
        assertThat(os.mm.isHugeAt(vma.start())).isTrue();
        assertThat(os.isOnDevice(vma.start())).isTrue();
        return vma;
    }

    void toDevice(Vma vma) {
        int nrPages = (int) (vma.end() - vma.start() >>> Pte.PAGE_SHIFT);
        mirror.migrateToDevice(vma.start(), nrPages, new int[nrPages << 10]);
    }

    void assertPattern(AddressSpace mm, long start, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(os.cpu.loadLong(mm, start + (i - from) * PAGE))
                    .as("page %d", i)
                    .isEqualTo(MmFixture.pattern(i));
        }
    }

    LeafKind kindAt(AddressSpace mm, long address) {
        return os.core.leafEntries().kindOf(mm.entryAt(address));
    }

    /** Checks that 512 entries of 4 KiB map what one mapped, of the same folio. */
    void assertMappedByEntries(Vma vma, long folio) {
        assertThat(os.mm.isHugeAt(vma.start())).isFalse();
        assertThat(Folio.mapcount(folio)).isEqualTo(NR_PAGES);
        assertThat(CompoundPage.entireMapcount(folio)).isZero();
        assertThat(StructPage.refcount(folio)).isEqualTo(NR_PAGES);
        for (int i = 0; i < NR_PAGES; i++) {
            long page = CompoundPage.pageAt(folio, i);
            assertThat(os.mm.pageAt(vma.start() + i * PAGE)).isEqualTo(page);
            assertThat(Folio.pageMapcount(page)).isEqualTo(1);
            assertThat(Folio.has(page, PageFlags.ANON_EXCLUSIVE)).isTrue();
        }
    }
}
