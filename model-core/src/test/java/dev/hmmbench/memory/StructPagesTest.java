package dev.hmmbench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Protects the bulk loops over struct pages: every byte written, none beside them, none twice. */
class StructPagesTest {

    private static final long PGMAP = 0x7f00_1234_5000L;
    private static final long FLAGS = PageFlags.zoneDevice(3);
    private static final long DIRT = 0xdead_beef_dead_beefL;
    /** More than one chunk of the bulk loop, and not a multiple of it. */
    private static final long NR_PAGES = (1 << 15) + 3;

    private Mapping mapping;
    private long firstPage;

    @BeforeEach
    void dirtyMemory() {
        mapping = Mapping.map((NR_PAGES + 2) * StructPage.SIZE_BYTES, Mapping.Pages.BASE);
        firstPage = mapping.address() + StructPage.SIZE_BYTES;
        for (long offset = 0; offset < mapping.sizeBytes(); offset += Long.BYTES) {
            Memory.putLong(mapping.address() + offset, DIRT);
        }
    }

    @AfterEach
    void unmap() {
        mapping.close();
    }

    @Test
    void initialiseZoneDevicePage_onDirtyMemory_leavesTheKernelsWords() {
        StructPages.initialiseZoneDevicePage(firstPage, FLAGS, PGMAP);
        // By hand: node 3 << 58, zone 4 << 55, 14 ones << 41 for no last CPU, bit 13 reserved.
        long flags = 0x0c00_0000_0000_0000L | 0x0200_0000_0000_0000L
                | 0x007f_fe00_0000_0000L | 0x2000L;
        assertThat(wordsOf(firstPage)).containsExactly(
                flags, PGMAP, 0, 0, 0, 0, 0x0000_0000_ffff_ffffL, 0);
    }

    @Test
    void initialiseZoneDevice_overMoreThanOneChunk_writesEveryPageAndNothingElse() {
        StructPages.initialiseZoneDevice(firstPage, NR_PAGES, FLAGS, PGMAP);
        assertThat(StructPages.findNotInitialised(firstPage, NR_PAGES, FLAGS, PGMAP))
                .isEqualTo(-1);
        assertThat(wordsOf(firstPage - StructPage.SIZE_BYTES)).containsOnly(DIRT);
        assertThat(wordsOf(firstPage + NR_PAGES * StructPage.SIZE_BYTES)).containsOnly(DIRT);
    }

    @Test
    void initialiseZoneDevice_noPages_writesNothing() {
        StructPages.initialiseZoneDevice(firstPage, 0, FLAGS, PGMAP);
        assertThat(wordsOf(firstPage)).containsOnly(DIRT);
    }

    @Test
    void initialiseZoneDevice_pastTheMapping_isCaughtWhereAddressesAreChecked() {
        assertThatThrownBy(
                () -> StructPages.initialiseZoneDevice(firstPage, 1L << 40, FLAGS, PGMAP))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Long.toHexString(firstPage));
    }

    @Test
    void findNotInitialised_oneWordOff_namesThePage() {
        StructPages.initialiseZoneDevice(firstPage, NR_PAGES, FLAGS, PGMAP);
        for (int word = 0; word < 8; word++) {
            long page = firstPage + (100 + word) * StructPage.SIZE_BYTES;
            Memory.putLong(page + word * Long.BYTES, DIRT);
            assertThat(StructPages.findNotInitialised(firstPage, NR_PAGES, FLAGS, PGMAP))
                    .isEqualTo(100 + word);
            StructPages.initialiseZoneDevicePage(page, FLAGS, PGMAP);
        }
    }

    @Test
    void zero_clearsThePagesAlone() {
        StructPages.zero(firstPage, NR_PAGES);
        assertThat(StructPages.countFlags(firstPage, NR_PAGES, -1, 0)).isEqualTo(NR_PAGES);
        assertThat(wordsOf(firstPage + (NR_PAGES - 1) * StructPage.SIZE_BYTES)).containsOnly(0);
        assertThat(wordsOf(firstPage - StructPage.SIZE_BYTES)).containsOnly(DIRT);
        assertThat(wordsOf(firstPage + NR_PAGES * StructPage.SIZE_BYTES)).containsOnly(DIRT);
    }

    @Test
    void countFlags_countsMaskedMatchesOnly() {
        StructPages.initialiseZoneDevice(firstPage, NR_PAGES, FLAGS, PGMAP);
        StructPage.setFlags(firstPage + 7 * StructPage.SIZE_BYTES, FLAGS | PageFlags.LOCKED);
        StructPage.setFlags(firstPage + NR_PAGES / 2 * StructPage.SIZE_BYTES, 0);
        long mask = PageFlags.RESERVED | PageFlags.LOCKED;
        assertThat(StructPages.countFlags(firstPage, NR_PAGES, mask, PageFlags.RESERVED))
                .isEqualTo(NR_PAGES - 2);
    }

    @Test
    void zoneDevice_isDecodedAsEncoded() {
        assertThat(PageFlags.zoneOf(FLAGS)).isEqualTo(PageFlags.ZONE_DEVICE);
        assertThat(PageFlags.nodeOf(FLAGS)).isEqualTo(3);
        assertThat(PageFlags.nodeOf(PageFlags.initial(PageFlags.ZONE_NORMAL, 63))).isEqualTo(63);
        assertThatThrownBy(() -> PageFlags.initial(PageFlags.ZONE_NORMAL, 64))
                .isInstanceOf(AssertionError.class);
    }

    private static long[] wordsOf(long page) {
        long[] words = new long[StructPage.SIZE_BYTES / Long.BYTES];
        for (int i = 0; i < words.length; i++) {
            words[i] = Memory.getLong(page + (long) i * Long.BYTES);
        }
        return words;
    }
}
