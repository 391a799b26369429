package dev.hmmbench.legacy;

import dev.hmmbench.mm.ProcessContractTest;

/** Protects what processes see: see {@link ProcessContractTest}. */
class LegacyProcessTest extends ProcessContractTest {

    @Override
    protected String modelName() {
        return "legacy";
    }
}
