package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.physmem.Backing;
import dev.hmmbench.physmem.Pagemap;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pagemaps of 4,096 pages each and a prepared list of their numbers, in windows of one sample. The
 * same seed visits the same pages of the same pagemaps in both designs.
 *
 * <p>The list is long so that no branch predictor learns it by heart: it comes back only after
 * {@link #NR_WINDOWS} samples.
 */
final class LookupSet implements AutoCloseable {

    /** Lookups of one sample: 5 us and more even where one costs a third of a nanosecond. */
    static final int BATCH = 1 << 14;
    /** Samples until the list begins again. */
    static final int NR_WINDOWS = 32;
    /** Pages that are visited in each pagemap. */
    static final long PAGES_PER_PAGEMAP = 4096;

    private static final long SEED = 20_260_202;
    private static final int LENGTH = BATCH * NR_WINDOWS;

    private final OpenedModel opened;
    private final long[] numbers = new long[LENGTH];
    private int window;

    private LookupSet(OpenedModel opened) {
        this.opened = opened;
    }

    /** Opens the model, creates the pagemaps and draws the numbers. */
    static LookupSet open(String model, int pagemaps, AccessOrder order) {
        return open(model, pagemaps, order, 0);
    }

    /**
     * Opens the model, creates the pagemaps and draws the numbers.
     *
     * @param spareBytes struct pages of pagemaps that come later
     */
    static LookupSet open(String model, int pagemaps, AccessOrder order, long spareBytes) {
        OpenedModel opened = OpenedModel.open(
                model, structPageBytes(pagemaps) + spareBytes, Backing.POOLED);
        LookupSet set = new LookupSet(opened);
        List<Pagemap> made = opened.addPagemaps(pagemaps, PAGES_PER_PAGEMAP << 12);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < LENGTH; i++) {
            long position = order.position(i, pagemaps * PAGES_PER_PAGEMAP, random);
            Pagemap pagemap = made.get((int) (position / PAGES_PER_PAGEMAP));
            set.numbers[i] = pagemap.firstNumber() + position % PAGES_PER_PAGEMAP;
        }
        set.check();
        return set;
    }

    /** Returns bytes of struct pages that {@link #open} needs at most. */
    static long structPageBytes(int pagemaps) {
        return pagemaps * OpenedModel.structPageBytes(PAGES_PER_PAGEMAP << 12);
    }

    /** Returns the opened design. */
    OpenedModel opened() {
        return opened;
    }

    /** Returns all numbers, window after window. */
    long[] numbers() {
        return numbers;
    }

    /** Returns the struct pages of all numbers, in the same order. */
    long[] pages() {
        Numbers lookup = opened.model().numbers();
        long[] pages = new long[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            pages[i] = lookup.pageOf(numbers[i]);
        }
        return pages;
    }

    /** Returns where the next sample begins in the list. */
    int nextWindow() {
        int first = window * BATCH;
        window = (window + 1) % NR_WINDOWS;
        return first;
    }

    /** Returns the lookups of the model. */
    Numbers numbersOfModel() {
        return opened.model().numbers();
    }

    /** Returns the event counts of the model. */
    Counters counters() {
        return opened.model().counters();
    }

    @Override
    public void close() {
        opened.close();
    }

    /** A wrong lookup would make every figure worthless. */
    private void check() {
        Numbers lookup = opened.model().numbers();
        for (long number : numbers) {
            long page = lookup.pageOf(number);
            if (page == Numbers.NO_PAGE || lookup.numberOf(page) != number) {
                throw new AssertionError("number 0x" + Long.toHexString(number)
                        + " leads to page 0x" + Long.toHexString(page) + " and not back");
            }
        }
    }
}
