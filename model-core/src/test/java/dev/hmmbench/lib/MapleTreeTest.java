package dev.hmmbench.lib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Protects what callers rely on: first fit from the bottom, the kernel's error numbers, what is
 * counted, and that a failed allocation leaves no trace.
 */
class MapleTreeTest {

    private static final long LAST = (1L << 20) - 1;

    private final Counters counters = new Counters();
    private int nrAdmitted = Integer.MAX_VALUE;
    private MapleTree tree = newTree(TreeMode.IN_PLACE);

    @AfterEach
    void validateAndClose() {
        tree.validate();
        tree.close();
    }

    @Nested
    class Allocation {

        @Test
        void allocRange_emptyTree_beginsAtMin() {
            assertThat(tree.allocRange(8, 16, 100, LAST)).isEqualTo(100);
            assertThat(tree.load(99)).isZero();
            assertThat(tree.load(100)).isEqualTo(8);
            assertThat(tree.load(115)).isEqualTo(8);
            assertThat(tree.load(116)).isZero();
            assertThat(tree.load(-1)).isZero();
        }

        /**
         * <pre>
         *  0       4       8       12      16
         *  AAAA    BBBB    ....    CCCC        erase B, then want 3, 5, 2
         *  AAAA    DDDF            CCCC  EEEEE
         * </pre>
         */
        @Test
        void allocRange_gapsOfAllSizes_takesLowestThatFits() {
            tree.allocRange(8, 4, 0, LAST);
            tree.allocRange(16, 4, 0, LAST);
            tree.allocRange(24, 4, 8, LAST);
            assertThat(tree.erase(5)).isEqualTo(16);
            assertThat(tree.allocRange(32, 3, 0, LAST)).isEqualTo(4);
            assertThat(tree.allocRange(40, 5, 0, LAST)).isEqualTo(12);
            assertThat(tree.allocRange(48, 1, 0, LAST)).isEqualTo(7);
        }

        @ParameterizedTest
        @CsvSource({"0,0,100", "101,0,99", "1,50,49", "-1,0,100"})
        void allocRange_impossibleRequest_isEinval(long size, long min, long max) {
            assertThat(tree.allocRange(8, size, min, max)).isEqualTo(Errnos.EINVAL);
            assertThat(tree.height()).isZero();
        }

        @Test
        void allocRange_windowOfExactSize_fitsOnceThenIsBusy() {
            assertThat(tree.allocRange(8, 100, 0, 99)).isZero();
            assertThat(tree.allocRange(8, 1, 0, 99)).isEqualTo(Errnos.EBUSY);
            assertThat(tree.allocRange(8, 1, 0, 100)).isEqualTo(100);
        }

        /** The kernel's window ends one byte above the space: max is inclusive. */
        @Test
        void allocRange_maxIsInclusive() {
            assertThat(tree.allocRange(8, 101, 0, 100)).isZero();
        }

        @Test
        void allocRange_gapOutsideWindow_isBusy() {
            tree.allocRange(8, 100, 0, LAST);
            tree.allocRange(16, 100, 200, LAST);
            assertThat(tree.allocRange(24, 101, 0, 250)).isEqualTo(Errnos.EBUSY);
            assertThat(tree.allocRange(24, 51, 50, 149)).isEqualTo(Errnos.EBUSY);
            assertThat(tree.allocRange(24, 50, 50, 149)).isEqualTo(100);
        }

        @Test
        void allocRange_noValue_throws() {
            assertThatThrownBy(() -> tree.allocRange(0, 1, 0, LAST))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Erasure {

        @Test
        void erase_nothingThere_returnsZero() {
            assertThat(tree.erase(5)).isZero();
            tree.allocRange(8, 4, 0, LAST);
            assertThat(tree.erase(4)).isZero();
        }

        @ParameterizedTest
        @EnumSource(TreeMode.class)
        void erase_last_leavesEmptyTreeWithoutNodes(TreeMode mode) {
            renew(mode);
            tree.allocRange(8, 4, 0, LAST);
            assertThat(tree.erase(2)).isEqualTo(8);
            assertThat(tree.height()).isZero();
            assertThat(tree.nodes()).isZero();
        }

        @ParameterizedTest
        @EnumSource(TreeMode.class)
        void erase_allOfMany_fromEitherEnd_shrinksToNothing(TreeMode mode) {
            renew(mode);
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < 500; i++) {
                    tree.allocRange(8 + i, 2, 0, LAST);
                }
                assertThat(tree.height()).isEqualTo(3);
                for (int i = 0; i < 500; i++) {
                    int victim = pass == 0 ? i : 499 - i;
                    assertThat(tree.erase(2L * victim)).isEqualTo(8 + victim);
                    tree.validate();
                }
                assertThat(tree.bytes()).isZero();
            }
        }
    }

    @Nested
    class Failure {

