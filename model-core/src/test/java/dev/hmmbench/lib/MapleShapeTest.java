package dev.hmmbench.lib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hmmbench.count.Counters;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Protects the shape of the tree: what a lookup costs is a count of levels and pivots, and these
 * must be the recorded kernel's for the same registrations.
 *
 * <p>Recorded kernel, Linux 6.19.6 with the series: {@code device_private_offset_to_page()} costs
 * 73 instructions for the first of a few pagemaps, 31 more for each further level and 6 more for
 * each pivot passed. The recorded averages contain about 0.06 % of timer interrupts and, in random
 * order, sampling noise.
 */
class MapleShapeTest {

    private static final long MAP_BYTES = 512L * 4096;
    private static final long SPACE_LAST = 1L << 46;
    private static final Percentage INTERRUPTS = Percentage.withPercentage(0.11);

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "8,1", "15,1", "16,2", "64,2", "512,3", "4096,4"})
    void height_afterSequentialRegistration_isRecorded(int nrMaps, int height) {
        try (MapleTree tree = registered(nrMaps, TreeMode.IN_PLACE)) {
            assertThat(tree.height()).isEqualTo(height);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,73.043", "8,8,94.045", "16,16,128.078", "64,64,151.714", "512,512,207.890",
        "4096,512,239.337", "64,8,125.062", "512,8,156.104"})
    void lookupCost_inSequentialOrder_isRecorded(int nrMaps, int nrVisited, double recorded) {
        try (MapleTree tree = registered(nrMaps, TreeMode.IN_PLACE)) {
            assertThat(averageCost(tree, nrVisited)).isCloseTo(recorded, INTERRUPTS);
        }
    }

    @ParameterizedTest
    @CsvSource({"15,115.071", "16,128.070", "64,151.758", "512,207.795", "4096,260.323"})
    void lookupCost_inRandomOrder_isRecorded(int nrMaps, double recorded) {
        try (MapleTree tree = registered(nrMaps, TreeMode.IN_PLACE)) {
            assertThat(averageCost(tree, nrMaps)).isCloseTo(recorded, INTERRUPTS);
        }
    }

    /** The walk inside the recorded creation loop, whose device is the last in the tree. */
    @ParameterizedTest
    @CsvSource({"0,64", "7,106", "63,173", "511,228"})
    void walkOfLastMap_behindOthers_isRecorded(int nrOthers, double recorded) {
        try (MapleTree tree = registered(nrOthers + 1, TreeMode.IN_PLACE)) {
            double cost = cost(tree, nrOthers * MAP_BYTES) - 73 + 64;
            assertThat(cost).isCloseTo(recorded, within(1.0));
        }
    }

    @ParameterizedTest
    @EnumSource(TreeMode.class)
    void fifteenMaps_fitTheRootLeaf_firstToFourteenPivotsPassed(TreeMode mode) {
        try (MapleTree tree = registered(15, mode)) {
            assertThat(tree.nodes()).isEqualTo(1);
            assertThat(cost(tree, 0)).isEqualTo(73);
            assertThat(cost(tree, 14 * MAP_BYTES)).isEqualTo(157);
        }
    }

    /** Pushing to the left neighbour packs the leaves: 15 ranges each but for the last two. */
    @ParameterizedTest
    @EnumSource(TreeMode.class)
    void sequentialRegistration_packsLeaves(TreeMode mode) {
        try (MapleTree tree = registered(64, mode)) {
            assertThat(tree.nodes()).isEqualTo(6);
            for (int leaf = 0; leaf < 3; leaf++) {
                MaplePath path = tree.pathTo(leaf * 15L * MAP_BYTES);
                assertThat(path.slot(1)).isZero();
                assertThat(path.end(1)).isEqualTo(14);
            }
        }
    }

    private static MapleTree registered(int nrMaps, TreeMode mode) {
        MapleTree tree = new MapleTree(mode, new Counters());
        for (int i = 0; i < nrMaps; i++) {
            long first = tree.allocRange(0x1000 + i, MAP_BYTES, 0, SPACE_LAST);
            assertThat(first).isEqualTo(i * MAP_BYTES);
        }
        tree.validate();
        return tree;
    }

    private static double averageCost(MapleTree tree, int nrMaps) {
        double sum = 0;
        for (int i = 0; i < nrMaps; i++) {
            sum += cost(tree, i * MAP_BYTES);
        }
        return sum / nrMaps;
    }

    private static double cost(MapleTree tree, long index) {
        MaplePath path = tree.pathTo(index);
        int nrPassed = 0;
        for (int level = 0; level <= path.leafLevel(); level++) {
            nrPassed += path.slot(level);
        }
        return 73 + 31 * path.leafLevel() + 6 * nrPassed;
    }
}
