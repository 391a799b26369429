package dev.hmmbench.devprivate;

import dev.hmmbench.mm.ProcessContractTest;

/** Protects what processes see: see {@link ProcessContractTest}. */
class DevicePrivateProcessTest extends ProcessContractTest {

    @Override
    protected String modelName() {
        return "devprivate";
    }
}
