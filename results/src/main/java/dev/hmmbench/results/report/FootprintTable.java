package dev.hmmbench.results.report;

import java.util.List;

/**
 * The memory of each design, by structure: {@code footprint.json} in a run folder.
 *
 * @param schema {@link #SCHEMA}
 * @param entries what was asked, in order
 */
public record FootprintTable(int schema, List<Entry> entries) {

    /** Name of the file in a run folder. */
    public static final String FILE_NAME = "footprint.json";

    /** The label of designs that do not exist, for one TiB of device memory. */
    public static final String WHAT_IF = "1 TiB, what if";

    /** Version of the file. */
    public static final int SCHEMA = 1;

    /**
     * One design with some amount of device memory.
     *
     * @param label how much device memory in how many pagemaps: {@code 1 TiB in 16 pagemaps}
     * @param design name of the design
     * @param parts what holds the memory
     */
    public record Entry(String label, String design, List<Part> parts) {

        /** Makes the list unmodifiable. */
        public Entry {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One structure.
     *
     * @param name such as {@code struct pages}
     * @param bytes what it takes
     */
    public record Part(String name, long bytes) {}

    /** Makes the list unmodifiable. */
    public FootprintTable {
        entries = List.copyOf(entries);
    }

    /** Returns the entries of designs that exist. */
    List<Entry> designs() {
        return entries.stream().filter(entry -> !entry.label().equals(WHAT_IF)).toList();
    }

    /** Returns the entries of designs that do not exist. */
    List<Entry> whatIf() {
        return entries.stream().filter(entry -> entry.label().equals(WHAT_IF)).toList();
    }
}
