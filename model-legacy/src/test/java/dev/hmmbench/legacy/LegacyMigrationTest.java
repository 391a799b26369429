package dev.hmmbench.legacy;

import dev.hmmbench.mm.MigrationContractTest;

/** Protects migration: see {@link MigrationContractTest}. */
class LegacyMigrationTest extends MigrationContractTest {

    @Override
    protected String modelName() {
        return "legacy";
    }
}
