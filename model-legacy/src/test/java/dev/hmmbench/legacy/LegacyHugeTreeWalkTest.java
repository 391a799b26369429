package dev.hmmbench.legacy;

import dev.hmmbench.mm.HugeTreeWalkContractTest;

/** Protects the recorded tree walks of each operation: see {@link HugeTreeWalkContractTest}. */
class LegacyHugeTreeWalkTest extends HugeTreeWalkContractTest {

    @Override
    protected String modelName() {
        return "legacy";
    }

    @Override
    protected int walksPerLookup() {
        return 0;
    }
}
