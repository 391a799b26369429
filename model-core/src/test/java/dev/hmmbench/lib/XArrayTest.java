package dev.hmmbench.lib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protects the array from page frame to pagemap: how few slots and nodes a range takes, that
 * lookups agree with a plain sorted map, and that a failed store leaves no trace.
 */
class XArrayTest {

    private final Counters counters = new Counters();
    private int nrAdmitted = Integer.MAX_VALUE;
    private final XArray array = new XArray(() -> nrAdmitted-- > 0, counters);

    @AfterEach
    void validate() {
        array.validate();
    }

    @Nested
    class Shape {

        /** 16 slots of 4,096 frames each, below nodes of 2^30, 2^24 and 2^18 frames per slot. */
        @Test
        void storeRange_256MiBAt128MiBBorder_takesSixteenSlotsFourLevelsDown() {
            long first = 0x3_ffff_0000L;
            array.storeRange(first, first + 0xffff, 8);
            assertThat(array.nodes()).isEqualTo(4);
            assertThat(counters.get(Counter.XARRAY_SLOTS_WRITTEN)).isEqualTo(3 + 16);
            assertThat(array.load(first + 0x1234)).isEqualTo(8);
            assertThat(counters.get(Counter.XARRAY_NODES_VISITED)).isEqualTo(4);
            assertThat(array.load(first - 1)).isZero();
        }

        /** 64 slots of a node are one slot of the node above. */
        @Test
        void storeRange_wholeNode_isOneSlotOfTheLevelAbove() {
            array.storeRange(64, 127, 8);
            assertThat(array.nodes()).isEqualTo(1);
            assertThat(array.load(64)).isEqualTo(8);
            assertThat(array.load(127)).isEqualTo(8);
            assertThat(array.load(63)).isZero();
            assertThat(array.load(128)).isZero();
        }

        /** Unaligned at both ends: slots of 1, then of 64, then of 1 index. */
        @Test
        void storeRange_unaligned_isCutIntoPiecesByAlignment() {
            array.storeRange(60, 200, 8);
            for (long index = 50; index < 210; index++) {
                assertThat(array.load(index)).isEqualTo(index >= 60 && index <= 200 ? 8 : 0);
            }
            assertThat(array.nodes()).isEqualTo(3);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 62, 64, 4094, 4096, 1L << 34, -2})
        void storeRange_singleIndex_isFoundAndTakesOneNodePerLevel(long index) {
            array.storeRange(index, index, 16);
            assertThat(array.load(index)).isEqualTo(16);
            assertThat(array.load(index - 1)).isZero();
            int nrBits = Long.SIZE - Long.numberOfLeadingZeros(index);
            assertThat(array.nodes()).isEqualTo((nrBits + 5) / 6);
            array.storeRange(index, index, 0);
            assertThat(array.nodes()).isZero();
        }

        @Test
        void storeRange_indexZero_isKeptInTheHead() {
            array.storeRange(0, 0, 8);
            assertThat(array.load(0)).isEqualTo(8);
            assertThat(array.load(1)).isZero();
            assertThat(array.nodes()).isZero();
            array.storeRange(64, 64, 16);
            assertThat(array.load(0)).isEqualTo(8);
            array.storeRange(64, 64, 0);
            assertThat(array.nodes()).as("levels that only the first slot needs go").isZero();
            assertThat(array.load(0)).isEqualTo(8);
        }

        /** The nodes for the end of the range are made for an aligned piece, whose end is 64. */
        @Test
        void storeRange_lastIndexOfANode_takesALevelMore() {
            array.storeRange(63, 63, 8);
            assertThat(array.nodes()).isEqualTo(2);
        }

        @Test
        void storeRange_lastBelowFirst_isEinval() {
            assertThat(array.storeRange(2, 1, 8)).isEqualTo(Errnos.EINVAL);
        }

        @Test
        void storeRange_toTheEndOfTheSpace_throws() {
            assertThatThrownBy(() -> array.storeRange(5, -1, 8))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("from 0x5");
        }

