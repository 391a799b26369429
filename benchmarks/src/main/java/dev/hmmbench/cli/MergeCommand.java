package dev.hmmbench.cli;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.suite.RunMerge;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the shards of one run together. */
@Command(name = "merge", description = "Put the shards of one run together.",
        sortOptions = false)
final class MergeCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Run folders of all shards.")
    private List<Path> runs = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR",
            description = "Folder of the whole run.")
    private Path out = Path.of("");

    @Mixin
    private final CommonOptions common = new CommonOptions();

    MergeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        RunPlan plan = RunMerge.merge(runs, out);
        console.out().println("merged " + runs.size() + " shards, " + plan.order().size()
                + " rounds, into " + RunFolders.shown(out));
        return ExitCode.DONE.code();
    }
}
