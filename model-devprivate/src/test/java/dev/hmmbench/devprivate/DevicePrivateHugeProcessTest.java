package dev.hmmbench.devprivate;

import dev.hmmbench.mm.HugeProcessContractTest;

/** Protects what processes do to memory of 2 MiB: see {@link HugeProcessContractTest}. */
class DevicePrivateHugeProcessTest extends HugeProcessContractTest {

    @Override
    protected String modelName() {
        return "devprivate";
    }
}
