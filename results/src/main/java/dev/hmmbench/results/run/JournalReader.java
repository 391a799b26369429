package dev.hmmbench.results.run;

import dev.hmmbench.results.RunDataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a journal: every whole line, in order; a torn last line is dropped with a note. */
final class JournalReader {

    /** A fork: at most one record of it counts. */
    private record Key(int round, String row, String arm) {}

    /** A record with the number of its line, from 1. */
    private record Line(int number, ForkRecord fork, String text) {}

    private final Path file;
    private final Map<Key, Line> lines = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private JournalReader(Path file) {
        this.file = file;
    }

    /**
     * Returns what the file holds.
     *
     * @throws RunDataException if it is missing, or a line before the last is torn, of another
     *     schema, or contradicts an earlier line
     */
    static Journal.Contents read(Path file) {
        return new JournalReader(file).contents(JsonFile.readText(file));
    }

    private Journal.Contents contents(String text) {
        int start = 0;
        int number = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            number++;
            boolean isLast = end < 0;
            String line = text.substring(start, isLast ? text.length() : end);
            start = isLast ? text.length() : end + 1;
            if (isLast) {
                addTail(number, line);
            } else {
                add(number, line);
            }
        }
        List<ForkRecord> forks = lines.values().stream().map(Line::fork).toList();
        return new Journal.Contents(forks, notes);
    }

    /** A last line without its line end: the writer was stopped while writing it. */
    private void addTail(int number, String line) {
        try {
            put(new Line(number, parse(line), line));
        } catch (Json.FormatException e) {
            notes.add(file.getFileName() + " line " + number
                    + " is torn (the run was stopped while writing it); left out");
        }
    }

    private void add(int number, String line) {
        try {
            put(new Line(number, parse(line), line));
        } catch (Json.FormatException e) {
            throw invalid(number, e.getMessage());
        }
    }

    private static ForkRecord parse(String line) throws Json.FormatException {
        return Json.parse(line, ForkRecord.class, Schema.VERSION);
    }

    private void put(Line line) {
        ForkRecord.Identity fork = line.fork().fork();
        Line earlier = lines.putIfAbsent(new Key(fork.round(), fork.row(), fork.arm()), line);
        if (earlier == null) {
            return;
        }
        if (earlier.text().equals(line.text())) {
            notes.add(file.getFileName() + " line " + line.number() + " repeats line "
                    + earlier.number() + "; counted once");
        } else if (earlier.fork() instanceof ForkRecord.Failed) {
            lines.put(new Key(fork.round(), fork.row(), fork.arm()), line);
            notes.add(file.getFileName() + " line " + line.number() + " repeats the failed fork of"
                    + " line " + earlier.number() + "; the later one counts");
        } else {
            throw invalid(line.number(), "a second record of " + fork.inWords()
                    + ", differing from line " + earlier.number());
        }
    }

    private RunDataException invalid(int number, String message) {
        return RunDataException.incomplete(file + " line " + number + ": " + message);
    }
}
