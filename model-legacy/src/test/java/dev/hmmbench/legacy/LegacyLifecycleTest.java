package dev.hmmbench.legacy;

import dev.hmmbench.model.LifecycleContractTest;

/** Protects the contract: see {@link LifecycleContractTest}. */
class LegacyLifecycleTest extends LifecycleContractTest {}
