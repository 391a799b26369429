package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import java.util.HashMap;
import java.util.Map;

/**
 * The pages of a file, or of shared anonymous memory, and the ranges that map them: struct
 * address_space. It holds one reference to each of its pages. Files live in memory alone, as on
 * tmpfs.
 *
 * <p>Models include/linux/fs.h, mm/filemap.c and mm/shmem.c, 6.19. Fidelity: simplified (a hash map
 * of the JDK; no writeback, no swap, no reclaim; pages of 4 KiB).
 */
public final class PageCache implements AutoCloseable {

    private static final int NUMBER_SHIFT = 2;
    /** A mapping word of 0 means: none. */
    private static final int FIRST_NUMBER = 1;
    private static final int INTS_PER_PAGE = (int) (Pte.PAGE_BYTES / Integer.BYTES);

    private final CoreMm core;
    private final int number;
    private final long nrPages;
    private final MappedRanges ranges = new MappedRanges();
    private final Map<Long, Long> pagesByIndex = new HashMap<>();
    private int users = 1;

    PageCache(CoreMm core, int order, long nrPages) {
        this.core = core;
        this.number = order + FIRST_NUMBER;
        this.nrPages = nrPages;
    }

    /** Returns the place in the order of creation of a mapping word that is not anonymous. */
    static int orderOf(long mapping) {
        return (int) (mapping >>> NUMBER_SHIFT) - FIRST_NUMBER;
    }

    /** Returns the pages that the file has, touched or not. */
    public long nrPages() {
        return nrPages;
    }

    /** Returns how many of them are in memory. */
    public synchronized int nrCached() {
        return pagesByIndex.size();
    }

    /**
     * Writes whole pages of words at the start of the file.
     *
     * @throws dev.hmmbench.model.ModelException with ENOMEM without memory
     */
    public void write(int[] words) {
        for (int i = 0; i < words.length; i += INTS_PER_PAGE) {
            long page = findOrCreate(i / INTS_PER_PAGE);
            if (page == StructPage.NO_PAGE) {
                throw CoreMm.outOfMemory("a page of a file");
            }
            Memory.putInts(core.bytesOf(page), words, i, INTS_PER_PAGE);
            Folio.set(page, PageFlags.DIRTY);
            core.putFolio(page);
        }
    }

    /** Reads whole pages of words from the start of the file; pages never touched are zeroes. */
    public synchronized void read(int[] words) {
        for (int i = 0; i < words.length; i += INTS_PER_PAGE) {
            Long page = pagesByIndex.get((long) i / INTS_PER_PAGE);
            if (page != null) {
                Memory.getInts(core.bytesOf(page), words, i, INTS_PER_PAGE);
            }
        }
    }

    /** Closes the file. Its pages go when no range maps it any more. */
    @Override
    public void close() {
        put();
    }

    /** Returns the mapping word of the pages. */
    long mapping() {
        return (long) number << NUMBER_SHIFT;
    }

    MappedRanges ranges() {
        return ranges;
    }

    /** Tells whether the file reaches as far as an index. */
    boolean holds(long index) {
        return index >= 0 && index < nrPages;
    }

    /**
     * Returns the page of an index with a reference for the caller, made if need be; NO_PAGE
     * without memory. Models filemap_get_folio() and shmem_get_folio().
     */
    synchronized long findOrCreate(long index) {
        Long found = pagesByIndex.get(index);
        if (found != null) {
            Folio.get(found);
            return found;
        }
        long page = core.allocateZeroedPage();
        if (page != StructPage.NO_PAGE) {
            StructPage.setMapping(page, mapping());
            StructPage.setIndex(page, index);
            Folio.set(page, PageFlags.SWAPBACKED);
            core.addToLru(page);
            pagesByIndex.put(index, page);
            Folio.get(page);
        }
        return page;
    }

    /** A range maps the file. */
    void link(Vma vma) {
        synchronized (this) {
            users++;
        }
        ranges.link(vma);
    }

    /** A range no longer maps the file. */
    void unlink(Vma vma) {
        ranges.unlink(vma);
        put();
    }

    @Override
    public String toString() {
        return "file " + number;
    }

    private void put() {
        synchronized (this) {
            users--;
            assert users >= 0 : "file closed twice";
            if (users > 0) {
                return;
            }
            pagesByIndex.values().forEach(this::drop);
            pagesByIndex.clear();
        }
        core.pageCaches().forget(this);
    }

    /** Models truncate_inode_folio(): the page may outlive the file where somebody holds it. */
    private void drop(long page) {
        StructPage.setMapping(page, 0);
        core.putFolio(page);
    }
}
