package dev.hmmbench.devprivate;

import dev.hmmbench.mm.TreeWalkContractTest;

/** Protects the recorded tree walks of each operation: see {@link TreeWalkContractTest}. */
class DevicePrivateTreeWalkTest extends TreeWalkContractTest {

    @Override
    protected String modelName() {
        return "devprivate";
    }

    @Override
    protected int walksPerLookup() {
        return 1;
    }
}
