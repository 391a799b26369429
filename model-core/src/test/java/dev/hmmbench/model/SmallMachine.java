package dev.hmmbench.model;

import dev.hmmbench.lib.FreeRegionRule;
import dev.hmmbench.platform.IomemEntry;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.platform.PageTableLevels;
import java.util.List;

/** Machines whose spaces are small enough to be filled. */
public final class SmallMachine {

    private static final int ADDRESS_BITS = 32;
    private static final int WINDOW_ADDRESS_BITS = 43;

    private SmallMachine() {}

    /** Returns a machine with 4 GiB of addresses, 1 GiB of them RAM. */
    public static Machine with4GiBOfAddresses() {
        long last = Limits.lastOfWidth(ADDRESS_BITS);
        return new Machine("4 GiB",
                List.of(new IomemEntry("System RAM", 1 << 20, (1 << 30) - 1, 0)),
                new Limits(last, last, ADDRESS_BITS, Limits.DEFAULT_SECTION_BITS,
                        FreeRegionRule.LINUX_6_12));
    }

    /**
     * Returns a machine with 43 address bits, all behind its 1 GiB of RAM taken by a PCI window.
     */
    public static Machine filledByPciWindow() {
        long last = Limits.lastOfWidth(WINDOW_ADDRESS_BITS);
        return new Machine("PCI window",
                List.of(new IomemEntry("System RAM", 1 << 20, (1 << 30) - 1, 0),
                        new IomemEntry("PCI Bus 0000:00", 1 << 30, last, 0)),
                Limits.x86(WINDOW_ADDRESS_BITS, PageTableLevels.FOUR));
    }
}
