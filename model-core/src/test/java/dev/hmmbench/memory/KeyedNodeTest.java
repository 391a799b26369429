package dev.hmmbench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protects the search inside one node: unsigned order, both ends, and the value behind all keys.
 */
class KeyedNodeTest {

    private static final int KEYS = 8;
    private static final int VALUES = 32;

    @ParameterizedTest
    @CsvSource({"0,0", "9,0", "10,0", "11,1", "20,1", "21,2", "-3,2", "-2,2", "-1,3"})
    void valueOf_threeKeys_isThatOfFirstKeyNotBelow(long key, int place) {
        try (Mapping mapping = Mapping.map(4096, Mapping.Pages.BASE)) {
            long[] keys = {10, 20, -2};
            for (int i = 0; i < 3; i++) {
                Memory.putLong(mapping.address() + KEYS + 8 * i, keys[i]);
            }
            for (int i = 0; i < 4; i++) {
                Memory.putLong(mapping.address() + VALUES + 8 * i, 100 + i);
            }
            assertThat(KeyedNode.valueOf(mapping.address(), KEYS, 3, VALUES, key))
                    .isEqualTo(100 + place);
            assertThat(KeyedNode.placeOf(mapping.address(), KEYS, 3, key)).isEqualTo(place);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 15})
    void branchFreeSearch_anyFill_findsWhatTheOtherFinds(int nrKeys) {
        SplittableRandom random = new SplittableRandom(31);
        try (Mapping mapping = Mapping.map(4096, Mapping.Pages.BASE)) {
            long node = mapping.address();
            int values = KEYS + 8 * nrKeys;
            for (int i = 0; i <= nrKeys; i++) {
                Memory.putLong(node + values + 8 * i, 100 + i);
            }
            for (int nrUsed = 1; nrUsed <= nrKeys; nrUsed++) {
                for (int round = 0; round < 50; round++) {
                    long last = fill(node, nrKeys, nrUsed, random);
                    for (long key : new long[] {0, 1, 2, last, last / 2, random.nextLong(40)}) {
                        boolean isCovered = nrUsed == nrKeys
                                || Long.compareUnsigned(key, last) <= 0;
                        if (isCovered) {
                            assertThat(branchFree(node, nrKeys, values, key)).isEqualTo(
                                    KeyedNode.valueOf(node, KEYS, nrKeys, values, key));
                        }
                    }
                }
            }
        }
    }

    private static long branchFree(long node, int nrKeys, int values, long key) {
        return nrKeys == 9 ? KeyedNode.valueOf9(node, KEYS, values, key)
                : KeyedNode.valueOf15(node, KEYS, values, key);
    }

    /** Fills ascending keys, the unused ones with 0, and returns the last. */
    private static long fill(long node, int nrKeys, int nrUsed, SplittableRandom random) {
        long key = random.nextInt(3) - 1;
        for (int i = 0; i < nrKeys; i++) {
            if (i < nrUsed) {
                key += 1 + random.nextInt(3);
                if (i == nrUsed - 1 && random.nextBoolean()) {
                    key = -1;
                }
            }
            Memory.putLong(node + KEYS + 8 * i, i < nrUsed ? key : 0);
        }
        return key;
    }
}
