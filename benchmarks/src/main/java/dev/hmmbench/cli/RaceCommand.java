package dev.hmmbench.cli;

import dev.hmmbench.conformance.LookupRace;
import dev.hmmbench.model.Models;
import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.report.RaceTable;
import dev.hmmbench.results.run.JsonFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks pages up while other pagemaps come and go, and counts what goes wrong. */
@Command(name = "race", sortOptions = false,
        description = "Look pages of a pagemap up while another thread creates and removes others.",
        footer = {"", "One line for each model and number of pagemaps that stay. The tree of the",
            "series as posted is read without protection and fails; its variant devprivate+rcu",
            "and legacy must not. A race: the counts differ from run to run. Exit code 10 if a",
            "lookup failed."})
final class RaceCommand implements Callable<Integer> {

    private static final int[] PLACE_HOLDERS = {4, 12, LookupRace.MOST};
    private static final int MOST_MS = 600_000;

    private final Console console;

    @Mixin
    private final ChosenModels chosen = new ChosenModels();

    @Option(names = "--ms", paramLabel = "N", defaultValue = "1000",
            description = "milliseconds for each line; default ${DEFAULT-VALUE}")
    private int milliseconds;

    @Option(names = "--out", paramLabel = "FILE", description = "write the results as JSON, too")
    private @Nullable Path file;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    RaceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        if (milliseconds < 1 || milliseconds > MOST_MS) {
            throw RunDataException.usage("--ms " + milliseconds + ": must be 1 to " + MOST_MS);
        }
        Models models = Models.onClassPath();
        console.out().printf("%-20s %7s %12s %14s %9s %11s %11s%n", "model", "others", "updates",
                "lookups", "nothing", "no pointer", "wrong page");
        List<RaceTable.Entry> entries = new ArrayList<>();
        for (String name : chosen.names(models)) {
            for (int placeHolders : PLACE_HOLDERS) {
                LookupRace.Result result = LookupRace.run(
                        models, name, placeHolders, Duration.ofMillis(milliseconds));
                print(result);
                entries.add(new RaceTable.Entry(name, placeHolders, milliseconds, result.updates(),
                        result.lookups(), result.nothing(), result.noPointer(),
                        result.wrongPage()));
            }
        }
        if (file != null) {
            JsonFile.write(file, new RaceTable(RaceTable.SCHEMA, entries));
        }
        boolean isFailed = entries.stream().anyMatch(entry -> entry.failures() > 0);
        return (isFailed ? ExitCode.FOUND : ExitCode.DONE).code();
    }

    private void print(LookupRace.Result result) {
        console.out().printf("%-20s %7d %,12d %,14d %9d %11d %11d%n", result.model(),
                result.placeHolders(), result.updates(), result.lookups(), result.nothing(),
                result.noPointer(), result.wrongPage());
    }
}
