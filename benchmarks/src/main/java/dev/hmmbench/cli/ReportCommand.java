package dev.hmmbench.cli;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.compare.RunDiffer;
import dev.hmmbench.results.compare.RunDifference;
import dev.hmmbench.results.gate.BaselineFolder;
import dev.hmmbench.results.report.Report;
import dev.hmmbench.results.report.ReportFiles;
import dev.hmmbench.results.report.ReportFormat;
import dev.hmmbench.results.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the report of a run again, or of two runs side by side, from their files alone. */
@Command(name = "report", sortOptions = false, description = "Write the report of a run again, "
        + "or of two runs side by side, from their files alone.")
final class ReportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN",
            description = "Run folder; default the latest.")
    private @Nullable Path run;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN",
            description = "A newer run: report what changed, into its folder.")
    private @Nullable Path newer;

    @Option(names = "--format", paramLabel = "FORMATS", split = ",",
            description = "html, md, txt, json, csv; several with commas. Default html.")
    private List<String> formats = new ArrayList<>(List.of("html"));

    @Mixin
    private final CommonOptions common = new CommonOptions();

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        List<ReportFormat> wanted = formats.stream().map(ReportFormat::of).distinct().toList();
        Path folder = run == null ? RunFolders.latest() : run;
        if (newer != null) {
            RunDifference runs = RunDiffer.compare(comparison(folder), comparison(newer));
            for (ReportFormat format : wanted) {
                console.out().println(RunFolders.shown(ReportFiles.write(runs, format, newer)));
            }
            return ExitCode.DONE.code();
        }
        Report report = read(folder);
        for (ReportFormat format : wanted) {
            console.out().println(RunFolders.shown(ReportFiles.write(report, format, folder)));
        }
        return ExitCode.DONE.code();
    }

    private static RunComparison comparison(Path folder) {
        return RunComparer.compare(RunFolder.read(folder));
    }

    /** Returns the report of a run, with quarantine and history where there is a baseline. */
    static Report read(Path folder) {
        Path baselines = RunFolders.baseline();
        return Files.isDirectory(baselines)
                ? ReportFiles.read(folder, new BaselineFolder(baselines))
                : ReportFiles.read(folder);
    }
}
