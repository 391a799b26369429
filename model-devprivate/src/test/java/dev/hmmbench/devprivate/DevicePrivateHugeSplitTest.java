package dev.hmmbench.devprivate;

import dev.hmmbench.mm.HugeSplitContractTest;

/** Protects the ways between 2 MiB and 4 KiB: see {@link HugeSplitContractTest}. */
class DevicePrivateHugeSplitTest extends HugeSplitContractTest {

    @Override
    protected String modelName() {
        return "devprivate";
    }
}
