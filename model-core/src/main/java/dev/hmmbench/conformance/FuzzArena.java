package dev.hmmbench.conformance;

import dev.hmmbench.mm.Vma;

/**
 * The addresses that a random program plays with, divided into cells: a step works on whole cells.
 *
 * <pre>
 *   SMALL   40 cells of one page, across the border of two page tables
 *   HUGE    40 cells of 64 pages, 8 to each 2 MiB: five times 2 MiB, across the border of two
 *           tables of the PMD level; long steps work on whole 2 MiB
 * </pre>
 */
enum FuzzArena {
    /** Pages of 4 KiB. */
    SMALL(0x4000_0000L - 16 * Vma.PAGE_BYTES, 1, 512, 32L << 20),
    /** Folios of 2 MiB and parts of them. */
    HUGE(0x4000_0000L - (4L << 20), 64, 1024, 256L << 20);

    /** Cells that fill 2 MiB in the larger arena. */
    private static final int CELLS_PER_FOLIO = 8;
    /** Steps over more cells than this work on whole 2 MiB. */
    private static final int MAX_PARTIAL_CELLS = 4;

    private final long base;
    private final int pagesPerCell;
    private final int chunkPages;
    private final long managedBytes;

    FuzzArena(long base, int pagesPerCell, int chunkPages, long managedBytes) {
        this.base = base;
        this.pagesPerCell = pagesPerCell;
        this.chunkPages = chunkPages;
        this.managedBytes = managedBytes;
    }

    /** Returns the first address. */
    long start() {
        return base;
    }

    /** Returns the bytes of all cells. */
    long bytes() {
        return (long) FuzzStep.ARENA_PAGES * pagesPerCell * Vma.PAGE_BYTES;
    }

    /** Returns the first address that a step means. */
    long startOf(FuzzStep step) {
        return addressOf(firstCellOf(step), 0);
    }

    /** Returns how many pages a step means. */
    int pagesOf(FuzzStep step) {
        int cells = Math.min(isWhole(step) ? CELLS_PER_FOLIO : step.nrPages(),
                FuzzStep.ARENA_PAGES - firstCellOf(step));
        return cells * pagesPerCell;
    }

    /** Returns the address of the one page that a step touches. */
    long touchedBy(FuzzStep step) {
        return startOf(step) + step.value() % pagesPerCell * Vma.PAGE_BYTES;
    }

    /** Returns where a step moves its pages; with whole 2 MiB, aligned now and then. */
    long targetOf(FuzzStep step) {
        int room = FuzzStep.ARENA_PAGES - pagesOf(step) / pagesPerCell;
        int cell = step.value() % (room + 1);
        boolean isAligned = isWhole(step) && (step.value() & 1) == 0;
        return addressOf(isAligned ? cell / CELLS_PER_FOLIO * CELLS_PER_FOLIO : cell, 0);
    }

    /** Returns how many pages of a cell are looked at after every step: its rims. */
    int seenPerCell() {
        return Math.min(2, pagesPerCell);
    }

    /** Returns the address of one of the pages of a cell that are looked at. */
    long seenAt(int cell, int position) {
        return addressOf(cell, position * (pagesPerCell - 1));
    }

    /** Returns how many pages one step means at most. */
    int maxPages() {
        return Math.max(FuzzStep.ARENA_PAGES, FuzzStep.MAX_RUN * pagesPerCell);
    }

    /** Returns the pages of a chunk of device memory. */
    int chunkPages() {
        return chunkPages;
    }

    /** Returns how much RAM a machine has. */
    long managedBytes() {
        return managedBytes;
    }

    private long addressOf(int cell, int page) {
        return base + ((long) cell * pagesPerCell + page) * Vma.PAGE_BYTES;
    }

    private int firstCellOf(FuzzStep step) {
        return isWhole(step) ? step.page() / CELLS_PER_FOLIO * CELLS_PER_FOLIO : step.page();
    }

    private boolean isWhole(FuzzStep step) {
        return this == HUGE && step.nrPages() > MAX_PARTIAL_CELLS;
    }
}
