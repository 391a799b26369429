package dev.hmmbench.legacy;

import dev.hmmbench.model.NumbersContractTest;

/** Protects the contract: see {@link NumbersContractTest}. */
class LegacyNumbersTest extends NumbersContractTest {}
