package dev.hmmbench.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.LeafEntries.Access;
import dev.hmmbench.model.LeafEntries.AgeFlags;
import dev.hmmbench.model.LeafEntries.MigrationKind;
import dev.hmmbench.physmem.Pagemap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Protects the words that carry numbers: a device page and a RAM page of the same number must
 * never be taken for each other, and what a word says besides its number must survive.
 */
public abstract class CarriersContractTest extends ContractTest {

    private static final long DEVICE_BYTES = 128L << 20;

    private long ramPage;
    private long devicePage;
    private MigratePfns migratePfns;
    private HmmPfns hmmPfns;
    private RmapWalks rmapWalks;
    private LeafEntries leafEntries;

    /** Takes a RAM page and a device page, of the same number where the design allows it. */
    @BeforeEach
    void takePages() {
        Pagemap pagemap = create(DEVICE_BYTES);
        ramPage = memory.ram().allocPage();
        long pfn = memory.ram().pfnOf(ramPage);
        long index = pfn - pagemap.firstNumber();
        boolean isShared = index >= 0 && index < pagemap.nrPages();
        devicePage = pageAt(pagemap, isShared ? index : 0);
        migratePfns = model.carriers().migratePfns();
        hmmPfns = model.carriers().hmmPfns();
        rmapWalks = model.carriers().rmapWalks();
        leafEntries = model.carriers().leafEntries();
    }

    @Test
    void migratePfns_leadBackToTheirPage() {
        for (long page : new long[] {ramPage, devicePage}) {
            long mpfn = migratePfns.fromPage(page);
            assertThat(mpfn & MigratePfns.VALID).isNotZero();
            assertThat(migratePfns.pageOf(mpfn)).isEqualTo(page);
            long marked = mpfn | MigratePfns.MIGRATE | MigratePfns.WRITE | MigratePfns.COMPOUND;
            assertThat(migratePfns.pageOf(marked)).isEqualTo(page);
            assertThat(migratePfns.pageOf(mpfn & ~MigratePfns.VALID)).isEqualTo(Numbers.NO_PAGE);
        }
        assertThat(migratePfns.fromPage(ramPage)).isNotEqualTo(migratePfns.fromPage(devicePage));
    }

    @Test
    void migratePfns_ofDeviceRange_stepPageByPage() {
        long number = model.numbers().numberOf(devicePage);
        long mpfn = migratePfns.fromDeviceNumber(number);
        assertThat(mpfn).isEqualTo(migratePfns.fromPage(devicePage));
        assertThat(migratePfns.pageOf(mpfn + 3 * MigratePfns.NEXT_PAGE))
                .isEqualTo(devicePage + 3 * StructPage.SIZE_BYTES);
    }

    @Test
    void hmmPfns_leadBackToTheirPageAndOrder() {
        long ram = hmmPfns.fromPfn(memory.ram().pfnOf(ramPage), 9);
        long device = hmmPfns.fromDeviceNumber(model.numbers().numberOf(devicePage), 0);
        for (long flags : new long[] {0, HmmPfns.VALID, HmmPfns.VALID | HmmPfns.WRITE}) {
            assertThat(hmmPfns.pageOf(ram | flags)).isEqualTo(ramPage);
            assertThat(hmmPfns.orderOf(ram | flags)).isEqualTo(9);
            assertThat(hmmPfns.pageOf(device | flags)).isEqualTo(devicePage);
            assertThat(hmmPfns.orderOf(device | flags)).isZero();
        }
        assertThat((ram | device) & (HmmPfns.VALID | HmmPfns.WRITE | HmmPfns.ERROR
                | HmmPfns.DMA_MAPPED)).isZero();
    }

