package dev.hmmbench.physmem;

import dev.hmmbench.memory.Mapping.Pages;

/**
 * In what state the memory that the page allocator hands out is, and in which pages of the machine
 * that runs the model it lies.
 */
public enum Backing {
    /** Every page was touched at boot: no operation pays this machine's page faults. */
    POOLED(true, Pages.HUGE),
    /**
     * Pages are untouched until somebody writes to them: the first touch is part of the operation.
     */
    FRESH(false, Pages.HUGE),
    /** Touched at boot, in pages of 4 KiB of this machine. */
    POOLED_BASE_PAGES(true, Pages.BASE),
    /** Untouched, in pages of 4 KiB of this machine. */
    FRESH_BASE_PAGES(false, Pages.BASE);

    private final boolean isTouched;
    private final Pages pages;

    Backing(boolean isTouched, Pages pages) {
        this.isTouched = isTouched;
        this.pages = pages;
    }

    /** Tells whether every page was touched at boot. */
    public boolean isTouched() {
        return isTouched;
    }

    /** Returns which pages of this machine are asked for. */
    Pages pages() {
        return pages;
    }
}
