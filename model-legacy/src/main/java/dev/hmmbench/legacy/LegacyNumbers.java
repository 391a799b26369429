package dev.hmmbench.legacy;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.physmem.DevicePages;
import dev.hmmbench.physmem.Vmemmap;

/**
 * Device page numbers are page frame numbers: arithmetic both ways, no load, no check.
 *
 * <p>Models include/asm-generic/memory_model.h, pfn_to_page() and page_to_pfn(), 6.19. Fidelity:
 * modelled.
 */
final class LegacyNumbers implements Numbers {

    private final Vmemmap vmemmap;
    private final Counters counters;

    LegacyNumbers(Vmemmap vmemmap, Counters counters) {
        this.vmemmap = vmemmap;
        this.counters = counters;
    }

    @Override
    public long pageOf(long number) {
        if (Counters.ENABLED) {
            counters.increment(Counter.NUMBERS_TO_PAGES);
        }
        return vmemmap.pageOfValid(number);
    }

    @Override
    public long numberOf(long page) {
        if (Counters.ENABLED) {
            counters.increment(Counter.PAGES_TO_NUMBERS);
        }
        return vmemmap.pfnOf(page);
    }

    /** Returns the page of a PFN, of RAM or of a device; conversions of device numbers count. */
    long pageOfAny(long pfn) {
        long page = vmemmap.pageOfValid(pfn);
        if (Counters.ENABLED && DevicePages.isPrivate(page)) {
            counters.increment(Counter.NUMBERS_TO_PAGES);
        }
        return page;
    }

    /** Returns the PFN of a page, of RAM or of a device; conversions of device pages count. */
    long pfnOfAny(long page) {
        if (Counters.ENABLED && DevicePages.isPrivate(page)) {
            counters.increment(Counter.PAGES_TO_NUMBERS);
        }
        return vmemmap.pfnOf(page);
    }
}
