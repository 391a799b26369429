package dev.hmmbench.devprivate;

import dev.hmmbench.model.FailureContractTest;

/** Protects the contract: see {@link FailureContractTest}. */
class DevicePrivateFailureTest extends FailureContractTest {}
