package dev.hmmbench.results.report;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.compare.RunDifference;
import dev.hmmbench.results.gate.BaselineFolder;
import dev.hmmbench.results.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reports of run folders, from their files alone. */
public final class ReportFiles {

    /** Name of a report's file in a run folder, without its extension. */
    public static final String BASE_NAME = "report";

    private ReportFiles() {}

    /**
     * Returns the report of the run in {@code folder}.
     *
     * @throws RunDataException if it is no run folder or its files are not as they must be
     */
    public static Report read(Path folder) {
        return ReportBuilder.of(RunComparer.compare(RunFolder.read(folder)))
                .with(SideTables.in(folder))
                .build();
    }

    /**
     * Returns the report of the run in {@code folder}, with quarantine and history of its machine
     * class.
     *
     * @throws RunDataException if a folder is not what it must be
     */
    public static Report read(Path folder, BaselineFolder baselines) {
        RunComparison run = RunComparer.compare(RunFolder.read(folder));
        return ReportBuilder.of(run)
                .with(SideTables.in(folder))
                .quarantined(Blessed.quarantined(run, baselines))
                .history(Blessed.history(run, baselines))
                .build();
    }

    /**
     * Writes what changed between two runs into the folder of the second, {@code
     * since-FIRST.html} or with the extension of another format, and returns the file.
     *
     * @throws RunDataException if it cannot be written
     */
    public static Path write(RunDifference runs, ReportFormat format, Path folder) {
        return write(folder.resolve("since-" + runs.first().data().name() + "."
                + format.extension()), format.render(runs));
    }

    /**
     * Writes the report into the folder of its run and returns the file, {@code report.html} or
     * with the extension of another format.
     *
     * @throws RunDataException if it cannot be written
     */
    public static Path write(Report report, ReportFormat format, Path folder) {
        return write(folder.resolve(BASE_NAME + "." + format.extension()),
                format.render(report));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw RunDataException.cannotWrite(file + ": cannot be written", e);
        }
    }
}
