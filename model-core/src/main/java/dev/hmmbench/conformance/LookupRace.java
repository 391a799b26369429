package dev.hmmbench.conformance;

import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.KernelOopsException;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks the pages of one pagemap up that stays, while another thread creates and removes pagemaps
 * of a few pages below it, as fast as it can; counts the lookups that went wrong, by what they
 * gave.
 *
 * <p>After the recorded race of the kernel with the series, which has its updates below the stable
 * pagemap too: a node is rewritten from the slot on that changes. Sizes vary, because a pagemap
 * that fills a gap exactly changes one word and moves nothing.
 */
public final class LookupRace {

    /** Most pagemaps that stay: legacy takes a section's struct pages for each, and each gap. */
    public static final int MOST = 32;

    private static final long MANAGED_BYTES = 320L << 20;
    private static final long STABLE_PAGES = 4096;
    private static final int GAP_PAGES = 64;
    private static final long OWNER = 0x5ace;
    private static final long SEED = 4711;

    private final MemoryModel model;
    private final List<Pagemap> placeHolders = new ArrayList<>();
    private final List<Pagemap> coming = new ArrayList<>();
    private final Pagemap stable;
    private final int nrPlaceHolders;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private long nrUpdates;

    /**
     * What became of the lookups beside the updates.
     *
     * @param model name of the model
     * @param placeHolders pagemaps of one page that stay below the stable one
     * @param updates pagemaps created or removed
     * @param lookups pages looked up
     * @param nothing lookups that found no pagemap
     * @param noPointer lookups that took something for a pagemap that is none: an oops
     * @param wrongPage lookups that gave a page of another pagemap, without any sign
     */
    public record Result(String model, int placeHolders, long updates, long lookups, long nothing,
            long noPointer, long wrongPage) {

        /** Returns lookups that did not give the page. */
        public long failures() {
            return nothing + noPointer + wrongPage;
        }
    }

    private LookupRace(MemoryModel model, int nrPlaceHolders) {
        this.model = model;
        this.nrPlaceHolders = nrPlaceHolders;
        List<Pagemap> gaps = new ArrayList<>();
        for (int i = 0; i < nrPlaceHolders; i++) {
            gaps.add(create(GAP_PAGES));
            placeHolders.add(create(1));
        }
        this.stable = create(STABLE_PAGES);
        gaps.forEach(model.lifecycle()::remove);
    }

    /**
     * Runs the race in a kernel of its own.
     *
     * @param modelName one that the models know
     * @param nrPlaceHolders pagemaps that stay beside the stable one, 1 to {@link #MOST}
     * @param time how long
     */
    public static Result run(Models models, String modelName, int nrPlaceHolders, Duration time) {
        try (PhysicalMemory memory = new PhysicalMemory(
                        Machine.reference(), BootOptions.pooled(MANAGED_BYTES));
                MemoryModel model = models.open(modelName, memory)) {
            LookupRace race = new LookupRace(model, nrPlaceHolders);
            Result result = race.run(time);
            race.removeAll();
            model.validate();
            return result;
        }
    }

    private Result run(Duration time) {
        Reader reader = new Reader(model.numbers(), stable);
        CompletableFuture<Void> lookups = CompletableFuture.runAsync(() -> lookUp(reader));
        try {
            update(time);
        } finally {
            isOver.set(true);
            lookups.join();
        }
        return new Result(model.name(), nrPlaceHolders, nrUpdates, reader.lookups, reader.nothing,
                reader.noPointer, reader.wrongPage);
    }

    /** Creates into the gaps while there are some, and removes, by the toss of a coin. */
    private void update(Duration time) {
        SplittableRandom random = new SplittableRandom(SEED);
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            boolean isCreation = coming.isEmpty()
                    || coming.size() < nrPlaceHolders && random.nextBoolean();
            if (isCreation) {
                coming.add(create(1 + random.nextInt(GAP_PAGES)));
            } else {
                model.lifecycle().remove(coming.remove(random.nextInt(coming.size())));
            }
            nrUpdates++;
        }
    }

    private void lookUp(Reader reader) {
        while (!isOver.get()) {
            reader.pass();
        }
    }

    private void removeAll() {
        coming.forEach(model.lifecycle()::remove);
        placeHolders.forEach(model.lifecycle()::remove);
        model.lifecycle().remove(stable);
    }

    private Pagemap create(long nrPages) {
        return model.lifecycle().create(new PagemapRequest(nrPages * Vma.PAGE_BYTES,
                PagemapType.PRIVATE, new IdleDriver(), OWNER, PagemapRequest.NO_NODE, "race"));
    }

    /** One thread that looks pages up and knows which page each number stands for. */
    private static final class Reader {

        private final Numbers numbers;
        private final long firstNumber;
        private final long[] pages = new long[(int) STABLE_PAGES];
        private long lookups;
        private long nothing;
        private long noPointer;
        private long wrongPage;

        /** Remembers each page; nothing may change meanwhile. */
        Reader(Numbers numbers, Pagemap stable) {
            this.numbers = numbers;
            this.firstNumber = stable.firstNumber();
            for (int i = 0; i < pages.length; i++) {
                pages[i] = numbers.pageOf(firstNumber + i);
            }
        }

        /** Looks each page of the stable pagemap up once. */
        void pass() {
            for (int i = 0; i < pages.length; i++) {
                lookUp(i);
            }
            lookups += pages.length;
        }

        private void lookUp(int index) {
            try {
                long page = numbers.pageOf(firstNumber + index);
                if (page == Numbers.NO_PAGE) {
                    nothing++;
                } else if (page != pages[index]) {
                    wrongPage++;
                }
            } catch (KernelOopsException e) {
                noPointer++;
            }
        }
    }
}
