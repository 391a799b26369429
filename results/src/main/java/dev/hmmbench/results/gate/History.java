package dev.hmmbench.results.gate;

import dev.hmmbench.results.run.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file of all blessed runs, one line each, oldest first. For trends; it fails nothing. */
public final class History {

    private History() {}

    /**
     * Returns the blessed runs; none where there is no file.
     *
     * @throws dev.hmmbench.results.RunDataException if a line is broken
     */
    public static List<HistoryLine> read(BaselineFolder folder) {
        Path file = folder.folder().resolve(BaselineFolder.HISTORY);
        return Files.exists(file) ? JsonFile.readLines(file, HistoryLine.class, Baseline.SCHEMA)
                : List.of();
    }

    /** Adds a run. The file is the old one or the new one, whole, whatever happens. */
    static void append(BaselineFolder folder, HistoryLine line) {
        List<HistoryLine> lines = new ArrayList<>(read(folder));
        lines.add(line);
        JsonFile.writeLines(folder.folder().resolve(BaselineFolder.HISTORY), lines);
    }
}
