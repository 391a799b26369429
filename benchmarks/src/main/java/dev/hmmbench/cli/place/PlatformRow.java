package dev.hmmbench.cli.place;

import dev.hmmbench.model.NumberSpace;
import dev.hmmbench.model.PlacementOutcome;
import java.util.List;
import java.util.Optional;

/**
 * How one design fares on one machine.
 *
 * @param design name of the model
 * @param mode how devices are cut into pagemaps
 * @param space where the design's numbers come from
 * @param nrPagemaps pagemaps that were asked for
 * @param nrPlaced pagemaps that got numbers
 * @param firstRefusal the first that did not, if any
 * @param probes candidates of all searches together
 * @param requestedBytes bytes asked for by those that were placed
 * @param takenBytes bytes of numbers that those took
 * @param largestHoleBytes largest request that would still fit
 * @param nrBeyondVmemmap pagemaps whose struct pages have no place: they crash when used
 * @param hotAddRefusals why RAM that came later was refused, in the kernel's words
 * @param runs where the devices lie, ascending
 */
record PlatformRow(
        String design,
        PagemapMode mode,
        NumberSpace space,
        int nrPagemaps,
        int nrPlaced,
        Optional<PlacementOutcome.Refused> firstRefusal,
        long probes,
        long requestedBytes,
        long takenBytes,
        long largestHoleBytes,
        int nrBeyondVmemmap,
        List<String> hotAddRefusals,
        List<DeviceRun> runs) {

    private static final long BYTES_PER_STRUCT_PAGE_BYTE = 4096 / 64;

    /** Returns whether every device can be used, and the RAM that comes later as well. */
    boolean works() {
        return nrPlaced == nrPagemaps && nrBeyondVmemmap == 0 && hotAddRefusals.isEmpty();
    }

    /** Returns bytes of struct pages of what was placed. */
    long structPageBytes() {
        return takenBytes / BYTES_PER_STRUCT_PAGE_BYTE;
    }

    /** Returns one word for the table. */
    String result() {
        if (firstRefusal.isPresent()) {
            return firstRefusal.get().errno().negated();
        }
        if (nrBeyondVmemmap > 0) {
            return "crashes";
        }
        return hotAddRefusals.isEmpty() ? "fits" : "hot-add";
    }

    /** Returns why it does not work, in words; empty where it does. */
    String reason() {
        if (firstRefusal.isPresent()) {
            return firstRefusal.get().reason();
        }
        if (nrBeyondVmemmap > 0) {
            return nrBeyondVmemmap
                    + " pagemaps lie where no struct page can: pfn_to_page() leaves the vmemmap";
        }
        return hotAddRefusals.isEmpty() ? "" : "hot-add refused: " + hotAddRefusals.getFirst();
    }
}
