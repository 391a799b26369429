package dev.hmmbench.devprivate;

import dev.hmmbench.model.Errno;
import dev.hmmbench.model.LifecycleContractTest;

/** Protects the contract: see {@link LifecycleContractTest}. */
class DevicePrivateLifecycleTest extends LifecycleContractTest {

    private static final String FUNCTION = "memremap_device_private_pagemap: ";

    @Override
    protected Errno errnoOfFullSpace() {
        return Errno.EBUSY;
    }

    /** The checks come first, then memory for the array, then the search for numbers. */
    @Override
    protected Refusal refusalOf(TwoFaults faults) {
        return switch (faults) {
            case NO_SUPPORT_NO_CALLBACKS ->
                Refusal.warned(FUNCTION + "no support for private memory");
            case NO_CALLBACKS_NO_OWNER -> Refusal.warned(FUNCTION + "no migrate_to_ram");
            case NO_FOLIO_FREE_NO_OWNER, NO_BYTES_NO_OWNER, NO_SPACE_NO_OWNER ->
                Refusal.warned(FUNCTION + "no owner");
            case OTHER_TYPE_NO_CALLBACKS -> Refusal.warned(FUNCTION + "not private memory");
            case NO_SPACE_NO_MEMORY -> Refusal.silent(Errno.ENOMEM);
        };
    }
}
