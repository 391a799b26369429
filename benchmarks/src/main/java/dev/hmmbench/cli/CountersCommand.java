package dev.hmmbench.cli;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.JsonFile;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Shard;
import dev.hmmbench.suite.CountingPass;
import dev.hmmbench.suite.MachineMap;
import dev.hmmbench.suite.Planner;
import dev.hmmbench.suite.Progress;
import dev.hmmbench.suite.RunRequest;
import dev.hmmbench.suite.Suites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the exact counters of every row: the same bytes from run to run, on every machine. */
@Command(name = "counters", sortOptions = false,
        description = "Count every row's events, as JSON: the same bytes on every machine.")
final class CountersCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to a file instead.")
    private @Nullable Path out;

    @Option(names = "--suite", paramLabel = "NAME",
            description = "Rows of this suite; default ${DEFAULT-VALUE}.")
    private String suite = "full";

    @Option(names = "--models", paramLabel = "A,B", split = ",",
            description = "Models; default legacy,devprivate.")
    private List<String> models = new ArrayList<>();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    CountersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        common.check();
        MachineMap map = MachineMap.bundled();
        RunPlan plan = Planner.plan(new RunRequest(Suites.named(suite),
                RunCommand.checkedModels(models), Optional.empty(), OptionalInt.of(1), 0,
                Shard.WHOLE, map, Optional.empty(), List.of("counters"),
                Instant.EPOCH.toString()));
        Path folder = Files.createTempDirectory("hmmbench-counters-");
        Path planFile = folder.resolve(RunFolder.PLAN);
        try (Progress progress = console.progress()) {
            JsonFile.write(planFile, plan);
            CountingPass pass = new CountingPass(plan, planFile, map, progress);
            CounterTable table = pass.count();
            if (!pass.failures().isEmpty()) {
                throw RunDataException.incomplete(pass.failures().getFirst());
            }
            JsonFile.write(folder.resolve(RunFolder.COUNTERS), table);
            print(JsonFile.readText(folder.resolve(RunFolder.COUNTERS)));
        } finally {
            Files.deleteIfExists(folder.resolve(RunFolder.COUNTERS));
            Files.deleteIfExists(planFile);
            Files.deleteIfExists(folder);
        }
        return ExitCode.DONE.code();
    }

    private void print(String json) {
        if (out == null) {
            console.out().print(json);
        } else {
            JsonFile.writeText(out, json);
        }
    }
}
