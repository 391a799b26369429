package dev.hmmbench.results.run;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The exact events of each phase of creation and removal: {@code phases.json}.
 *
 * @param schema {@link #SCHEMA}
 * @param rows row id to model to the phases of one pagemap, in the order of time
 */
public record PhaseTable(int schema, SortedMap<String, SortedMap<String, List<Step>>> rows) {

    /** Version of this format. */
    public static final int SCHEMA = 1;
    /** Name of the file in a run folder. */
    public static final String FILE_NAME = "phases.json";

    /**
     * One phase, from its beginning to that of the next one.
     *
     * @param phase its name, as in {@code phase.NAME} of the forks' metrics
     * @param part creation or removal
     * @param counts counter name to events
     */
    public record Step(String phase, String part, SortedMap<String, Long> counts) {

        /** Checks that counts are not negative. */
        public Step {
            Check.text("phase", phase);
            Check.text("part", part);
            counts = Check.sorted(counts);
            counts.forEach((name, value) -> Check.notNegative(name, value));
        }

        /** Returns the events of that name. */
        public long count(String name) {
            return counts.getOrDefault(name, 0L);
        }
    }

    /** Makes the maps unmodifiable. */
    public PhaseTable {
        TreeMap<String, SortedMap<String, List<Step>>> copy = new TreeMap<>();
        rows.forEach((row, models) -> {
            TreeMap<String, List<Step>> steps = new TreeMap<>();
            models.forEach((model, list) -> steps.put(model, List.copyOf(list)));
            copy.put(Check.text("row", row), Collections.unmodifiableSortedMap(steps));
        });
        rows = Collections.unmodifiableSortedMap(copy);
    }

    /** Returns the table of these rows. */
    public static PhaseTable of(Map<String, Map<String, List<Step>>> rows) {
        TreeMap<String, SortedMap<String, List<Step>>> copy = new TreeMap<>();
        rows.forEach((row, models) -> copy.put(row, new TreeMap<>(models)));
        return new PhaseTable(SCHEMA, copy);
    }

    /** Returns the phases of a row on a model; empty where they were not counted. */
    public List<Step> steps(String row, String model) {
        return rows.getOrDefault(row, Collections.emptySortedMap()).getOrDefault(model, List.of());
    }
}
