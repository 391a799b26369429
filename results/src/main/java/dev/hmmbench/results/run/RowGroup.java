package dev.hmmbench.results.run;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a row measures. Groups are declared with the rows, before the run: a geometric mean is only
 * ever formed over one of them.
 */
public enum RowGroup {
    /** Creation and removal of a pagemap. */
    CREATE("create", 2),
    /** Number to page and page to number. */
    LOOKUP("lookup", 3),
    /** Migration to the device and back. */
    MIGRATE("migrate", 4),
    /** CPU faults on device pages, evictions, range faults. */
    FAULT("fault", 4),
    /** Work of people without a GPU: fork, mprotect, unmap, rmap, migration of normal pages. */
    INNOCENT("innocent", 5),
    /** Threads: faults against creation and removal. */
    CONCURRENT("concurrent", 7),
    /** Reservations over time, fragmentation. */
    CHURN("churn", 8),
    /** What dropping struct page would gain. */
    WHAT_IF("what-if", 10),
    /** Readers of /proc: smaps, pagemap. */
    WALK("walk", 11),
    /** Hot loops of the designs in Java and in C, side by side in one arm that names no design. */
    SPEED("speed", 0),
    /** The machine itself: libc and a JDK spin. Runs in one arm, in every run. */
    RULER("ruler", 0);

    private final String label;
    private final int question;

    RowGroup(String label, int question) {
        this.label = label;
        this.question = question;
    }

    /** Returns the name in files and reports. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Returns whether its rows run in designs, which are compared. */
    public boolean isCompared() {
        return this != SPEED && this != RULER;
    }

    /**
     * Returns the number of the report's question that this group answers; 0 where it is not
     * compared.
     */
    public int question() {
        return question;
    }
}
