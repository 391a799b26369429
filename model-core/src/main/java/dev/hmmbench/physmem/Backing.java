package dev.hmmbench.physmem;

/** In what state the memory that the page allocator hands out is. */
public enum Backing {
    /** Every page was touched at boot: no operation pays this machine's page faults. */
    POOLED,
    /**
     * Pages are untouched until somebody writes to them: the first touch is part of the operation.
     */
    FRESH
}
