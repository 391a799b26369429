package dev.hmmbench.devprivate;

import dev.hmmbench.mm.HugeTreeWalkContractTest;

/** Protects the recorded tree walks of each operation: see {@link HugeTreeWalkContractTest}. */
class DevicePrivateHugeTreeWalkTest extends HugeTreeWalkContractTest {

    @Override
    protected String modelName() {
        return "devprivate";
    }

    @Override
    protected int walksPerLookup() {
        return 1;
    }
}
