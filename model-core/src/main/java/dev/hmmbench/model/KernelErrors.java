package dev.hmmbench.model;

import dev.hmmbench.physmem.RefusedException;

/** Turns what the physical side refuses into the contract's errors. */
public final class KernelErrors {

    private KernelErrors() {}

    /** Returns the contract's error of a refusal. */
    public static ModelException of(RefusedException refused) {
        ModelException error =
                new ModelException(Errno.ofNegative(refused.errno()), refused.getMessage());
        error.initCause(refused);
        return error;
    }
}
