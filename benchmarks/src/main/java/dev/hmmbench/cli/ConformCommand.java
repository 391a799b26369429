package dev.hmmbench.cli;

import dev.hmmbench.conformance.Conformance;
import dev.hmmbench.conformance.KernelSuite;
import dev.hmmbench.conformance.Scenario;
import dev.hmmbench.conformance.ScenarioResult;
import dev.hmmbench.conformance.ScenarioResult.Status;
import dev.hmmbench.conformance.Scenarios;
import dev.hmmbench.device.MemoryKind;
import dev.hmmbench.model.Models;
import dev.hmmbench.physmem.Vmemmap;
import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.report.ConformanceTable;
import dev.hmmbench.results.run.JsonFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the conformance scenarios on models. */
@Command(name = "conform", sortOptions = false,
        description = "Check that every model does what the kernel's own tests expect.",
        footer = {"", "One line per scenario and model: pass, or fail and the reason.",
            "Each scenario runs twice: on the first device numbers that a model gives out, and",
            "behind pagemaps of 1 and of 513 pages. Exit code 10 if a scenario failed."})
final class ConformCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ChosenModels chosen = new ChosenModels();

    @Option(names = "--out", paramLabel = "FILE", description = "write the results as JSON, too")
    private @Nullable Path file;

    ConformCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        Models models = Models.onClassPath();
        List<String> names = chosen.names(models);
        Conformance conformance = new Conformance(models);
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        List<ConformanceTable.Entry> entries = new ArrayList<>();
        Map<String, Integer> ofSuite = new LinkedHashMap<>();
        PrintStream out = console.out();
        List<Callable<ScenarioResult>> runs = new ArrayList<>();
        List<Scenario> scenarios = new ArrayList<>();
        for (Scenario scenario : Scenarios.all()) {
            for (String name : names) {
                scenarios.add(scenario);
                runs.add(() -> conformance.run(scenario, name));
            }
        }
        Iterator<Scenario> ran = scenarios.iterator();
        SideBySide.run(runs, result -> {
            counts.merge(result.status(), 1, Integer::sum);
            boolean isOfSuite = KernelSuite.has(ran.next()) && result.status() == Status.PASS;
            ofSuite.merge(result.model(), isOfSuite ? 1 : 0, Integer::sum);
            out.println(line(result));
            entries.add(new ConformanceTable.Entry(result.scenario(), result.model(),
                    result.status().label(), result.reason()));
        });
        ofSuite.forEach((name, passed) -> out.printf(
                "kernel's own tests on private and coherent memory, %s: %d of %d%n",
                name, passed, MemoryKind.values().length * KernelSuite.names().size()));
        out.printf("%d passed, %d failed%n", counts.getOrDefault(Status.PASS, 0),
                counts.getOrDefault(Status.FAIL, 0));
        if (file != null) {
            JsonFile.write(file, new ConformanceTable(ConformanceTable.SCHEMA, Vmemmap.STRICT
                    ? ConformanceTable.Numbers.STRICT : ConformanceTable.Numbers.PLAIN, entries));
        }
        return (counts.containsKey(Status.FAIL) ? ExitCode.FOUND : ExitCode.DONE).code();
    }

    private static String line(ScenarioResult result) {
        String line = String.format("%s  %-37s %-18s %s", result.status().label(),
                result.scenario(), result.model(), result.reason());
        return line.stripTrailing();
    }
}
