package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.RunDataException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Protects machines from rows of a TiB that they have no memory for. */
class MemoryCheckTest {

    private static final long GIB = 1L << 30;
    private static final List<Suite.Choice> ROWS = ScaleRows.full();

    @Test
    void tooLarge_on8GiB_namesTheRowsOfATibAlone() {
        assertThat(MemoryCheck.tooLarge(ROWS, Optional.of(8 * GIB)))
                .as("touched, fresh, and one pagemap in legacy alone").hasSize(3)
                .allSatisfy((row, reason) -> {
                    assertThat(deviceBytes(row)).isEqualTo(1024 * GIB);
                    assertThat(reason)
                            .matches("needs 1[67]\\d{3} MiB of memory, 8192 MiB are free");
                });
    }

    @Test
    void tooLarge_on24GiB_isNothing() {
        assertThat(MemoryCheck.tooLarge(ROWS, Optional.of(24 * GIB))).isEmpty();
        assertThat(MemoryCheck.tooLarge(ROWS, Optional.empty())).isEmpty();
    }

    @Test
    void require_rowAskedForByName_isRefusedInOneLine() {
        assertThatThrownBy(() -> MemoryCheck.require(ROWS, Optional.of(8 * GIB)))
                .isInstanceOf(RunDataException.class)
                .hasMessageContaining("needs 1").hasMessageContaining("8192 MiB are free");
    }

    private static long deviceBytes(Suite.Choice row) {
        return Long.parseLong(row.params().get("sizeBytes"))
                * Long.parseLong(row.params().getOrDefault("pagemaps", "1"));
    }
}
