package dev.hmmbench.devprivate;

import dev.hmmbench.model.LifecycleContractTest;

/** Protects the contract: see {@link LifecycleContractTest}. */
class DevicePrivateLifecycleTest extends LifecycleContractTest {}
