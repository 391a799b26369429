package dev.hmmbench.results.run;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The exact counters of every row: {@code counters.json}. Keys are sorted, so the file is the same
 * byte for byte from run to run.
 *
 * @param schema {@link Schema#VERSION}
 * @param mapSha256 hash of the machine description they were counted on, hex
 * @param rows row id to arm to counters
 */
public record CounterTable(int schema, String mapSha256,
        SortedMap<String, SortedMap<String, Entry>> rows) {

    /**
     * The counters of one row on one design.
     *
     * @param operations operations counted
     * @param counts counter name to events over all of them
     */
    public record Entry(long operations, SortedMap<String, Long> counts) {

        /** Checks that counts are not negative. */
        public Entry {
            Check.atLeast("operations", operations, 1);
            counts = Check.sorted(counts);
            counts.forEach((name, value) -> Check.notNegative(name, value));
        }

        /** Returns the events of that name per operation; 0 where it has none. */
        public double perOperation(String name) {
            return (double) counts.getOrDefault(name, 0L) / operations;
        }
    }

    /** Makes the maps unmodifiable. */
    public CounterTable {
        Schema.check(schema);
        Check.text("mapSha256", mapSha256);
        TreeMap<String, SortedMap<String, Entry>> copy = new TreeMap<>();
        rows.forEach((row, arms) -> copy.put(Check.text("row", row), Check.sorted(arms)));
        rows = Collections.unmodifiableSortedMap(copy);
    }

    /** Returns the table of these rows. */
    public static CounterTable of(String mapSha256, Map<String, Map<String, Entry>> rows) {
        TreeMap<String, SortedMap<String, Entry>> copy = new TreeMap<>();
        rows.forEach((row, arms) -> copy.put(row, new TreeMap<>(arms)));
        return new CounterTable(Schema.VERSION, mapSha256, copy);
    }

    /** Returns the counters of a row on a model; empty where they were not counted. */
    public Optional<Entry> entry(String row, String model) {
        return Optional.ofNullable(rows.get(row)).map(models -> models.get(model));
    }
}
