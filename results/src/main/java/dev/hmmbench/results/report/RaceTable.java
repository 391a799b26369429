package dev.hmmbench.results.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What became of lookups beside creation and removal: {@code races.json} in a run folder.
 *
 * @param schema {@link #SCHEMA}
 * @param entries one per model and number of pagemaps that stay
 */
public record RaceTable(int schema, List<Entry> entries) {

    /** Name of the file in a run folder. */
    public static final String FILE_NAME = "races.json";

    /** Version of the file. */
    public static final int SCHEMA = 1;

    /**
     * One race.
     *
     * @param model name of the model
     * @param placeHolders pagemaps that stay beside the one that is looked up
     * @param milliseconds how long
     * @param updates pagemaps created or removed
     * @param lookups pages looked up
     * @param nothing lookups that found no pagemap
     * @param noPointer lookups that took something for a pagemap that is none
     * @param wrongPage lookups that gave a page of another pagemap
     */
    public record Entry(String model, int placeHolders, long milliseconds, long updates,
            long lookups, long nothing, long noPointer, long wrongPage) {

        /** Returns lookups that did not give the page. */
        @JsonIgnore
        public long failures() {
            return nothing + noPointer + wrongPage;
        }
    }

    /** Makes the list unmodifiable. */
    public RaceTable {
        entries = List.copyOf(entries);
    }

    /** Returns the evidence for the finding about the tree, one sentence per model. */
    List<String> evidence() {
        return entries.stream().map(Entry::model).distinct().map(this::inWords).toList();
    }

    private String inWords(String model) {
        List<Entry> own = entries.stream().filter(entry -> entry.model().equals(model)).toList();
        long updates = own.stream().mapToLong(Entry::updates).sum();
        long failures = own.stream().mapToLong(Entry::failures).sum();
        return model + ": " + Figures.count(failures) + " failed lookups in "
                + Figures.count(updates) + " updates";
    }
}
