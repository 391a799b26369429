package dev.hmmbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.device.MemoryKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protects the claim that no test of the kernel's suite is left out. */
class KernelSuiteTest {

    /** As recorded: the suite of 6.19.6 printed 37 tests for each kind of memory. */
    private static final int NR_TESTS = 37;

    @Test
    void names_onEachKindOfMemory_haveScenario() {
        assertThat(KernelSuite.names()).hasSize(NR_TESTS);
        for (MemoryKind kind : MemoryKind.values()) {
            List<String> known = Scenarios.all().stream()
                    .filter(scenario -> scenario.memory() == kind).map(Scenario::name).toList();
            assertThat(known).containsAll(KernelSuite.names());
            assertThat(known).doesNotHaveDuplicates();
        }
    }
}