    @Test
    void leafTypes_areDistinctAndAboveTheSwapFiles() {
        List<Integer> types = new ArrayList<>();
        for (LeafKind kind : LeafKind.values()) {
            if (kind != LeafKind.SWAP && isOffered(kind)) {
                types.add(leafEntries.typeOf(kind));
            }
        }
        assertThat(types).doesNotHaveDuplicates()
                .allMatch(type -> type >= leafEntries.maxSwapFiles() && type < 32);
        assertThat(types).hasSize(32 - leafEntries.maxSwapFiles());
    }

    @Test
    void deviceEntries_leadBackToTheirPage() {
        for (Access access : Access.values()) {
            long entry = leafEntries.deviceEntry(devicePage, access);
            assertNotPresent(entry);
            assertThat(leafEntries.kindOf(entry)).isEqualTo(
                    access == Access.WRITE ? LeafKind.DEVICE_WRITE : LeafKind.DEVICE_READ);
            assertThat(leafEntries.pageOf(entry)).isEqualTo(devicePage);
            assertThat(leafEntries.numberOf(entry))
                    .isEqualTo(model.numbers().numberOf(devicePage));
        }
    }

    @Test
    void migrationEntries_keepPageKindAndAge() {
        for (long page : new long[] {ramPage, devicePage}) {
            for (MigrationKind kind : MigrationKind.values()) {
                for (int age = 0; age <= (AgeFlags.YOUNG | AgeFlags.DIRTY); age++) {
                    assertMigration(leafEntries.migrationEntry(page, kind, age), page, kind, age);
                }
            }
        }
    }

    @Test
    void toMigration_keepsPageAgeAndSoftwareBits() {
        for (long page : new long[] {ramPage, devicePage}) {
            for (MigrationKind kind : MigrationKind.values()) {
                long entry = leafEntries.migrationEntry(
                        page, MigrationKind.WRITE, AgeFlags.DIRTY) | SwapEntryCode.SOFT_DIRTY;
                long weaker = leafEntries.toMigration(entry, kind);
                assertMigration(weaker & ~SwapEntryCode.SOFT_DIRTY, page, kind, AgeFlags.DIRTY);
                assertThat(weaker & SwapEntryCode.SOFT_DIRTY).isNotZero();
            }
        }
    }

    @Test
    void toReadableDevice_keepsPageAndDropsSoftDirty() {
        long entry = leafEntries.deviceEntry(devicePage, Access.WRITE)
                | SwapEntryCode.SOFT_DIRTY | SwapEntryCode.UFFD_WP;
        long weaker = leafEntries.toReadableDevice(entry);
        assertThat(weaker).isEqualTo(
                leafEntries.deviceEntry(devicePage, Access.READ) | SwapEntryCode.UFFD_WP);
    }

    @Test
    void exclusiveEntry_leadsBackToItsPage() {
        long entry = leafEntries.exclusiveEntry(ramPage);
        assertThat(leafEntries.kindOf(entry)).isEqualTo(LeafKind.DEVICE_EXCLUSIVE);
        assertThat(leafEntries.pageOf(entry)).isEqualTo(ramPage);
    }

    @Test
    void rmapWalks_matchTheirOwnFolioAlone() {
        long deviceEntry = leafEntries.deviceEntry(devicePage, Access.READ);
        long exclusiveEntry = leafEntries.exclusiveEntry(ramPage);
        assertThat(isFound(devicePage, 0, deviceEntry)).isTrue();
        assertThat(isFound(devicePage, 0, exclusiveEntry)).isFalse();
        assertThat(isFound(ramPage, 0, exclusiveEntry)).isTrue();
        assertThat(isFound(ramPage, 0, deviceEntry)).isFalse();
        assertThat(isFound(devicePage, RmapWalks.MIGRATION, deviceEntry)).isFalse();
    }

