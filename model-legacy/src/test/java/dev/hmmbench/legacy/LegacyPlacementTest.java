package dev.hmmbench.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.FreeRegionSearch;
import dev.hmmbench.lib.ResourceTree;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.model.SearchMode;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.platform.PageTableLevels;
import dev.hmmbench.platform.PhysicalRange;
import dev.hmmbench.platform.Scenario;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protects what a reader is told about a placement: where, or which errno and why. */
class LegacyPlacementTest {

    private static final long GIB = 1L << 30;

    private final ResourceTree tree;
    private final LegacyPlacement placement;

    LegacyPlacementTest() {
        // The recorded reference map, whose top is Reserved, on a CPU of 40 bits.
        Machine machine = Machine.reference().withLimits(Limits.x86(40, PageTableLevels.FOUR));
        tree = machine.newResourceTree(new Counters());
        placement = new LegacyPlacement(tree, machine.limits(), FreeRegionSearch.LITERAL);
    }

    @Test
    void reserve_blockedTop_liesBelowTheBlocker() {
        // Recorded Linux 6.12.117 with 40 bits: 80 GiB at e900000000, below Reserved fd00000000.
        assertThat(placement.firstBlocker(80 * GIB)).isEqualTo("Reserved fd00000000-ffffffffff");
        PlacementOutcome.Placed placed = (PlacementOutcome.Placed) placement.reserve(80 * GIB);
        assertThat(placed.startByte()).isEqualTo(0xe9_0000_0000L);
        assertThat(placed.lastByte()).isEqualTo(0xfc_ffff_ffffL);
                assertThat(placed.probes()).isEqualTo(12 * 8 + 1);
        tree.validate();
    }

    @Test
    void reserve_onePage_takesASection() {
        PlacementOutcome.Placed placed = (PlacementOutcome.Placed) placement.reserve(4096);
        assertThat(placed.takenBytes()).isEqualTo(placement.granuleBytes()).isEqualTo(1L << 27);
        assertThat(placed.requestedBytes()).isEqualTo(4096);
    }

    @Test
    void reserve_noHole_saysWhatTheLargestOneTakes() {
        PlacementOutcome.Refused refused =
                (PlacementOutcome.Refused) placement.reserve(1020 * GIB);
        assertThat(refused.errno()).isEqualTo(Errno.ERANGE);
        assertThat(refused.reason()).isEqualTo("no candidate up to 0xffffffffff is free;"
                + " the largest hole takes 1005 GiB, between PCI Bus 0000:00 and Reserved"
                + " (1c0000000-fcffffffff)");
        assertThat(placement.largestHoleBytes()).isEqualTo(1005 * GIB);
        assertThat(refused.probes()).isEqualTo(31);
    }

    @Test
    void reserve_moreThanTheSpace_isRefusedByTheClaim() {
        PlacementOutcome.Refused refused =
                (PlacementOutcome.Refused) placement.reserve(2048 * GIB);
        assertThat(refused.reason())
                .isEqualTo("2 TiB exceed the space, which ends at 0xffffffffff");
        assertThat(refused.probes()).isEqualTo(1);
    }

    @Test
    void reserve_measuredSearch_saysNoReason() {
        placement.setSearch(SearchMode.KERNEL);
        assertThat(placement.reserve(1020 * GIB))
                .isEqualTo(new PlacementOutcome.Refused(Errno.ERANGE, "", 31));
    }

    // 1005 GiB below the Reserved block, 7 GiB steps from the top: 143 whole ones and 4 GiB left.
    @ParameterizedTest
    @CsvSource({"7,1000,143", "7,100,100", "1005,5,1", "1006,5,0", "2048,5,0"})
    void nrFitting_emptySpace_countsWithoutASearch(long gib, int most, int expected) {
        assertThat(placement.nrFitting(gib * GIB, most)).isEqualTo(expected);
        assertThat(placement.nodesVisited()).isZero();
        assertThat(tree.counters().snapshot()).isEmpty();
        tree.validate();
    }

    @Test
    void reserve_noMemory_isEnomem() {
        tree.setDescriptorSource(() -> false);
        assertThat(placement.reserve(4096)).isInstanceOfSatisfying(PlacementOutcome.Refused.class,
                refused -> assertThat(refused.errno()).isEqualTo(Errno.ENOMEM));
    }

    @Test
    void release_placed_makesRoomAgain() {
        PlacementOutcome.Placed first = (PlacementOutcome.Placed) placement.reserve(GIB);
        placement.release(first);
        assertThat(placement.reserve(GIB)).isEqualTo(first);
    }

    @Test
    void release_twice_isRefused() {
        PlacementOutcome.Placed placed = (PlacementOutcome.Placed) placement.reserve(GIB);
        placement.release(placed);
        assertThatThrownBy(() -> placement.release(placed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // Recorded Linux 6.12.117, 40 bits, maxmem 512G, with and without 512 GiB of device memory: the
    // DIMM inside the reservation is refused, every other one comes in.
    @ParameterizedTest
    @CsvSource({"0,0x200000000,true", "512,0x200000000,false", "512,0x100000000,true"})
    void hotAdd_recordedDimm_comesInUnlessItsAddressesAreTaken(
            long reservedGib, long dimmStart, boolean isAdded) {
        Machine machine = Scenario.catalogue().getLast().machine();
        LegacyPlacement recorded = new LegacyPlacement(
                machine.newResourceTree(new Counters()), machine.limits(),
                FreeRegionSearch.SKIPPING);
        if (reservedGib > 0) {
            PlacementOutcome.Placed placed =
                    (PlacementOutcome.Placed) recorded.reserve("gfrlab", reservedGib * GIB);
            assertThat(placed.startByte()).isEqualTo(0x1_c000_0000L);
        }
        Optional<String> refusal =
                recorded.hotAdd(new PhysicalRange(dimmStart, dimmStart + GIB));
        assertThat(refusal).isEqualTo(isAdded ? Optional.empty() : Optional.of(
                "Unaddressable device gfrlab [mem 0x1c0000000-0x81bfffffff]"
                + " conflicts with [mem 0x200000000-0x23fffffff]"));
    }
}
