package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects that a fork measured the design whose name its row bears, and nothing else. */
class LoadedDesignsTest {

    private final LoadedDesigns designs = LoadedDesigns.ofClassPath();

    @Test
    void loaded_providersAlone_areNoDesign(@TempDir Path temp) throws IOException {
        Path log = Files.write(temp.resolve("classes.log"), List.of(
                "dev.hmmbench.legacy.LegacyProvider source: x",
                "dev.hmmbench.devprivate.DevicePrivateProvider source: x",
                "dev.hmmbench.devprivate.DevicePrivateModel source: x"));
        assertThat(designs.loaded(log)).containsExactly("dev.hmmbench.devprivate");
    }

    @Test
    void requireMeasured_designOfAVariant_isThatOfItsProvider() {
        assertThatCode(() -> designs.requireMeasured("devprivate+rcu",
                List.of("dev.hmmbench.devprivate"))).doesNotThrowAnyException();
    }

    @Test
    void requireMeasured_wrongDesignOrNone_fails() {
        assertThatThrownBy(() -> designs.requireMeasured("legacy",
                List.of("dev.hmmbench.devprivate"))).hasMessage("the fork was to measure legacy "
                        + "and loaded classes of dev.hmmbench.devprivate alone");
        assertThatThrownBy(() -> designs.requireMeasured("legacy", List.of()))
                .hasMessage("the fork was to measure legacy and loaded no class of any design");
    }
}
