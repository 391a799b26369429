package dev.hmmbench.legacy;

import dev.hmmbench.mm.HugeSplitContractTest;

/** Protects the ways between 2 MiB and 4 KiB: see {@link HugeSplitContractTest}. */
class LegacyHugeSplitTest extends HugeSplitContractTest {

    @Override
    protected String modelName() {
        return "legacy";
    }
}
