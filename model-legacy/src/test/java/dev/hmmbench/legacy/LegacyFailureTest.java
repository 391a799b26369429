package dev.hmmbench.legacy;

import dev.hmmbench.model.FailureContractTest;

/** Protects the contract: see {@link FailureContractTest}. */
class LegacyFailureTest extends FailureContractTest {}
