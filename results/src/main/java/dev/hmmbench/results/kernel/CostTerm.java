package dev.hmmbench.results.kernel;

/** What one event of a kind costs: a coefficient of the linear model. */
enum CostTerm {
    /** Once for the operation. */
    ONCE("", "once"),
    /** A walk down the pagemap tree: call, range shift, checks, index into the array. */
    WALK("tree-walks", "tree walk"),
    /** A node that a walk enters. */
    NODE("tree-nodes-visited", "node entered"),
    /** A pivot that a walk compares. */
    PIVOT("tree-pivots-compared", "pivot compared"),
    /** A device number turned into its page, beyond the walk. */
    TO_PAGE("numbers-to-pages", "number to page"),
    /** A device page turned into its number. */
    TO_NUMBER("pages-to-numbers", "page to number"),
    /** A struct page made ready, its memory taken and, in the series, zeroed before. */
    PAGE("struct-pages-initialised", "struct page initialised"),
    /** A candidate of the free-region search tested. */
    PROBE("region-probes", "candidate tested"),
    /** A region that such a test walks past. */
    REGION("region-nodes-visited", "region passed"),
    /** A page given back to the page allocator by itself. */
    FREED_PAGE("base-pages-freed", "4 KiB page freed");

    private final String counter;
    private final String words;

    CostTerm(String counter, String words) {
        this.counter = counter;
        this.words = words;
    }

    /** Returns what a reader sees. */
    String words() {
        return words;
    }

    /** Returns how often it occurs in all units of the work. */
    double total(WorkCount work) {
        return this == ONCE ? 1 : work.total(counter);
    }

    /** Returns how often it occurs in one unit of the work. */
    double perUnit(WorkCount work) {
        return total(work) / work.units();
    }
}
