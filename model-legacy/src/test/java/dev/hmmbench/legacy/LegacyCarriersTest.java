package dev.hmmbench.legacy;

import dev.hmmbench.model.CarriersContractTest;

/** Protects the contract: see {@link CarriersContractTest}. */
class LegacyCarriersTest extends CarriersContractTest {}
