package dev.hmmbench.devprivate;

import dev.hmmbench.conformance.ConformanceContractTest;

/** Protects the scenarios: see {@link ConformanceContractTest}. */
class DevicePrivateConformanceTest extends ConformanceContractTest {

    @Override
    protected String modelName() {
        return "devprivate";
    }
}
