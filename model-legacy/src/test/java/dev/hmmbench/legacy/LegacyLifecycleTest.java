package dev.hmmbench.legacy;

import dev.hmmbench.model.Errno;
import dev.hmmbench.model.LifecycleContractTest;

/** Protects the contract: see {@link LifecycleContractTest}. */
class LegacyLifecycleTest extends LifecycleContractTest {

    @Override
    protected Errno errnoOfFullSpace() {
        return Errno.ERANGE;
    }

    /** The driver looks for a region first, then memremap_pages() counts ranges, then checks. */
    @Override
    protected Refusal refusalOf(TwoFaults faults) {
        return switch (faults) {
            case NO_SUPPORT_NO_CALLBACKS ->
                Refusal.warned("memremap_pages: no support for private memory");
            case NO_CALLBACKS_NO_OWNER -> Refusal.warned("memremap_pages: no migrate_to_ram");
            case NO_FOLIO_FREE_NO_OWNER, OTHER_TYPE_NO_CALLBACKS ->
                Refusal.warned("memremap_pages: no folio_free");
            case NO_BYTES_NO_OWNER -> Refusal.silent(Errno.EINVAL);
            case NO_SPACE_NO_OWNER, NO_SPACE_NO_MEMORY -> Refusal.silent(Errno.ERANGE);
        };
    }
}