        @Test
        void storeRange_largePieceOverNodes_freesThem() {
            array.storeRange(64, 64, 8);
            array.storeRange(4096, 4100, 8);
            array.storeRange(0, 4095, 16);
            assertThat(array.load(64)).isEqualTo(16);
            assertThat(array.load(4100)).isEqualTo(8);
        }
    }

    @Nested
    class Failure {

        /** Each random store is first made to fail at each of its allocations. */
        @Test
        void storeRange_failsAtEachAllocation_arrayIsAsBefore() {
            SplittableRandom random = new SplittableRandom(5);
            RangeReference expected = new RangeReference();
            int nrFailures = 0;
            for (int step = 0; step < 400; step++) {
                long first = random.nextLong(1L << 34);
                long last = first + random.nextLong(1L << random.nextInt(1, 20));
                if (isUsed(expected, first, last)) {
                    continue;
                }
                for (int admitted = 0; ; admitted++) {
                    nrAdmitted = admitted;
                    int nodesBefore = array.nodes();
                    int error = array.storeRange(first, last, 8 + step);
                    nrAdmitted = Integer.MAX_VALUE;
                    array.validate();
                    if (error == 0) {
                        break;
                    }
                    nrFailures++;
                    assertThat(error).isEqualTo(Errnos.ENOMEM);
                    assertThat(array.nodes()).isEqualTo(nodesBefore);
                    assertThat(array.load(first)).isZero();
                    assertThat(array.load(last)).isZero();
                }
                expected.storeRange(8 + step, first, last);
                assertAgrees(array, expected);
            }
            assertThat(nrFailures).isGreaterThan(1_000);
        }
    }

    @Nested
    class Fuzz {

        @ParameterizedTest
        @CsvSource({"1,12", "2,20", "3,34", "4,62"})
        void randomRanges_agreeWithSortedMap(long seed, int nrIndexBits) {
            run(seed, nrIndexBits, 1_500);
        }

        @Tag("long")
        @ParameterizedTest
        @CsvSource({"5,10", "6,20", "7,34", "8,62"})
        void manyRandomRanges_agreeWithSortedMap(long seed, int nrIndexBits) {
            for (int program = 0; program < 20; program++) {
                run(seed + 100L * program, nrIndexBits, 20_000);
            }
        }

        private void run(long seed, int nrIndexBits, int nrSteps) {
            SplittableRandom random = new SplittableRandom(seed);
            RangeReference expected = new RangeReference();
            List<Long> firsts = new ArrayList<>();
            XArray subject = new XArray(new Counters());
            for (int step = 0; step < nrSteps; step++) {
                if (random.nextInt(100) < (step / 300 % 2 == 0 ? 65 : 35) || firsts.isEmpty()) {
                    int alignBits = random.nextInt(nrIndexBits);
                    long first = random.nextLong(1L << nrIndexBits) >>> alignBits << alignBits;
                    long size = random.nextBoolean() ? 1L << random.nextInt(nrIndexBits)
                            : 1 + random.nextLong(1L << random.nextInt(nrIndexBits));
                    if (!isUsed(expected, first, first + size - 1)) {
                        assertThat(subject.storeRange(first, first + size - 1, 8 + step)).isZero();
                        expected.storeRange(8 + step, first, first + size - 1);
                        firsts.add(first);
                    }
                } else {
                    long first = firsts.remove(random.nextInt(firsts.size()));
                    assertThat(subject.storeRange(first, expected.last(first), 0)).isZero();
                    expected.erase(first);
                }
                subject.validate();
                long index = random.nextLong(1L << nrIndexBits);
                assertThat(subject.load(index)).isEqualTo(expected.load(index));
                if (step % 32 == 0) {
                    assertAgrees(subject, expected);
                }
            }
            for (long first : firsts) {
                subject.storeRange(first, expected.last(first), 0);
            }
            assertThat(subject.nodes()).as("seed %d", seed).isZero();
        }
    }

    private static boolean isUsed(RangeReference ranges, long first, long last) {
        if (ranges.load(first) != 0 || ranges.load(last) != 0) {
            return true;
        }
        for (long start : ranges.firsts()) {
            if (Long.compareUnsigned(start, first) > 0 && Long.compareUnsigned(start, last) < 0) {
                return true;
            }
        }
        return false;
    }

    private static void assertAgrees(XArray subject, RangeReference expected) {
        for (long first : expected.firsts()) {
            long last = expected.last(first);
            for (long index : new long[] {first - 1, first, last, last + 1}) {
                assertThat(subject.load(index)).isEqualTo(expected.load(index));
            }
        }
    }
}