    @Test
    void rmapWalks_forMigration_matchTheirOwnFolioAlone() {
        long device = leafEntries.migrationEntry(devicePage, MigrationKind.READ, 0);
        long ram = leafEntries.migrationEntry(ramPage, MigrationKind.WRITE, AgeFlags.YOUNG);
        assertThat(isFound(devicePage, RmapWalks.MIGRATION, device)).isTrue();
        assertThat(isFound(devicePage, RmapWalks.MIGRATION, ram)).isFalse();
        assertThat(isFound(ramPage, RmapWalks.MIGRATION, ram)).isTrue();
        assertThat(isFound(ramPage, RmapWalks.MIGRATION, device)).isFalse();
        assertThat(isFound(ramPage, 0, ram)).isFalse();
    }

    @Test
    void rmapWalks_presentEntries_matchRamAlone() {
        long pfn = memory.ram().pfnOf(ramPage);
        assertThat(rmapWalks.matchesPresent(rmapWalks.numberFor(ramPage), 1,
                rmapWalks.flagsFor(ramPage, RmapWalks.SYNC), pfn)).isTrue();
        assertThat(rmapWalks.matchesPresent(rmapWalks.numberFor(devicePage), 1,
                rmapWalks.flagsFor(devicePage, RmapWalks.SYNC), pfn)).isFalse();
    }

    @Test
    void rmapWalks_hugeEntriesAndFolios_matchWhereTheyOverlap() {
        long next = devicePage + 5 * StructPage.SIZE_BYTES;
        long entry = leafEntries.deviceEntry(next, Access.READ);
        int flags = rmapWalks.flagsFor(devicePage, 0);
        long number = rmapWalks.numberFor(devicePage);
        assertThat(rmapWalks.matches(number, 5, flags, entry)).isFalse();
        assertThat(rmapWalks.matches(number, 6, flags, entry)).isTrue();
        long huge = leafEntries.deviceEntry(devicePage, Access.READ);
        assertThat(rmapWalks.matches(number + 511, 1, flags, huge, 512)).isTrue();
        assertThat(rmapWalks.matches(number + 512, 1, flags, huge, 512)).isFalse();
        assertThat(rmapWalks.subpageIndex(devicePage, entry)).isEqualTo(5);
        assertThat(rmapWalks.folioOf(number, flags)).isEqualTo(devicePage);
    }

    @Test
    void snapshots_tellNumberAndSpace() {
        Snapshots snapshots = model.carriers().snapshots();
        assertThat(snapshots.numberOf(ramPage)).isEqualTo(memory.ram().pfnOf(ramPage));
        assertThat(snapshots.flagsOf(ramPage)).isEqualTo(Snapshots.FAITHFUL);
        assertThat(snapshots.numberOf(devicePage))
                .isEqualTo(model.numbers().numberOf(devicePage));
        assertThat(snapshots.flagsOf(devicePage) & Snapshots.FAITHFUL).isNotZero();
    }

    private boolean isFound(long folio, int flags, long entry) {
        return rmapWalks.matches(rmapWalks.numberFor(folio), 1,
                rmapWalks.flagsFor(folio, flags), entry);
    }

    private void assertMigration(long entry, long page, MigrationKind kind, int age) {
        assertNotPresent(entry);
        LeafKind leafKind = leafEntries.kindOf(entry);
        assertThat(leafKind.isMigration()).isTrue();
        assertThat(leafKind.isWritable()).isEqualTo(kind == MigrationKind.WRITE);
        assertThat(leafKind.name().endsWith("EXCLUSIVE"))
                .isEqualTo(kind == MigrationKind.READ_EXCLUSIVE);
        assertThat(leafEntries.pageOf(entry)).isEqualTo(page);
        assertThat(leafEntries.ageFlagsOf(entry)).isEqualTo(age);
    }

    /**
     * Bits 0, 4 to 8 must be clear: present, the A/D erratum, what pmd_present() and PROT_NONE
     * use.
     */
    private static void assertNotPresent(long entry) {
        assertThat(entry & 0x1f1).isZero();
    }

    private boolean isOffered(LeafKind kind) {
        try {
            leafEntries.typeOf(kind);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
