package dev.hmmbench.results.gate;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proves that the gate can fail: plants known faults into made-up runs, through real files, and
 * looks whether the gate makes of each what it must.
 */
public final class GateSelfTest {

    /** The gate under test; the real one is {@link Gate#check(Path, Path, GateOptions)}. */
    @FunctionalInterface
    public interface Subject {

        /** Judges a run folder against a folder of baselines. */
        GateResult check(Path run, Path baselines, GateOptions options);
    }

    /**
     * What came out of one case.
     *
     * @param name what was planted and what must come out
     * @param isCaught whether it came out
     * @param detail what came out instead; empty where it is as it must be
     */
    public record Outcome(String name, boolean isCaught, String detail) {}

    /**
     * A case whose world is built.
     *
     * @param planted the case
     * @param world its world
     */
    record Built(SelfTestCase planted, World world) {}

    private GateSelfTest() {}

    /**
     * Runs all cases on the real gate. Takes a few seconds and some megabytes in the folder for
     * temporary files, which it clears.
     */
    public static List<Outcome> run() {
        Path work;
        try {
            work = Files.createTempDirectory("hmmbench-selftest");
        } catch (IOException e) {
            throw RunDataException.cannotWrite("no folder for temporary files", e);
        }
        try {
            return run(build(work), Gate::check);
        } finally {
            clear(work);
        }
    }

    /** Builds the worlds of all cases in the folder {@code work}. */
    static List<Built> build(Path work) {
        List<Built> cases = new ArrayList<>();
        for (SelfTestCase planted : SelfTestCases.all()) {
            World world = new World(work.resolve("case-" + cases.size()),
                    work.resolve("templates"));
            planted.plant().accept(world);
            cases.add(new Built(planted, world));
        }
        return cases;
    }

    /** Runs the cases on that gate. */
    static List<Outcome> run(List<Built> cases, Subject subject) {
        return cases.stream().map(built -> run(built.planted(), built.world(), subject)).toList();
    }

    /** Returns the outcomes as text: one line per case, the last with the numbers. */
    public static String text(List<Outcome> outcomes) {
        long wrong = outcomes.stream().filter(outcome -> !outcome.isCaught()).count();
        return outcomes.stream().map(outcome -> (outcome.isCaught() ? "ok    " : "WRONG ")
                + outcome.name() + (outcome.isCaught() ? "" : ": " + outcome.detail()) + "\n")
                .collect(Collectors.joining())
                + outcomes.size() + " planted, " + wrong + " wrong\n";
    }

    /** Returns the exit code: 10 where the gate is broken. Nothing planted is broken too. */
    public static ExitCode exitCode(List<Outcome> outcomes) {
        return !outcomes.isEmpty() && outcomes.stream().allMatch(Outcome::isCaught)
                ? ExitCode.DONE : ExitCode.FOUND;
    }

    private static Outcome run(SelfTestCase planted, World world, Subject subject) {
        Optional<GateResult> result = Optional.empty();
        ExitCode code;
        try {
            result = Optional.of(subject.check(world.runFolder(), world.baselines().folder(),
                    planted.options()));
            code = result.get().exitCode();
        } catch (RunDataException e) {
            code = e.exitCode();
        }
        String wrong = code == planted.expected() ? result.map(r -> wrong(planted, r))
                .orElse("")
                : "exit " + code.code() + ", must be " + planted.expected().code();
        return new Outcome(planted.name(), wrong.isEmpty(), wrong);
    }

    private static String wrong(SelfTestCase planted, GateResult result) {
        if (!result.countsLine().startsWith(planted.counts())) {
            return "counts \"" + result.countsLine() + "\", must be \"" + planted.counts() + "\"";
        }
        if (planted.status().isEmpty()) {
            return "";
        }
        Set<String> named = new TreeSet<>();
        result.checks().stream().filter(check -> planted.status().contains(check.status()))
                .forEach(check -> named.add(check.row()));
        return named.equals(planted.rows()) ? "" : "names " + named + " as " + planted.status()
                + ", must be " + new TreeSet<>(planted.rows());
    }

    private static void clear(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw RunDataException.cannotWrite(folder + ": cannot be cleared", e);
        }
    }
}
