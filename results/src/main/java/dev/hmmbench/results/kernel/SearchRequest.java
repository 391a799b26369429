package dev.hmmbench.results.kernel;

import java.util.List;

/**
 * One recorded free-region search of Linux 6.12 on a machine of 46 bits, in a series of requests
 * that were kept: {@code search.csv}.
 *
 * @param group requests that build on each other
 * @param step place in the group, from 1
 * @param sizeBytes bytes asked for
 * @param start first address given; {@link #NONE} for -ERANGE
 * @param instructions of the whole request
 */
public record SearchRequest(String group, int step, long sizeBytes, long start,
        long instructions) {

    /** No address was given. */
    public static final long NONE = -1;
    /** The operation's name in counted work, before the group. */
    public static final String OPERATION = "search.";

    private static final String FILE = "search.csv";
    private static final int COLUMNS = 5;

    /** Returns the recorded requests, group after group, in the order in which they were made. */
    public static List<SearchRequest> bundled() {
        return KernelFigures.lines(FILE).stream().map(SearchRequest::parse).toList();
    }

    private static SearchRequest parse(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(FILE + ": " + line);
        }
        return new SearchRequest(cells[0], Integer.parseInt(cells[1]), Long.parseLong(cells[2]),
                cells[3].isEmpty() ? NONE : Long.parseLong(cells[3], 16),
                Long.parseLong(cells[4]));
    }
}
