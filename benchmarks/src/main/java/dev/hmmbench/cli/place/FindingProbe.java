package dev.hmmbench.cli.place;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.platform.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shows findings of the report on the models themselves, on the reference machine. The largest
 * pagemap, and what odd sizes do to the pagemaps after them, need numbers alone.
 *
 * @param finding id of the finding in the report
 * @param text what the model did, one clause
 */
record FindingProbe(String finding, String text) {

    private static final long PAGE_BYTES = 4096;
    private static final long INT_MAX_PAGES = Integer.MAX_VALUE / 64;
    private static final long HUGE_PAGES = 512;
    private static final List<Long> ODD_SIZES = List.of(1L, HUGE_PAGES + 1);
    private static final long CHUNK_PAGES = 65_536;

    /** Returns what every design does. */
    static List<FindingProbe> all(Models models, List<String> designs) {
        List<FindingProbe> probes = new ArrayList<>();
        for (String design : designs) {
            probes.add(new FindingProbe("int-max", design + ": "
                    + largest(models.placement(design, Machine.reference()), INT_MAX_PAGES) + ", "
                    + largest(models.placement(design, Machine.reference()), INT_MAX_PAGES + 1)));
            probes.add(new FindingProbe("odd-sizes", design + ": "
                    + afterOddSizes(models.placement(design, Machine.reference()))));
            probes.add(new FindingProbe("huge-unmap",
                    design + ": " + HugeUnmapProbe.on(models, design)));
            probes.add(new FindingProbe("page-owner",
                    design + ": " + WildNumberProbe.on(models, design)));
        }
        return probes;
    }

    /** Adds them to a document. */
    static void addTo(ObjectNode document, List<FindingProbe> probes) {
        ArrayNode array = document.putArray("findings");
        probes.forEach(probe -> array.addObject().put("finding", probe.finding)
                .put("text", probe.text));
    }

    private static String largest(Placement placement, long nrPages) {
        String pages = String.format(Locale.ROOT, "%,d pages ", nrPages);
        return pages + switch (placement.reserve(nrPages * PAGE_BYTES)) {
            case PlacementOutcome.Placed placed -> "fit";
            case PlacementOutcome.Refused refused -> "give -" + refused.errno();
        };
    }

    private static String afterOddSizes(Placement placement) {
        ODD_SIZES.forEach(nrPages -> placement.reserve(nrPages * PAGE_BYTES));
        return "after pagemaps of 1 and 513 pages a chunk of 256 MiB "
                + switch (placement.reserve(CHUNK_PAGES * PAGE_BYTES)) {
                    case PlacementOutcome.Placed placed -> begins(placed.startByte() / PAGE_BYTES);
                    case PlacementOutcome.Refused refused -> "gives -" + refused.errno();
                };
    }

    private static String begins(long number) {
        return "begins at number 0x" + Long.toHexString(number)
                + (number % HUGE_PAGES == 0 ? ", aligned to 2 MiB" : ", not aligned to 2 MiB");
    }
}
