package dev.hmmbench.results.run;

import com.fasterxml.jackson.annotation.JsonValue;

/** The one statistic of a fork that a row is judged by, declared before the run. */
public enum Primary {
    /** The median of the samples. */
    P50("p50", 50),
    /** The first decile, for memory-bound rows on shared machines. */
    P10("p10", 10),
    /** Operations per second of wall time, for concurrent rows: metric {@code throughput}. */
    WALL_THROUGHPUT("wall-throughput", 50);

    private final String label;
    private final int percentile;

    Primary(String label, int percentile) {
        this.label = label;
        this.percentile = percentile;
    }

    /**
     * Returns the percentile of the samples next to which a fork's typical sample lies; the median
     * for a throughput.
     */
    public int percentile() {
        return percentile;
    }

    /** Returns the name in files and reports. */
    @JsonValue
    public String label() {
        return label;
    }
}
