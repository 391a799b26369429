package dev.hmmbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.model.Models;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protects what the report says about lookups beside creation and removal: which designs may fail,
 * which must not, and that a torn read never ends the virtual machine.
 */
class LookupRaceTest {

    private static final Models MODELS = Models.onClassPath();

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate+rcu"})
    void run_protectedDesign_neverFails(String model) {
        LookupRace.Result result = LookupRace.run(MODELS, model, 12, Duration.ofMillis(200));
        assertThat(result.updates()).isPositive();
        assertThat(result.lookups()).isPositive();
        assertThat(result.failures()).isZero();
    }

    @Test
    void run_treeAsPosted_endsWithAResult() {
        LookupRace.Result result =
                LookupRace.run(MODELS, "devprivate", 12, Duration.ofMillis(200));
        assertThat(result.updates()).isPositive();
        assertThat(result.failures()).isLessThan(result.lookups());
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"devprivate,4", "devprivate,12", "devprivate+hoisted,12", "devprivate,32"})
    void run_treeAsPosted_fails(String model, int placeHolders) {
        assertThat(LookupRace.run(MODELS, model, placeHolders, Duration.ofSeconds(20)).failures())
                .isPositive();
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"legacy,32", "devprivate+rcu,4", "devprivate+rcu,12", "devprivate+rcu,32"})
    void run_protectedDesignForLong_neverFails(String model, int placeHolders) {
        assertThat(LookupRace.run(MODELS, model, placeHolders, Duration.ofSeconds(20)).failures())
                .isZero();
    }
}
