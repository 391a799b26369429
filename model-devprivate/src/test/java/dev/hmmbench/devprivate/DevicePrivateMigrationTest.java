package dev.hmmbench.devprivate;

import dev.hmmbench.mm.MigrationContractTest;

/** Protects migration: see {@link MigrationContractTest}. */
class DevicePrivateMigrationTest extends MigrationContractTest {

    @Override
    protected String modelName() {
        return "devprivate";
    }
}
