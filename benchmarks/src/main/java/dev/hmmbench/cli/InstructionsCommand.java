package dev.hmmbench.cli;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.kernel.CostModel;
import dev.hmmbench.results.kernel.CostTable;
import dev.hmmbench.results.kernel.KernelFigures;
import dev.hmmbench.results.run.JsonFile;
import dev.hmmbench.suite.RecordedWorkPass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the recorded kernels' instructions beside those that exact counters predict. */
@Command(name = "instructions", sortOptions = false,
        description = "Predict the recorded kernels' instructions from exact counters.")
final class InstructionsCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--recount", paramLabel = "FILE",
            description = "Do all recorded operations again with counters on, half a minute and "
                    + "3 GiB of memory, and write the counts to a file.")
    private @Nullable Path recount;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    InstructionsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        common.check();
        if (recount != null) {
            JsonFile.writeText(recount, counted());
            return ExitCode.DONE.code();
        }
        CostTable table = new CostTable(CostModel.bundled());
        console.out().println("Recorded: " + KernelFigures.ORIGIN + ".");
        console.out().println("Error: predicted / recorded - 1. Added: the same of what the series"
                + " adds to the base alone.");
        console.out().println();
        console.out().print(table.coefficients());
        console.out().println();
        console.out().print(table.summary());
        console.out().println();
        console.out().print(table.all());
        return ExitCode.DONE.code();
    }

    private static String counted() throws IOException {
        try {
            return RecordedWorkPass.file();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RunDataException.incomplete("counting was interrupted");
        }
    }
}
