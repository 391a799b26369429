package dev.hmmbench.cli.place;

import dev.hmmbench.device.MinimalDriver;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.model.Models;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;

/**
 * Asks for the number of a device page as a caller does that was not converted: with page_to_pfn(),
 * the distance from the start of the vmemmap.
 */
final class WildNumberProbe {

    private static final long MANAGED_BYTES = 64L << 20;
    private static final long DEVICE_BYTES = 2L << 20;
    private static final long OWNER = 1;

    private WildNumberProbe() {}

    /** Returns what a design's model answers, one clause. */
    static String on(Models models, String design) {
        try (PhysicalMemory memory = new PhysicalMemory(Machine.reference(),
                BootOptions.fresh(MANAGED_BYTES))) {
            CoreMm core = new CoreMm(memory, models.open(design, memory));
            MinimalDriver driver = new MinimalDriver(
                    core, DEVICE_BYTES, MinimalDriver.Content.NONE, OWNER);
            long number = driver.pagemap().firstNumber();
            long pfn = memory.vmemmap().pfnOf(core.numbers().pageOf(number));
            return "page_to_pfn() of the first device page gives " + (pfn == number
                    ? "its number" : "another number than its own")
                    + (memory.isPfnValid(pfn) ? ", in a section that is there"
                            : ", of which no section exists");
        }
    }
}
