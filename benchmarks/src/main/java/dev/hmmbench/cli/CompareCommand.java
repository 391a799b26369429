package dev.hmmbench.cli;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.compare.Integrity;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.compare.RunDiffer;
import dev.hmmbench.results.report.TextDifference;
import dev.hmmbench.results.report.TextReport;
import dev.hmmbench.results.run.RunFolder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares the designs inside one run, or two runs. */
@Command(name = "compare", sortOptions = false,
        description = "Compare the designs inside one run, or two runs, as text.")
final class CompareCommand implements Callable<Integer> {

    private static final Set<Integrity.Kind> BROKEN = EnumSet.of(Integrity.Kind.FAILED_FORK,
            Integrity.Kind.MISSING_FORK, Integrity.Kind.RAGGED, Integrity.Kind.NO_VALUE);

    private final Console console;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN",
            description = "Run folder; default the latest.")
    private @Nullable Path run;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN",
            description = "A newer run to set beside it.")
    private @Nullable Path newer;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        Path folder = run == null ? RunFolders.latest() : run;
        RunComparison comparison = RunComparer.compare(RunFolder.read(folder));
        if (newer == null) {
            console.out().print(TextReport.of(comparison));
            return exitCode(comparison.integrity()).code();
        }
        RunComparison second = RunComparer.compare(RunFolder.read(newer));
        console.out().print(TextDifference.of(RunDiffer.compare(comparison, second)));
        return Math.max(exitCode(comparison.integrity()).code(),
                exitCode(second.integrity()).code());
    }

    /** Data that is missing is an error; an A/A control that stands out is for the reader. */
    private static ExitCode exitCode(Integrity integrity) {
        return BROKEN.stream().allMatch(kind -> integrity.problems(kind).isEmpty())
                ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }
}
