package dev.hmmbench.results.synthetic;

import dev.hmmbench.results.run.Journal;
import dev.hmmbench.results.run.JsonFile;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunFolder;
import java.nio.file.Path;

/** Writes a made-up run as a run folder, so that the real reader reads it. */
public final class SyntheticFolder {

    private SyntheticFolder() {}

    /**
     * Writes {@code data} into {@code folder}.
     *
     * @throws dev.hmmbench.results.RunDataException if it cannot be written
     */
    public static void write(RunData data, Path folder) {
        try (RunFolder out = RunFolder.create(folder, data.plan(), data.environment())) {
            data.counters().ifPresent(out::writeCounters);
        }
        // The journal's own writer waits for the disk after each fork; nothing can be lost here.
        JsonFile.writeLines(folder.resolve(Journal.FILE_NAME), data.forks());
    }
}
