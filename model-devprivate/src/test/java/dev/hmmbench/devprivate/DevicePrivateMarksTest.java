package dev.hmmbench.devprivate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counter;
import dev.hmmbench.model.Driver;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafEntries.Access;
import dev.hmmbench.model.LeafEntries.MigrationKind;
import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.physmem.WrongSpaceException;
import dev.hmmbench.platform.Machine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Protects the marks that say which space a number is in, where the series puts them, and how many
 * tree walks each conversion costs.
 */
class DevicePrivateMarksTest {

    private static final long NUMBER = 4097;

    private final PhysicalMemory memory =
            new PhysicalMemory(Machine.reference(), BootOptions.pooled(32L << 20));
    private final MemoryModel model = new DevicePrivateProvider().open("devprivate", memory);
    private final long devicePage = takeDevicePage();
    private final long ramPage = memory.ram().allocPage();

    @AfterEach
    void close() {
        model.close();
        memory.close();
    }

    @Test
    void migratePfn_ofDevicePage_hasBit5() {
        assertThat(model.carriers().migratePfns().fromPage(devicePage))
                .isEqualTo(NUMBER << 6 | 1L << 5 | MigratePfns.VALID);
        assertThat(model.carriers().migratePfns().fromPage(ramPage) & 1L << 5).isZero();
    }

    @Test
    void hmmPfn_ofDeviceNumber_hasBit57AndOrderFrom52() {
        assertThat(model.carriers().hmmPfns().fromDeviceNumber(NUMBER, 9))
                .isEqualTo(1L << 57 | 9L << 52 | NUMBER);
    }

    @Test
    void rmapWalk_ofDeviceFolio_hasBit2() {
        assertThat(model.carriers().rmapWalks().flagsFor(devicePage, 1)).isEqualTo(1 | 4);
        assertThat(model.carriers().rmapWalks().flagsFor(ramPage, 1)).isEqualTo(1);
        assertThat(model.carriers().rmapWalks().numberFor(devicePage)).isEqualTo(NUMBER);
    }

    @Test
    void snapshot_ofDevicePage_hasBit3() {
        assertThat(model.carriers().snapshots().flagsOf(devicePage)).isEqualTo(1 | 8);
    }

    /** Numbers of include/linux/swap.h with the series, all optional kinds configured. */
    @Test
    void leafTypes_areThoseOfTheSeries() {
        LeafEntries entries = model.carriers().leafEntries();
        LeafKind[] from21 = {
            LeafKind.HWPOISON, LeafKind.MIGRATION_READ, LeafKind.MIGRATION_READ_EXCLUSIVE,
            LeafKind.MIGRATION_WRITE, LeafKind.DEVICE_WRITE, LeafKind.DEVICE_READ,
            LeafKind.DEVICE_EXCLUSIVE, LeafKind.MIGRATION_DEVICE_READ,
            LeafKind.MIGRATION_DEVICE_READ_EXCLUSIVE, LeafKind.MIGRATION_DEVICE_WRITE,
            LeafKind.PTE_MARKER
        };
        assertThat(entries.maxSwapFiles()).isEqualTo(21);
        for (int i = 0; i < from21.length; i++) {
            assertThat(entries.typeOf(from21[i])).isEqualTo(21 + i);
        }
    }

    @Test
    void migrationEntry_ofDevicePage_isOfTheSecondFamily() {
        LeafEntries entries = model.carriers().leafEntries();
        long device = entries.migrationEntry(devicePage, MigrationKind.WRITE, 0);
        long ram = entries.migrationEntry(ramPage, MigrationKind.WRITE, 0);
        assertThat(entries.kindOf(device)).isEqualTo(LeafKind.MIGRATION_DEVICE_WRITE);
        assertThat(entries.numberOf(device)).isEqualTo(NUMBER);
        assertThat(entries.kindOf(ram)).isEqualTo(LeafKind.MIGRATION_WRITE);
    }

    @Test
    void conversionsToPages_ofDeviceNumbers_walkOnce() {
        LeafEntries entries = model.carriers().leafEntries();
        long entry = entries.deviceEntry(devicePage, Access.WRITE);
        long migration = entries.migrationEntry(devicePage, MigrationKind.WRITE, 0);
        long mpfn = model.carriers().migratePfns().fromPage(devicePage);
        assertWalks(1, () -> entries.pageOf(entry));
        assertWalks(1, () -> entries.pageOf(migration));
        assertWalks(1, () -> model.carriers().migratePfns().pageOf(mpfn));
        assertWalks(1, () -> entries.toMigration(migration, MigrationKind.READ));
    }

    @Test
    void conversionsFromPagesAndOfRam_walkNever() {
        LeafEntries entries = model.carriers().leafEntries();
        long entry = entries.deviceEntry(devicePage, Access.WRITE);
        long ram = entries.migrationEntry(ramPage, MigrationKind.WRITE, 0);
        assertWalks(0, () -> entries.toReadableDevice(entry));
        assertWalks(0, () -> entries.migrationEntry(devicePage, MigrationKind.READ, 0));
        assertWalks(0, () -> entries.toMigration(ram, MigrationKind.READ));
        assertWalks(0, () -> model.carriers().migratePfns().fromPage(devicePage));
        assertWalks(0, () -> model.numbers().numberOf(devicePage));
    }

    /** The mark is lost: what is left is read as a PFN, and none of this machine. */
    @Test
    void numberWithoutItsMark_isRefusedInStrictMode() {
        long far = model.carriers().migratePfns().fromDeviceNumber(1L << 33);
        assertThatThrownBy(() -> model.carriers().migratePfns().pageOf(far & ~(1L << 5)))
                .isInstanceOf(WrongSpaceException.class);
        long hmmPfn = model.carriers().hmmPfns().fromDeviceNumber(1L << 33, 0);
        assertThatThrownBy(() -> model.carriers().hmmPfns().pageOf(hmmPfn & ~(1L << 57)))
                .isInstanceOf(WrongSpaceException.class);
    }

    private void assertWalks(long expected, Runnable conversion) {
        model.counters().reset();
        conversion.run();
        assertThat(model.counters().get(Counter.TREE_WALKS)).isEqualTo(expected);
    }

    private long takeDevicePage() {
        model.lifecycle().create(Driver.request(64L << 20));
        return model.numbers().pageOf(NUMBER);
    }
}
