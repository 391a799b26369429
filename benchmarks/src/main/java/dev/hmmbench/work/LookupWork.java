package dev.hmmbench.work;

import dev.hmmbench.bench.OpenedModel;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.physmem.Backing;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.results.kernel.WorkCount;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns numbers into pages, the first number of each pagemap once: what a lookup costs depends on
 * the pagemap alone, so this is the mean over numbers drawn at random.
 */
final class LookupWork {

    private static final String LOOKUP = "number_to_page";
    private static final long PAGEMAP_BYTES = 2L << 20;

    private LookupWork() {}

    /**
     * Counts lookups of one design.
     *
     * @param pagemaps numbers of pagemaps, ascending
     */
    static List<WorkCount> of(String design, int[] pagemaps) {
        int most = pagemaps[pagemaps.length - 1];
        List<WorkCount> found = new ArrayList<>();
        try (OpenedModel opened = OpenedModel.open(design,
                most * OpenedModel.structPageBytes(PAGEMAP_BYTES), Backing.FRESH)) {
            Tally tally = new Tally(design, opened.model().counters());
            Numbers numbers = opened.model().numbers();
            List<Pagemap> made = new ArrayList<>();
            for (int nrPagemaps : pagemaps) {
                made.addAll(opened.addPagemaps(nrPagemaps - made.size(), PAGEMAP_BYTES));
                found.add(tally.of(LOOKUP, 0, nrPagemaps, nrPagemaps, () -> lookUp(numbers, made)));
            }
        }
        return found;
    }

    private static void lookUp(Numbers numbers, List<Pagemap> pagemaps) {
        for (Pagemap pagemap : pagemaps) {
            long page = numbers.pageOf(pagemap.firstNumber());
            if (page == Numbers.NO_PAGE) {
                throw new AssertionError("no page for the first number of " + pagemap);
            }
        }
    }
}
