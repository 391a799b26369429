package dev.hmmbench.legacy;

import dev.hmmbench.mm.EdgeContractTest;

/** Protects refusals half way: see {@link EdgeContractTest}. */
class LegacyEdgeTest extends EdgeContractTest {

    @Override
    protected String modelName() {
        return "legacy";
    }
}
