package dev.hmmbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.conformance.ScenarioResult.Status;
import dev.hmmbench.conformance.World.Bases;
import dev.hmmbench.model.Models;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Protects the equality of the designs in everything that programs see: each model inherits all
 * scenarios, also on device numbers that are not aligned to anything.
 */
public abstract class ConformanceContractTest {

    /** Returns the model under test. */
    protected abstract String modelName();

    @TestFactory
    Stream<DynamicTest> scenario_firstBases_passes() {
        return tests(Bases.FIRST);
    }

    @TestFactory
    Stream<DynamicTest> scenario_shiftedBases_passes() {
        return tests(Bases.SHIFTED);
    }

    private Stream<DynamicTest> tests(Bases bases) {
        Conformance conformance = new Conformance(Models.onClassPath());
        return Scenarios.all().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.label(), () -> {
                    ScenarioResult result = conformance.run(scenario, modelName(), bases);
                    assertThat(result.reason()).isEmpty();
                    assertThat(result.status()).isEqualTo(Status.PASS);
                }));
    }
}