        /** Random updates; each is first made to fail at every allocation it makes. */
        @ParameterizedTest
        @EnumSource(TreeMode.class)
        void anyUpdate_failsAtEachAllocation_treeIsAsBefore(TreeMode mode) {
            renew(mode);
            SplittableRandom random = new SplittableRandom(77);
            int nrFailures = 0;
            for (int step = 0; step < 1_500; step++) {
                long where = 3L * random.nextInt(600);
                boolean isErase = random.nextInt(step < 700 ? 4 : 2) == 0;
                for (int admitted = 0; ; admitted++) {
                    nrAdmitted = admitted;
                    int nodesBefore = tree.nodes();
                    long valueBefore = tree.load(where);
                    long result = isErase ? tree.erase(where)
                            : tree.allocRange(8 + step, 1 + random.nextInt(3), where, LAST);
                    nrAdmitted = Integer.MAX_VALUE;
                    tree.validate();
                    if (result != Errnos.ENOMEM) {
                        break;
                    }
                    nrFailures++;
                    assertThat(tree.nodes()).isEqualTo(nodesBefore);
                    assertThat(tree.load(where)).isEqualTo(valueBefore);
                }
            }
            assertThat(nrFailures).isGreaterThan(100);
        }

        @Test
        void allocRange_arenaExhausted_isEnomemAndRecovers() {
            tree.close();
            tree = new MapleTree(TreeMode.RCU, 8, AllocationGate.OPEN, counters);
            int nrMaps = 0;
            while (tree.allocRange(8, 1, 0, LAST) >= 0) {
                nrMaps++;
                tree.validate();
            }
            assertThat(tree.allocRange(8, 1, 0, LAST)).isEqualTo(Errnos.ENOMEM);
            assertThat(nrMaps).isGreaterThan(15);
            // Between two neighbours one slot is emptied and filled again, without a new node.
            assertThat(tree.erase(5)).isEqualTo(8);
            assertThat(tree.allocRange(16, 1, 0, LAST)).isEqualTo(5);
        }

        @Test
        void newTree_capacityNotAPowerOfTwo_throws() {
            assertThatThrownBy(
                    () -> new MapleTree(TreeMode.RCU, 100, AllocationGate.OPEN, counters))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("100 nodes");
        }
    }

    @Nested
    class Counts {

        @Test
        void load_threeMaps_countsWalkNodesAndPivots() {
            for (int i = 0; i < 3; i++) {
                tree.allocRange(8 + i, 10, 0, LAST);
            }
            counters.reset();
            tree.load(25);
            assertThat(counters.get(Counter.TREE_WALKS)).isEqualTo(1);
            assertThat(counters.get(Counter.TREE_NODES_VISITED)).isEqualTo(1);
            assertThat(counters.get(Counter.TREE_PIVOTS_COMPARED)).isEqualTo(3);
            assertThat(counters.get(Counter.TREE_LOCKS)).isZero();
        }

        @Test
        void gapSearch_countsNodesOfEachLevelAndNoWalk() {
            for (int i = 0; i < 4096; i++) {
                tree.allocRange(8 + i, 10, 0, LAST);
            }
            counters.reset();
            tree.allocRange(8, 10, 0, LAST);
            assertThat(counters.get(Counter.TREE_NODES_VISITED)).isEqualTo(tree.height());
            assertThat(counters.get(Counter.TREE_WALKS)).isZero();
        }

        @Test
        void gapSearch_emptyTree_countsNothing() {
            tree.allocRange(8, 10, 0, LAST);
            assertThat(counters.get(Counter.TREE_NODES_VISITED)).isZero();
        }

        @Test
        void sixteenthMap_splitsRoot_threeNewNodesOneFreed() {
            for (int i = 0; i < 15; i++) {
                tree.allocRange(8 + i, 10, 0, LAST);
            }
            counters.reset();
            tree.allocRange(8, 10, 0, LAST);
            assertThat(counters.get(Counter.TREE_NODES_ALLOCATED)).isEqualTo(3);
            assertThat(counters.get(Counter.TREE_NODES_FREED)).isEqualTo(1);
            assertThat(counters.get(Counter.TREE_LOCKS)).isEqualTo(1);
        }

        /** Only the tree that thinks of readers copies a leaf to append to it. */
        @ParameterizedTest
        @CsvSource({"IN_PLACE,0", "RCU,1"})
        void append_toRootLeaf_copiesOnlyForReaders(TreeMode mode, int nrCopies) {
            renew(mode);
            for (int i = 0; i < 8; i++) {
                tree.allocRange(8 + i, 10, 0, LAST);
            }
            counters.reset();
            tree.allocRange(8, 10, 0, LAST);
            assertThat(counters.get(Counter.TREE_NODES_ALLOCATED)).isEqualTo(nrCopies);
            assertThat(counters.get(Counter.TREE_NODES_FREED)).isEqualTo(nrCopies);
        }
    }

    private void renew(TreeMode mode) {
        tree.close();
        tree = newTree(mode);
    }

    private MapleTree newTree(TreeMode mode) {
        return new MapleTree(mode, MapleTree.DEFAULT_CAPACITY_NODES, () -> nrAdmitted-- > 0,
                counters);
    }
}
