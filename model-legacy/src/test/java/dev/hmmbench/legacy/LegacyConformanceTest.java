package dev.hmmbench.legacy;

import dev.hmmbench.conformance.ConformanceContractTest;

/** Protects the scenarios: see {@link ConformanceContractTest}. */
class LegacyConformanceTest extends ConformanceContractTest {

    @Override
    protected String modelName() {
        return "legacy";
    }
}
