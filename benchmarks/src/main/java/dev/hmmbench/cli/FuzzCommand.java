package dev.hmmbench.cli;

import dev.hmmbench.conformance.Divergence;
import dev.hmmbench.conformance.Fuzzer;
import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.Models;
import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
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
        footer = {"", "After every step the results, page-table entries, content and counts of",
            "all models are compared. A divergence is shrunk and printed as a JUnit test; exit",
            "code 10."})
final class FuzzCommand implements Callable<Integer> {

    private static final long STEPS_BETWEEN_REPORTS = 1_000_000;

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
        Optional<Divergence> divergence =
                new Fuzzer(models, compared).run(seed, nrSteps, this::report);
        divergence.ifPresentOrElse(this::print, () -> console.out().printf(
                "%d steps from seed %d: no divergence between %s%n",
                nrSteps, seed, String.join(", ", compared)));
        return (divergence.isPresent() ? ExitCode.FOUND : ExitCode.DONE).code();
    }

    private static List<String> designs(Models models) {
        return models.infos().stream()
                .map(ModelInfo::name)
                .filter(name -> !name.contains("+"))
                .toList();
    }

    private void report(long done) {
        if (done % STEPS_BETWEEN_REPORTS == 0) {
            console.err().printf("%d of %d steps%n", done, nrSteps);
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
