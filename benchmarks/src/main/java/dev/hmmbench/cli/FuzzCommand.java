package dev.hmmbench.cli;

import dev.hmmbench.conformance.Divergence;
import dev.hmmbench.conformance.Fuzzer;
import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.Models;
import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.suite.Progress;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs random programs on several models and compares everything that can be seen. */
@Command(name = "fuzz", sortOptions = false,
        description = "Check with random programs that all models do the same.",
        footer = {"",
            "Programs map, protect, move, fork, load, store, migrate, evict and release on two",
            "devices, add and remove pagemaps, fail allocations and hold migrations open. After",
            "each step results, errors, entries, content and counts of all models are compared;",
            "every number carries the colour of its space. A seed gives the same programs",
            "everywhere. Exit code 0: no divergence. 10: a divergence; its seed and step are",
            "printed, and a short program that shows it, as a JUnit test class."})
final class FuzzCommand implements Callable<Integer> {

    private static final long MAX_STEPS = 1_000_000_000_000L;
    /** How long a program takes, roughly. */
    private static final long PROGRAM_MS = 700;

    private final Console console;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--steps", paramLabel = "N", defaultValue = "100000",
            description = "steps to run (default: ${DEFAULT-VALUE})")
    private long nrSteps;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1",
            description = "what the programs are drawn from (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--models", paramLabel = "A,B", split = ",",
            description = "two or more designs or variants (default: every design)")
    private List<String> names = List.of();

    FuzzCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        Models models = Models.onClassPath();
        List<String> compared = names.isEmpty() ? designs(models) : names;
        compared.forEach(models::requireKnown);
        if (compared.size() < 2) {
            throw RunDataException.usage("--models names fewer than two models");
        }
        if (nrSteps <= 0) {
            throw RunDataException.usage("--steps is " + nrSteps);
        }
        if (nrSteps > MAX_STEPS) {
            throw RunDataException.usage("--steps is " + nrSteps + ", more than " + MAX_STEPS);
        }
        Fuzzer fuzzer = new Fuzzer(models, compared);
        Optional<Divergence> divergence = run(fuzzer);
        divergence.ifPresentOrElse(this::print, () -> console.out().printf(
                "%d steps from seed %d: no divergence between %s%n"
                + "%d of %d programs had device numbers with the value of mapped PFNs%n",
                nrSteps, seed, String.join(", ", compared),
                fuzzer.nrWithCollisions(), fuzzer.nrPrograms()));
        return (divergence.isPresent() ? ExitCode.FOUND : ExitCode.DONE).code();
    }

    private static List<String> designs(Models models) {
        return models.infos().stream()
                .map(ModelInfo::name)
                .filter(name -> !name.contains("+"))
                .toList();
    }

    private Optional<Divergence> run(Fuzzer fuzzer) {
        try (Progress progress = console.progress()) {
            progress.begin("programs", 0, Fuzzer.programsOf(nrSteps), PROGRAM_MS);
            return fuzzer.run(seed, nrSteps, done -> {
                progress.step();
                progress.done();
            });
        }
    }

    private void print(Divergence divergence) {
        PrintStream out = console.out();
        out.printf("seed %d, step %d: %s%n", divergence.seed(), divergence.step(),
                divergence.what());
        out.printf("%d steps show it:%n%n", divergence.program().size());
        out.print(divergence.asTest());
    }
}
