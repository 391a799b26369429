package dev.hmmbench.devprivate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.AllocationGate;
import dev.hmmbench.lib.MapleTree;
import dev.hmmbench.lib.TreeMode;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.model.SearchMode;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.platform.PhysicalRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protects where the new design puts numbers, and its limits: 128 GiB, a full space, nothing. */
class DevicePrivatePlacementTest {

    private static final long GIB = 1L << 30;
    private static final long PAGE = 4096;
    private static final long CAP = 128 * GIB;

    @Test
    void reserve_successive_packsFromZeroByPages() {
        DevicePrivatePlacement placement = ofBits(46);
        assertThat(placed(placement, 1).lastByte()).isEqualTo(0xfff);
        PlacementOutcome.Placed second = placed(placement, 3 * PAGE + 1);
        assertThat(second.startByte()).isEqualTo(0x1000);
        assertThat(second.takenBytes()).isEqualTo(4 * PAGE);
    }

    @Test
    void reserve_afterRelease_takesTheLowestHole() {
        // 0123 -> 0 23, then a page goes to 1 and two pages behind 3.
        DevicePrivatePlacement placement = ofBits(46);
        placed(placement, PAGE);
        PlacementOutcome.Placed second = placed(placement, PAGE);
        placed(placement, 2 * PAGE);
        placement.release(second);
        assertThat(placed(placement, 2 * PAGE).startByte()).isEqualTo(4 * PAGE);
        assertThat(placed(placement, PAGE)).isEqualTo(second);
    }

    @ParameterizedTest
    @CsvSource({"137438953472", "137438949377", "141733920768", "-1", "-4096"})
    void reserve_128GibAndMore_isEnomem(long sizeBytes) {
        PlacementOutcome.Refused refused = refused(ofBits(46), sizeBytes);
        assertThat(refused.errno()).isEqualTo(Errno.ENOMEM);
        assertThat(refused.reason()).contains("one pagemap ends below 128 GiB");
    }

    @Test
    void reserve_128GibMinusOnePage_fits() {
        assertThat(placed(ofBits(46), CAP - PAGE).takenBytes()).isEqualTo(CAP - PAGE);
    }

    @Test
    void reserve_nothing_isEinval() {
        assertThat(refused(ofBits(46), 0).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void reserve_moreThanTheSpace_isEinval() {
        // The window's last byte is 1 << bits, inclusive, but no page begins there.
        DevicePrivatePlacement placement = ofBits(36);
        assertThat(refused(placement, 64 * GIB + 1).errno()).isEqualTo(Errno.EINVAL);
        assertThat(placed(placement, 64 * GIB).startByte()).isZero();
    }

    @Test
    void reserve_fullSpace_isEbusyAndSaysWhatIsLeft() {
        DevicePrivatePlacement placement = ofBits(36);
        placed(placement, 60 * GIB);
        PlacementOutcome.Refused refused = refused(placement, 5 * GIB);
        assertThat(refused.errno()).isEqualTo(Errno.EBUSY);
        assertThat(refused.reason()).isEqualTo(
                "no gap of 5 GiB is left in the space of 64 GiB; the largest has 4 GiB");
        assertThat(placement.largestHoleBytes()).isEqualTo(4 * GIB);
    }

    @Test
    void reserve_measuredSearch_saysNoReason() {
        DevicePrivatePlacement placement = ofBits(36);
        placed(placement, 60 * GIB);
        PlacementOutcome.Refused worded = refused(placement, 5 * GIB);
        placement.setSearch(SearchMode.KERNEL);
        assertThat(refused(placement, 5 * GIB)).isEqualTo(
                new PlacementOutcome.Refused(Errno.EBUSY, "", worded.probes()));
    }

    @Test
    void nrFitting_fewGaps_countsThemAndLeavesThem() {
        DevicePrivatePlacement placement = ofBits(36);
        placed(placement, 60 * GIB);
        assertThat(placement.nrFitting(GIB, 3)).isEqualTo(3);
        assertThat(placement.nrFitting(GIB, 9)).isEqualTo(4);
        assertThat(placement.largestHoleBytes()).isEqualTo(4 * GIB);
    }

    @Test
    void reserve_noTreeNode_isEnomem() {
        DevicePrivatePlacement placement = of(46, () -> false);
        PlacementOutcome.Refused refused = refused(placement, PAGE);
        assertThat(refused.errno()).isEqualTo(Errno.ENOMEM);
        assertThat(refused.reason()).isEqualTo("no memory for a tree node");
    }

    @Test
    void release_partOfAReservation_isRefused() {
        DevicePrivatePlacement placement = ofBits(46);
        placed(placement, 2 * PAGE);
        PlacementOutcome.Placed part = new PlacementOutcome.Placed(0, 0xfff, PAGE, 0);
        assertThatThrownBy(() -> placement.release(part))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hotAdd_besideAnyDevice_comesIn() {
        DevicePrivatePlacement placement = ofBits(46);
        placed(placement, 100 * GIB);
        assertThat(placement.hotAdd(new PhysicalRange(8 * GIB, 9 * GIB))).isEmpty();
        assertThat(placement.hotAdd(new PhysicalRange(8 * GIB, 9 * GIB)))
                .contains("-EEXIST: 0x200000000-0x23fffffff is taken");
    }

    private static PlacementOutcome.Placed placed(
            DevicePrivatePlacement placement, long sizeBytes) {
        return (PlacementOutcome.Placed) placement.reserve(sizeBytes);
    }

    private static PlacementOutcome.Refused refused(
            DevicePrivatePlacement placement, long sizeBytes) {
        return (PlacementOutcome.Refused) placement.reserve(sizeBytes);
    }

    private static DevicePrivatePlacement ofBits(int spaceBits) {
        return of(spaceBits, AllocationGate.OPEN);
    }

    private static DevicePrivatePlacement of(int spaceBits, AllocationGate gate) {
        Counters counters = new Counters();
        return new DevicePrivatePlacement(
                new MapleTree(TreeMode.IN_PLACE, 64, gate, counters),
                Machine.reference().newResourceTree(counters), spaceBits, counters);
    }
}
