package dev.hmmbench.devprivate;

import dev.hmmbench.model.NumbersContractTest;

/** Protects the contract: see {@link NumbersContractTest}. */
class DevicePrivateNumbersTest extends NumbersContractTest {}
