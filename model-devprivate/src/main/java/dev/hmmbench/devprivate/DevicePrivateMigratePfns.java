package dev.hmmbench.devprivate;

import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.physmem.DevicePages;
import dev.hmmbench.physmem.Vmemmap;

/**
 * Migrate pfns that hold a PFN, or with bit 5 an offset.
 *
 * <p>Models include/linux/migrate.h, migrate_pfn_from_page() and migrate_pfn_to_page(), v6 of the
 * series. Fidelity: modelled.
 */
final class DevicePrivateMigratePfns implements MigratePfns {

    /** The number is a device-private offset. */
    static final long DEVICE_PRIVATE = 1L << 5;

    private final Numbers numbers;
    private final Vmemmap vmemmap;

    DevicePrivateMigratePfns(Numbers numbers, Vmemmap vmemmap) {
        this.numbers = numbers;
        this.vmemmap = vmemmap;
    }

    @Override
    public long fromPage(long page) {
        return DevicePages.isPrivate(page)
                ? fromDeviceNumber(numbers.numberOf(page))
                : vmemmap.pfnOf(page) << SHIFT | VALID;
    }

    @Override
    public long fromDeviceNumber(long number) {
        return number << SHIFT | DEVICE_PRIVATE | VALID;
    }

    @Override
    public long pageOf(long mpfn) {
        if ((mpfn & VALID) == 0) {
            return Numbers.NO_PAGE;
        }
        long number = mpfn >>> SHIFT;
        return (mpfn & DEVICE_PRIVATE) == 0
                ? vmemmap.pageOfValid(number) : numbers.pageOf(number);
    }
}
