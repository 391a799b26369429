package dev.hmmbench.legacy;

import dev.hmmbench.mm.TreeWalkContractTest;

/** Protects the recorded tree walks of each operation: see {@link TreeWalkContractTest}. */
class LegacyTreeWalkTest extends TreeWalkContractTest {

    @Override
    protected String modelName() {
        return "legacy";
    }

    @Override
    protected int walksPerLookup() {
        return 0;
    }
}
