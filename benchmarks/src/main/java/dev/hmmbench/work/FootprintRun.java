package dev.hmmbench.work;

import dev.hmmbench.bench.OpenedModel;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.physmem.Backing;
import dev.hmmbench.physmem.Footprint;
import dev.hmmbench.physmem.Pagemap;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates pagemaps and reads from the live structures what they take.
 *
 * @param design name of the design
 * @param sizeBytes bytes of device memory of each pagemap
 * @param pagemaps how many
 * @param footprint bytes by structure, all pagemaps together
 * @param treeBytes bytes of the tree from numbers to pagemaps
 * @param residentBytes what the system says of the mappings that hold the struct pages: their Rss
 *     in {@code /proc/self/smaps}; 0 where it cannot be read
 */
public record FootprintRun(String design, long sizeBytes, int pagemaps, Footprint footprint,
        long treeBytes, long residentBytes) {

    private static final long STRUCT_PAGE_BYTES = 64;

    /** Returns bytes of memory that such a run needs. */
    public static long neededBytes(long sizeBytes, int pagemaps) {
        return OpenedModel.memoryBytes(pagemaps * OpenedModel.structPageBytes(sizeBytes));
    }

    /** Creates the pagemaps, reads everything, and removes them. */
    public static FootprintRun of(String design, long sizeBytes, int pagemaps) {
        try (OpenedModel opened = OpenedModel.open(design,
                pagemaps * OpenedModel.structPageBytes(sizeBytes), Backing.FRESH)) {
            MemoryModel model = opened.model();
            Footprint before = opened.memory().footprint();
            long treeBefore = model.treeBytes();
            List<Pagemap> made = opened.addPagemaps(pagemaps, sizeBytes);
            return new FootprintRun(design, sizeBytes, pagemaps,
                    opened.memory().footprint().since(before), model.treeBytes() - treeBefore,
                    Smaps.residentBytes(arrays(model.numbers(), made)));
        }
    }

    /** Returns bytes of everything. */
    public long totalBytes() {
        return footprint.total() + treeBytes;
    }

    private static List<Smaps.Range> arrays(Numbers numbers, List<Pagemap> pagemaps) {
        List<Smaps.Range> arrays = new ArrayList<>();
        for (Pagemap pagemap : pagemaps) {
            long first = numbers.pageOf(pagemap.firstNumber());
            arrays.add(new Smaps.Range(first,
                    first + pagemap.nrPages() * STRUCT_PAGE_BYTES));
        }
        return arrays;
    }
}
