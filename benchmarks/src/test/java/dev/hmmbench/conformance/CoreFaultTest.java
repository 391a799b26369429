package dev.hmmbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Protects the proof against mistakes in the mm, which both designs share: for every one that is
 * planted, a random program or a scenario fails.
 */
@Tag("long")
class CoreFaultTest {

    /** Scenarios that a fault can fail but not hang. */
    static final List<String> SCENARIOS = List.of("anon_write", "migrate", "migrate_fault",
            "migrate_anon_huge_empty", "migrate_anon_huge_fault", "migrate_partial_unmap_fault",
            "snapshot", "same_number", "fork_during_migration", "pinned_page");

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void plant_fault_isCaught(CoreFault fault) throws Exception {
        ClassLoader own = CoreFaultTest.class.getClassLoader();
        PlantingLoader loader = new PlantingLoader(own, fault);
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Callable<?> run = (Callable<?>) loader.loadClass(CoreFaultRun.class.getName())
                    .getConstructor().newInstance();
            List<?> catchers = (List<?>) run.call();
            System.out.println(fault + "\n    " + catchers);
            assertThat(catchers).isNotEmpty();
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }
}
