package dev.hmmbench.results.run;

import com.fasterxml.jackson.annotation.JsonValue;

/** The one statistic of a fork that a row is judged by, declared before the run. */
public enum Primary {
    /** The median of the samples. */
    P50("p50"),
    /** The first decile, for memory-bound rows on shared machines. */
    P10("p10"),
    /** Operations per second of wall time, for concurrent rows: metric {@code throughput}. */
    WALL_THROUGHPUT("wall-throughput");

    private final String label;

    Primary(String label) {
        this.label = label;
    }

    /** Returns the name in files and reports. */
    @JsonValue
    public String label() {
        return label;
    }
}
