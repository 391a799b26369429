package dev.hmmbench.results.gate;

/** What a check looks at, from exact to noisy. */
public enum Tier {
    /** The run is whole. */
    T0("run integrity"),
    /** The exact counters are what was blessed. */
    T1("exact counters"),
    /** Bytes allocated per operation are what was blessed. */
    T2("bytes per operation"),
    /** The ratio of the designs is like that of accepted runs of the same machine class. */
    T4("ratio against history"),
    /** Each design costs what it costs in the base build, measured in the same run. */
    T5("head against base");

    private final String label;

    Tier(String label) {
        this.label = label;
    }

    /** Returns what the tier is about, in words. */
    public String label() {
        return label;
    }
}
