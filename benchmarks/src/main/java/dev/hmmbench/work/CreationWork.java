package dev.hmmbench.work;

import dev.hmmbench.bench.OpenedModel;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.physmem.Backing;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.results.kernel.WorkCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Creates and removes one pagemap while others of 128 MiB are there, as it was recorded. */
final class CreationWork {

    private static final String CREATE = "create";
    private static final String REMOVE = "remove";
    private static final long PAGE_BYTES = 4096;

    private CreationWork() {}

    /**
     * Counts creations and removals of one design.
     *
     * @param sizes bytes of device memory
     * @param others numbers of other pagemaps, ascending
     */
    static List<WorkCount> of(String design, long[] sizes, int[] others) {
        int most = others[others.length - 1];
        long largest = Arrays.stream(sizes).max().orElseThrow();
        long structPageBytes = OpenedModel.structPageBytes(largest)
                + most * OpenedModel.structPageBytes(OpenedModel.SECTION_BYTES);
        List<WorkCount> found = new ArrayList<>();
        try (OpenedModel opened = OpenedModel.open(design, structPageBytes, Backing.FRESH)) {
            Tally tally = new Tally(design, opened.model().counters());
            int there = 0;
            for (int nrOthers : others) {
                opened.addPagemaps(nrOthers - there, OpenedModel.SECTION_BYTES);
                there = nrOthers;
                for (long sizeBytes : sizes) {
                    found.addAll(createAndRemove(opened, tally, sizeBytes, nrOthers));
                }
            }
        }
        return found;
    }

    private static List<WorkCount> createAndRemove(
            OpenedModel opened, Tally tally, long sizeBytes, int others) {
        Lifecycle lifecycle = opened.model().lifecycle();
        List<Pagemap> made = new ArrayList<>();
        long nrPages = Math.ceilDiv(sizeBytes, PAGE_BYTES);
        WorkCount creation = tally.of(CREATE, sizeBytes, others, nrPages,
                () -> made.add(lifecycle.create(OpenedModel.request(sizeBytes))));
        WorkCount removal = tally.of(REMOVE, sizeBytes, others, nrPages,
                () -> lifecycle.remove(made.getFirst()));
        return List.of(creation, removal);
    }
}
