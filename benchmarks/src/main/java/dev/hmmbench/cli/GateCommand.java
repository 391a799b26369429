package dev.hmmbench.cli;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.gate.Gate;
import dev.hmmbench.results.gate.GateJunit;
import dev.hmmbench.results.gate.GateMarkdown;
import dev.hmmbench.results.gate.GateOptions;
import dev.hmmbench.results.gate.GateResult;
import dev.hmmbench.results.gate.GateSelfTest;
import dev.hmmbench.results.gate.GateText;
import dev.hmmbench.results.run.JsonFile;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.suite.Interruption;
import dev.hmmbench.suite.Progress;
import dev.hmmbench.suite.RunSession;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides whether a run may pass. */
@Command(name = "gate", sortOptions = false,
        description = "Judge a run against the blessed ones: 0 pass, 10 regression, 11 incomplete.")
final class GateCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "Run folder.")
    private @Nullable Path run;

    @Option(names = "--baseline", paramLabel = "DIR",
            description = "Folder of blessed runs; default results/baseline.")
    private @Nullable Path baseline;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit XML as well.")
    private @Nullable Path junit;

    @Option(names = "--summary", paramLabel = "FILE", description = "Write Markdown as well.")
    private @Nullable Path summary;

    @Option(names = "--strict", description = "Fail with 12 where nothing can be decided.")
    private boolean isStrict;

    @Option(names = "--confirm", description = "Measure rows that were hit again, here.")
    private boolean isConfirm;

    @Option(names = "--selftest", description = "Prove that the gate catches planted faults.")
    private boolean isSelfTest;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    GateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        if (isSelfTest) {
            return selfTest();
        }
        if (run == null) {
            throw RunDataException.usage("gate needs a run folder, or --selftest");
        }
        Path folder = run;
        GateResult result = Gate.check(folder,
                baseline == null ? RunFolders.baseline() : baseline,
                new GateOptions(isStrict ? GateOptions.Strictness.STRICT
                        : GateOptions.Strictness.NORMAL, LocalDate.now(ZoneOffset.UTC),
                        isConfirm ? Optional.of(rows -> measureAgain(folder, rows))
                                : Optional.empty()));
        if (junit != null) {
            JsonFile.writeText(junit, GateJunit.of(result));
        }
        if (summary != null) {
            JsonFile.writeText(summary, GateMarkdown.of(result));
        }
        console.out().print(GateText.of(result));
        return result.exitCode().code();
    }

    private int selfTest() {
        List<GateSelfTest.Outcome> outcomes = GateSelfTest.run();
        console.out().print(GateSelfTest.text(outcomes));
        return GateSelfTest.exitCode(outcomes).code();
    }

    /** Runs the rows that were hit on fresh rounds, twice as many, in a folder beside the run. */
    private RunComparison measureAgain(Path first, SortedSet<String> rows) {
        Instant now = Instant.now();
        Path folder = RunFolders.confirming(first, now);
        console.err().println("measuring " + rows.size() + " rows again in "
                + RunFolders.shown(folder));
        try (RunSession session = RunSession.again(first, rows, folder, now);
                Progress progress = console.progress();
                Interruption watch = Interruption.watch(() -> console.err().println(
                        "hmmbench: stopped; the confirmation is not complete"))) {
            session.run(progress, watch);
            session.count(progress, watch);
        }
        return RunComparer.compare(RunFolder.read(folder));
    }
}
