package dev.hmmbench.lib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.count.Counters;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Protects the tree against wrong answers and wrong structure on random programs: every step is
 * done on a plain sorted map as well, and the whole tree is validated after it.
 */
class MapleTreeFuzzTest {

    private static final long SPACE_LAST = (1L << 20) - 1;

    @ParameterizedTest
    @CsvSource({"IN_PLACE,1,60", "RCU,2,60", "IN_PLACE,3,2000", "RCU,4,2000"})
    void randomAllocAndErase_agreesWithSortedMap(TreeMode mode, long seed, int nrLive) {
        run(mode, seed, 4_000, nrLive, Stores.NONE);
    }

    @ParameterizedTest
    @CsvSource({"IN_PLACE,5,60", "RCU,6,60", "IN_PLACE,7,1000", "RCU,8,1000"})
    void randomAllocEraseAndStore_agreesWithSortedMap(TreeMode mode, long seed, int nrLive) {
        run(mode, seed, 4_000, nrLive, Stores.ANY);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"IN_PLACE,9,100", "RCU,10,300", "IN_PLACE,11,1000", "RCU,12,3000"})
    void manyRandomSteps_agreeWithSortedMap(TreeMode mode, long seed, int nrLive) {
        for (int program = 0; program < 20; program++) {
            run(mode, seed + 100L * program, 25_000, nrLive,
                    program % 2 == 0 ? Stores.NONE : Stores.ANY);
        }
    }

    /** Whether a program stores over what is there, beside allocating and erasing. */
    private enum Stores { NONE, ANY }

    private static void run(TreeMode mode, long seed, int nrSteps, int nrLive, Stores stores) {
        SplittableRandom random = new SplittableRandom(seed);
        RangeReference expected = new RangeReference();
        int step = 0;
        NodeSearch search = seed % 4 < 2 ? NodeSearch.LINEAR : NodeSearch.BRANCH_FREE;
        try (MapleTree tree = new MapleTree(mode, search, MapleTree.DEFAULT_CAPACITY_NODES,
                AllocationGate.OPEN, new Counters())) {
            for (; step < nrSteps; step++) {
                boolean isGrowing = expected.size() < nrLive
                        && random.nextInt(100) < (step / 1_000 % 2 == 0 ? 65 : 40);
                if (stores == Stores.ANY && random.nextInt(8) == 0) {
                    store(tree, expected, random);
                } else if (isGrowing) {
                    alloc(tree, expected, random);
                } else {
                    long index = random.nextLong(SPACE_LAST / 8);
                    assertThat(tree.erase(index)).isEqualTo(expected.erase(index));
                }
                tree.validate();
                compare(tree, expected, random, step);
            }
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + " step " + step + ": " + e.getMessage(), e);
        }
    }

    private static void alloc(MapleTree tree, RangeReference expected, SplittableRandom random) {
        long value = 8 + 8L * random.nextInt(1 << 20);
        long size = random.nextInt(4) == 0 ? random.nextLong(1, 300) : 1L << random.nextInt(7);
        long min = random.nextInt(3) == 0 ? random.nextLong(SPACE_LAST / 8) : 0;
        long max = random.nextInt(9) == 0 ? random.nextLong(SPACE_LAST) : SPACE_LAST;
        assertThat(tree.allocRange(value, size, min, max))
                .isEqualTo(expected.allocRange(value, size, min, max));
    }

    private static void store(MapleTree tree, RangeReference expected, SplittableRandom random) {
        long value = random.nextInt(3) == 0 ? 0 : 8 + 8L * random.nextInt(1 << 20);
        long first = random.nextLong(SPACE_LAST / 8);
        long last = first + (random.nextInt(10) == 0
                ? random.nextLong(SPACE_LAST / 8) : random.nextLong(200));
        if (random.nextInt(60) == 0) {
            last = -1;
        }
        assertThat(tree.storeRange(value, first, last)).isZero();
        expected.storeRange(value, first, last);
    }

    private static void compare(MapleTree tree, RangeReference expected, SplittableRandom random,
            int step) {
        for (int probe = 0; probe < 8; probe++) {
            long index = random.nextLong(SPACE_LAST / 8);
            assertThat(tree.load(index)).isEqualTo(expected.load(index));
        }
        if (step % 64 != 0) {
            return;
        }
        for (long first : expected.firsts()) {
            long last = expected.last(first);
            for (long index : new long[] {first - 1, first, last, last + 1}) {
                assertThat(tree.load(index)).isEqualTo(expected.load(index));
            }
        }
    }
}
