package dev.hmmbench.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads machine descriptions. A file holds any number of them:
 *
 * <pre>
 * # Comments and blank lines are free.
 * machine A
 *   title      x86 desktop, 39 address bits
 *   phys-bits  39                  # or root-end HEX: last address of the map's root
 *   levels     4                   # page-table levels, 4 or 5; default 4
 *   physmem-end 7fffffffff         # last usable address; default by levels
 *   max-physmem-bits 46            # default by levels
 *   section-bits 27                # default 27
 *   kernel     6.12                # or 6.1
 *   device     4 x 143771M H200    # count, exact size, name; any number of lines
 *   hot-add    200000000-23fffffff # RAM plugged in afterwards; any number of lines
 *   vmemmap-end affffffffff        # last address with room for its struct page, where the kernel
 *                                  # hands out more than it maps; default the usable end
 *   note       one line for the reader; any number of lines
 *   iomem                          # the map, as /proc/iomem prints it
 *     00000000-00000fff : Reserved
 *   end
 * </pre>
 *
 * A machine needs {@code title}, {@code iomem}, and {@code phys-bits} or {@code root-end}.
 */
public final class ScenarioReader {

    private final String source;
    private final List<String> lines;
    private final List<Scenario> scenarios = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private ScenarioReader(String source, List<String> lines) {
        this.source = source;
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @throws MalformedFileException where it does not follow the format
     * @throws IOException where the file cannot be read
     */
    public static List<Scenario> read(Path file) throws IOException {
        return parse(file.toString(), IomemReader.readLines(file));
    }

    /**
     * Reads lines.
     *
     * @param source name of their file, for refusals
     * @throws MalformedFileException where they do not follow the format
     */
    static List<Scenario> parse(String source, List<String> lines) {
        return new ScenarioReader(source, lines).parse();
    }

    private List<Scenario> parse() {
        ScenarioDraft draft = null;
        int index = 0;
        while (index < lines.size()) {
            String line = withoutComment(lines.get(index));
            int number = index + 1;
            index++;
            if (line.isEmpty()) {
                continue;
            }
            String key = line.split("\\s+", 2)[0];
            String value = line.substring(key.length()).strip();
            if (key.equals("machine")) {
                finish(draft);
                draft = begin(value, number);
            } else if (draft == null) {
                throw new MalformedFileException(
                        source, number, "\"" + key + "\" before the first \"machine\" line");
            } else if (key.equals("iomem") && value.isEmpty()) {
                int end = endOfMap(index);
                draft.map(dedented(index, end), index + 1);
                index = end + 1;
            } else {
                draft.set(key, value, number);
            }
        }
        finish(draft);
        if (scenarios.isEmpty()) {
            throw new MalformedFileException(source, 1, "no \"machine\" line");
        }
        return List.copyOf(scenarios);
    }

    private ScenarioDraft begin(String id, int number) {
        if (id.isEmpty() || !ids.add(id)) {
            throw new MalformedFileException(source, number,
                    id.isEmpty() ? "the machine has no name" : "a second machine " + id);
        }
        return new ScenarioDraft(source, id, number);
    }

    private void finish(@Nullable ScenarioDraft draft) {
        if (draft != null) {
            scenarios.add(draft.toScenario());
        }
    }

    private int endOfMap(int first) {
        for (int index = first; index < lines.size(); index++) {
            if (lines.get(index).strip().equals("end")) {
                return index;
            }
        }
        throw new MalformedFileException(source, first, "the map has no \"end\" line");
    }

    /** Returns lines of a map without the indentation that its first line has. */
    private List<String> dedented(int first, int end) {
        List<String> map = new ArrayList<>();
        String indent = first == end ? "" : leadingBlanks(lines.get(first));
        for (int index = first; index < end; index++) {
            String line = lines.get(index);
            map.add(line.startsWith(indent) ? line.substring(indent.length()) : line);
        }
        return map;
    }

    private static String leadingBlanks(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    private static String withoutComment(String line) {
        int comment = line.startsWith("#") ? 0 : line.indexOf(" #");
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }
}
