package dev.hmmbench.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text of {@code /proc/iomem} and refuses what no kernel prints.
 *
 * <p>Models kernel/resource.c, r_show(), 6.12: two spaces for each level, at most five levels (what
 * lies deeper is printed at the fifth), ends inclusive, siblings ascending and apart. Fidelity:
 * modelled. Blank lines and CRLF are accepted.
 */
public final class IomemReader {

    /** {@code MAX_IORES_LEVEL}: entries at this depth may hold entries printed at the same. */
    static final int DEEPEST_PRINTED = 5;

    private static final int MAX_FILE_BYTES = 64 << 20;

    private final String source;
    private final List<IomemEntry> entries = new ArrayList<>();
    /** The entries around the next one, outermost first, and their line numbers. */
    private final List<IomemEntry> open = new ArrayList<>();
    private final List<Integer> openLines = new ArrayList<>();

    private IomemReader(String source) {
        this.source = source;
    }

    /**
     * Reads a file.
     *
     * @return the entries in the order of the file, nested ones behind the one around them
     * @throws MalformedFileException where the text is not one that a kernel prints
     * @throws NoSuchFileException where there is no such file
     * @throws IOException never otherwise
     */
    public static List<IomemEntry> read(Path file) throws IOException {
        return parse(file.toString(), readLines(file), 1);
    }

    /**
     * Reads lines.
     *
     * @param source name of their file, for refusals
     * @param lines the text, with or without carriage returns
     * @param firstLine number of the first line in its file
     * @throws MalformedFileException where the text is not one that a kernel prints
     */
    public static List<IomemEntry> parse(String source, List<String> lines, int firstLine) {
        IomemReader reader = new IomemReader(source);
        List<IomemEntry> printed = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).stripTrailing();
            if (!line.isEmpty()) {
                printed.add(IomemLine.parse(source, firstLine + index, line));
                numbers.add(firstLine + index);
            }
        }
        if (printed.isEmpty()) {
            throw new MalformedFileException(source, firstLine, "no memory map: the text is empty");
        }
        refuseHiddenAddresses(source, printed, numbers.getFirst());
        for (int index = 0; index < printed.size(); index++) {
            reader.place(printed.get(index), numbers.get(index));
        }
        return List.copyOf(reader.entries);
    }

    /** Returns the lines of a text file of at most 64 MiB; what is not UTF-8 is replaced. */
    static List<String> readLines(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new MalformedFileException(file.toString(), 1, "the file exceeds 64 MiB");
            }
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedFileException(file.toString(), "cannot be read: " + e.getMessage());
        }
    }

    /** The kernel prints zeros to readers without CAP_SYS_ADMIN. */
    private static void refuseHiddenAddresses(
            String source, List<IomemEntry> printed, int firstLine) {
        if (printed.stream().allMatch(entry -> entry.start() == 0 && entry.last() == 0)) {
            throw new MalformedFileException(source, firstLine,
                    "all addresses read as zero, the kernel hides them from this user:"
                    + " run with sudo, or save a copy with"
                    + " \"sudo cat /proc/iomem > map.txt\" and give --iomem map.txt");
        }
    }

    private void place(IomemEntry printed, int line) {
        int depth = printed.depth();
        if (depth > open.size()) {
            throw refusal(line, "is indented deeper than the entry above allows");
        }
        if (depth == DEEPEST_PRINTED) {
            depth = depthBelowDeepestPrinted(printed);
        }
        IomemEntry previous = depth < open.size() ? open.get(depth) : null;
        if (previous != null && Long.compareUnsigned(printed.start(), previous.last()) <= 0) {
            boolean isBefore = Long.compareUnsigned(printed.last(), previous.start()) < 0;
            throw refusal(line, (isBefore ? "lies below" : "overlaps")
                    + " the entry of line " + openLines.get(depth)
                    + (isBefore ? ": entries must ascend" : ""));
        }
        if (depth > 0 && !open.get(depth - 1).contains(printed)) {
            throw refusal(line, "is not inside the entry of line " + openLines.get(depth - 1));
        }
        IomemEntry entry = new IomemEntry(
                printed.name(), printed.start(), printed.last(), depth);
        open.subList(depth, open.size()).clear();
        openLines.subList(depth, openLines.size()).clear();
        open.add(entry);
        openLines.add(line);
        entries.add(entry);
    }

    /** Returns the true depth of an entry at the deepest printed one: below all that hold it. */
    private int depthBelowDeepestPrinted(IomemEntry printed) {
        int depth = DEEPEST_PRINTED;
        while (depth < open.size() && open.get(depth).contains(printed)) {
            depth++;
        }
        return depth;
    }

    private MalformedFileException refusal(int line, String complaint) {
        return new MalformedFileException(source, line, "the range " + complaint);
    }
}
