package dev.hmmbench.legacy;

import dev.hmmbench.mm.HugeProcessContractTest;

/** Protects what processes do to memory of 2 MiB: see {@link HugeProcessContractTest}. */
class LegacyHugeProcessTest extends HugeProcessContractTest {

    @Override
    protected String modelName() {
        return "legacy";
    }
}
