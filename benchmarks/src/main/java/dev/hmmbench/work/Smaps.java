package dev.hmmbench.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the system says of this process's mappings: {@code /proc/self/smaps}. */
final class Smaps {

    private static final Path FILE = Path.of("/proc/self/smaps");
    private static final String RSS = "Rss:";
    private static final String MAPPING = "[0-9a-f]+-[0-9a-f]+ .*";

    private Smaps() {}

    /**
     * Addresses.
     *
     * @param start first
     * @param end behind the last
     */
    record Range(long start, long end) {

        private boolean overlaps(Range other) {
            return start < other.end && other.start < end;
        }
    }

    /** Returns the resident bytes of all mappings that overlap a range; 0 if unknown. */
    static long residentBytes(List<Range> ranges) {
        List<String> lines;
        try {
            lines = Files.readAllLines(FILE);
        } catch (IOException e) {
            return 0;
        }
        long resident = 0;
        boolean isWanted = false;
        for (String line : lines) {
            if (line.matches(MAPPING)) {
                Range mapping = mapping(line);
                isWanted = ranges.stream().anyMatch(mapping::overlaps);
            } else if (isWanted && line.startsWith(RSS)) {
                resident += Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        return resident;
    }

    private static Range mapping(String line) {
        String[] ends = line.substring(0, line.indexOf(' ')).split("-");
        return new Range(Long.parseUnsignedLong(ends[0], 16),
                Long.parseUnsignedLong(ends[1], 16));
    }
}
