package dev.hmmbench.legacy;

import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.Numbers;

/**
 * Migrate pfns that hold a PFN, of RAM or of a device.
 *
 * <p>Models include/linux/migrate.h, migrate_pfn() and migrate_pfn_to_page(), 6.19. Fidelity:
 * modelled.
 */
final class LegacyMigratePfns implements MigratePfns {

    private final LegacyNumbers numbers;

    LegacyMigratePfns(LegacyNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public long fromPage(long page) {
        return fromDeviceNumber(numbers.pfnOfAny(page));
    }

    @Override
    public long fromDeviceNumber(long number) {
        return number << SHIFT | VALID;
    }

    @Override
    public long pageOf(long mpfn) {
        return (mpfn & VALID) == 0 ? Numbers.NO_PAGE : numbers.pageOfAny(mpfn >>> SHIFT);
    }
}
