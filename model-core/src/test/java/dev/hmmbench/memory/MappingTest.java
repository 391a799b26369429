package dev.hmmbench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/**
 * Protects the mappings that all models stand on: alignment, moving pages, and the address check.
 */
class MappingTest {

    @Test
    void map_isHugeAlignedAndZero() {
        try (Mapping mapping = Mapping.map(3 << 20, Mapping.Pages.HUGE)) {
            assertThat(mapping.address() % Mapping.HUGE_BYTES).isZero();
            assertThat(Memory.getLong(mapping.address() + (3 << 20) - 8)).isZero();
        }
    }

    @Test
    void movePages_carriesContentToReservedAddress() {
        try (Mapping pool = Mapping.map(Mapping.HUGE_BYTES, Mapping.Pages.HUGE);
                Mapping window = Mapping.reserve(2 * Mapping.HUGE_BYTES)) {
            Memory.putLong(pool.address() + 4096, 42);
            long target = window.address() + Mapping.HUGE_BYTES;
            Mapping.movePages(pool.address(), target, Mapping.HUGE_BYTES);
            assertThat(Memory.getLong(target + 4096)).isEqualTo(42);
            Mapping.movePages(target, pool.address(), Mapping.HUGE_BYTES);
            assertThat(Memory.getLong(pool.address() + 4096)).isEqualTo(42);
        }
    }

    @Test
    void discard_readsAsZeroAfterwards() {
        try (Mapping mapping = Mapping.map(Mapping.HUGE_BYTES, Mapping.Pages.BASE)) {
            Memory.putInt(mapping.address() + 8192, 7);
            mapping.discard(8192, 4096);
            assertThat(Memory.getInt(mapping.address() + 8192)).isZero();
        }
    }

    @Test
    void reserve_impossibleSize_isOneClearLine() {
        assertThatThrownBy(() -> Mapping.reserve(1L << 60))
                .isInstanceOf(MemoryRefusedException.class)
                .hasMessageContaining("mmap of")
                .hasMessageNotContaining("\n");
    }

    @Test
    void checkMapped_outsideEveryMapping_namesTheAddress() {
        try (Mapping mapping = Mapping.map(4096, Mapping.Pages.BASE)) {
            Mapping.checkMapped(mapping.address() + 4088, 8);
            assertThatThrownBy(() -> Mapping.checkMapped(mapping.address() + 4092, 8))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(Long.toHexString(mapping.address() + 4092));
        }
    }
}
