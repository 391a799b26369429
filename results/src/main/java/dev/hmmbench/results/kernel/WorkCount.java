package dev.hmmbench.results.kernel;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one design was counted doing for an operation that was also recorded in a kernel.
 *
 * @param operation its name in the recorded data, such as {@code create}
 * @param design name of the model that did it
 * @param sizeBytes size of the pagemap, buffer or request in bytes; 0 where it does not matter
 * @param pagemaps for lookups all pagemaps, else the others that were there
 * @param units pages or lookups that it was done for; 1 for an operation as a whole
 * @param counts events of all units together, by their label
 */
public record WorkCount(String operation, String design, long sizeBytes, int pagemaps, long units,
        SortedMap<String, Long> counts) {

    /** The order of the file. */
    public static final Comparator<WorkCount> ORDER = Comparator
            .comparing(WorkCount::operation).thenComparing(WorkCount::design)
            .thenComparing(WorkCount::sizeBytes).thenComparing(WorkCount::pagemaps);

    /** First line of a file. */
    public static final String HEADER = "operation,design,size_bytes,pagemaps,units,counts";

    private static final int COLUMNS = 6;

    /** Copies the counts and checks the units. */
    public WorkCount {
        if (units < 1) {
            throw new IllegalArgumentException(operation + " for " + units + " units");
        }
        counts = new TreeMap<>(counts);
    }

    /** Returns the work of a line, as {@link #line} writes it. */
    static WorkCount parse(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(cells.length + " columns: " + line);
        }
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String part : cells[5].isEmpty() ? new String[0] : cells[5].split(" ")) {
            String[] pair = part.split("=", 2);
            counts.put(pair[0], Long.valueOf(pair[1]));
        }
        return new WorkCount(cells[0], cells[1], Long.parseLong(cells[2]),
                Integer.parseInt(cells[3]), Long.parseLong(cells[4]), counts);
    }

    /** Returns the line of a file that holds this. */
    public String line() {
        return String.join(",", operation, design, String.valueOf(sizeBytes),
                String.valueOf(pagemaps), String.valueOf(units),
                counts.entrySet().stream().map(count -> count.getKey() + "=" + count.getValue())
                        .collect(Collectors.joining(" ")));
    }

    /** Returns the events of a kind for one unit; 0 where none was counted. */
    double perUnit(String counter) {
        return total(counter) / (double) units;
    }

    /** Returns the events of a kind for all units. */
    long total(String counter) {
        return counts.getOrDefault(counter, 0L);
    }
}
