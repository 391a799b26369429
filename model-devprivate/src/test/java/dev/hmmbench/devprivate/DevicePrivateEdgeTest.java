package dev.hmmbench.devprivate;

import dev.hmmbench.mm.EdgeContractTest;

/** Protects refusals half way: see {@link EdgeContractTest}. */
class DevicePrivateEdgeTest extends EdgeContractTest {

    @Override
    protected String modelName() {
        return "devprivate";
    }
}
