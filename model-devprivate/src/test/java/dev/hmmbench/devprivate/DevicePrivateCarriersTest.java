package dev.hmmbench.devprivate;

import dev.hmmbench.model.CarriersContractTest;

/** Protects the contract: see {@link CarriersContractTest}. */
class DevicePrivateCarriersTest extends CarriersContractTest {}
