package dev.hmmbench.results.report;

import java.util.List;

/**
 * What became of the conformance scenarios on each model: {@code conformance.json} in a run folder.
 *
 * @param schema {@link #SCHEMA}
 * @param numbers whether numbers carried the mark of their space
 * @param entries one per scenario and model, in the order in which they ran
 */
public record ConformanceTable(int schema, Numbers numbers, List<Entry> entries) {

    /** Name of the file in a run folder. */
    public static final String FILE_NAME = "conformance.json";

    /** Version of the file. */
    public static final int SCHEMA = 1;

    /** Whether a number looked up in the wrong space is noticed. */
    public enum Numbers {
        /** It throws. */
        STRICT,
        /** It gives some page, as in a kernel. */
        PLAIN
    }

    /**
     * One scenario on one model.
     *
     * @param scenario its name
     * @param model name of the model
     * @param status pass, fail or skip
     * @param reason why it is no pass; empty if it is
     */
    public record Entry(String scenario, String model, String status, String reason) {}

    /** Makes the list unmodifiable. */
    public ConformanceTable {
        entries = List.copyOf(entries);
    }
}
