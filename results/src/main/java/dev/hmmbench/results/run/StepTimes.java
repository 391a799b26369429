package dev.hmmbench.results.run;

import dev.hmmbench.results.RunDataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What each of many numbered steps took in one fork, for curves over the steps: a text file beside
 * the fork's histogram, one time a line, the first step first.
 */
public final class StepTimes {

    /** Stands for a step that was not timed. */
    public static final long NOT_TIMED = 0;

    private static final String HISTOGRAM = ".hlog";
    private static final String TIMES = ".times";
    private static final String DIGITS = "\\d{1,18}";

    private StepTimes() {}

    /** Returns the name of the file that belongs to a histogram's. */
    public static String fileName(String histogram) {
        return histogram.endsWith(HISTOGRAM)
                ? histogram.substring(0, histogram.length() - HISTOGRAM.length()) + TIMES
                : histogram + TIMES;
    }

    /**
     * Writes the times.
     *
     * @param histogram the fork's histogram, which names the file
     * @param ns nanoseconds of each step
     * @throws RunDataException if it cannot be written
     */
    public static void write(Path histogram, long[] ns) {
        JsonFile.writeText(histogram.resolveSibling(fileName(nameOf(histogram))),
                Arrays.stream(ns).mapToObj(Long::toString)
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    /**
     * Returns the times of a fork; empty where it kept none.
     *
     * @param folder the run folder
     * @throws RunDataException if the file holds something else
     */
    public static Optional<long[]> of(Path folder, ForkRecord.Measured fork) {
        Path file = folder.resolve(fileName(fork.hlog()));
        if (fork.hlog().isEmpty() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String[] lines = JsonFile.readText(file).split("\n");
        for (int line = 0; line < lines.length; line++) {
            if (!lines[line].matches(DIGITS)) {
                throw RunDataException.incomplete(file + " line " + (line + 1)
                        + ": not a number of nanoseconds");
            }
        }
        return Optional.of(Arrays.stream(lines).mapToLong(Long::parseLong).toArray());
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
