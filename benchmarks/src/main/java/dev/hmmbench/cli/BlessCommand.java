package dev.hmmbench.cli;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.gate.BaselineFolder;
import dev.hmmbench.results.gate.Bless;
import dev.hmmbench.results.run.RunFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accepts a run: later ones are judged by it. */
@Command(name = "bless", sortOptions = false,
        description = "Accept a run as baseline and print what that changes.")
final class BlessCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "RUN", description = "Run folder.")
    private Path run = Path.of("");

    @Option(names = "--baseline", paramLabel = "DIR",
            description = "Folder of blessed runs; default results/baseline.")
    private @Nullable Path baseline;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    BlessCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        Path folder = baseline == null ? RunFolders.baseline() : baseline;
        Bless.accept(RunComparer.compare(RunFolder.read(run)), new BaselineFolder(folder))
                .forEach(console.out()::println);
        return ExitCode.DONE.code();
    }
}
