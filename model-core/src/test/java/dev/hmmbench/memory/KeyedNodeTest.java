package dev.hmmbench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
