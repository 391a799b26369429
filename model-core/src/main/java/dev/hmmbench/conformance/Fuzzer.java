package dev.hmmbench.conformance;

import dev.hmmbench.model.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Runs random programs on several models at once and compares all that can be seen after every
 * step. The same seed gives the same program on every machine.
 */
public final class Fuzzer {

    /** Steps after which machines are booted anew, so that a divergence can be shrunk quickly. */
    public static final int PROGRAM_STEPS = 4_000;
    /** Steps of a program of 2 MiB, each of which takes longer. */
    static final int HUGE_PROGRAM_STEPS = 200;
    /** One of so many programs is of 2 MiB. */
    private static final int HUGE_EVERY = 8;
    private static final int STEPS_BETWEEN_CHECKS = 200;
    private static final int STEPS_BETWEEN_LOOKS = 10;
    private static final int MAX_SHRINK_RUNS = 2_000;

    private final Models models;
    private final List<String> names;
    private final int maxShrinkRuns;
    private long nrPrograms;
    private long nrWithCollisions;

    /**
     * Creates a fuzzer.
     *
     * @param models run in strict mode
     * @param names the models, two or more; the first is what the others are compared with
     */
    public Fuzzer(Models models, List<String> names) {
        this(StrictModels.of(models), names, MAX_SHRINK_RUNS);
    }

    private Fuzzer(Models models, List<String> names, int maxShrinkRuns) {
        names.forEach(models::requireKnown);
        this.models = models;
        this.names = List.copyOf(names);
        this.maxShrinkRuns = maxShrinkRuns;
    }

    /** Returns a fuzzer that tries at most so many shorter programs for a divergence. */
    Fuzzer withShrinkRuns(int nrRuns) {
        return new Fuzzer(models, names, nrRuns);
    }

    /**
     * Runs random steps.
     *
     * @param progress told how many steps are done, every now and then
     * @return the first divergence, shrunk; empty if there was none
     */
    public Optional<Divergence> run(long seed, long nrSteps, LongConsumer progress) {
        SplittableRandom random = new SplittableRandom(seed);
        long done = 0;
        for (int i = 1; done < nrSteps; i++) {
            List<FuzzStep> program = draw(random, arenaOf(i), nrSteps - done);
            Optional<Finding> finding = play(program);
            if (finding.isPresent()) {
                return Optional.of(divergence(seed, done, program, finding.get()));
            }
            done += program.size();
            progress.accept(done);
        }
        return Optional.empty();
    }

    /** Returns how many programs so many steps are divided into. */
    public static int programsOf(long nrSteps) {
        int nrPrograms = 0;
        for (long left = nrSteps; left > 0; left -= stepsIn(arenaOf(nrPrograms))) {
            nrPrograms++;
        }
        return nrPrograms;
    }

    private static FuzzArena arenaOf(int number) {
        return number % HUGE_EVERY == 0 ? FuzzArena.HUGE : FuzzArena.SMALL;
    }

    private static int stepsIn(FuzzArena arena) {
        return arena == FuzzArena.HUGE ? HUGE_PROGRAM_STEPS : PROGRAM_STEPS;
    }

    private static List<FuzzStep> draw(SplittableRandom random, FuzzArena arena, long maxSteps) {
        int length = (int) Math.min(maxSteps, stepsIn(arena));
        List<FuzzStep> program = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            program.add(program.isEmpty() ? FuzzStep.draw(random, arena)
                    : program.getLast().drawNext(random, arena));
        }
        return program;
    }

    /** Returns how many programs ran to their end. */
    public long nrPrograms() {
        return nrPrograms;
    }

    /**
     * Returns in how many of them a mapped device page had a number that was the PFN of a mapped
     * page of RAM at one of the checks.
     */
    public long nrWithCollisions() {
        return nrWithCollisions;
    }

    /**
     * Runs a program that a divergence printed.
     *
     * @throws ScenarioFailedException if the models still differ
     */
    public void replay(String program) {
        List<FuzzStep> steps = program.lines()
                .filter(line -> !line.isBlank())
                .map(FuzzStep::parse)
                .toList();
        play(steps).ifPresent(finding -> {
            throw new ScenarioFailedException("step " + finding.position + ": " + finding.what);
        });
    }

    private Divergence divergence(long seed, long done, List<FuzzStep> program, Finding finding) {
        List<FuzzStep> shortest = shrink(program.subList(0, finding.position + 1));
        return new Divergence(seed, done + finding.position, finding.what,
                shortest.stream().map(FuzzStep::toString).toList(), names);
    }

    /** Takes steps out, first many at once, as long as the rest still shows a divergence. */
    private List<FuzzStep> shrink(List<FuzzStep> program) {
        List<FuzzStep> shortest = new ArrayList<>(program);
        int runs = 0;
        for (int size = shortest.size() / 2; size >= 1; size /= 2) {
            for (int from = 0; from + size <= shortest.size() && runs < maxShrinkRuns;) {
                List<FuzzStep> shorter = new ArrayList<>(shortest);
                shorter.subList(from, from + size).clear();
                runs++;
                if (play(shorter).isPresent()) {
                    shortest = shorter;
                } else {
                    from += size;
                }
            }
        }
        return shortest;
    }

    private Optional<Finding> play(List<FuzzStep> program) {
        FuzzArena arena = program.stream().anyMatch(step -> step.op().isOf2MiB())
                ? FuzzArena.HUGE : FuzzArena.SMALL;
        List<FuzzMachine> machines = names.stream()
                .map(name -> new FuzzMachine(models, name, arena))
                .toList();
        int position = 0;
        try {
            for (; position < program.size(); position++) {
                Optional<String> what = step(machines, program.get(position), position);
                if (what.isPresent()) {
                    return Optional.of(new Finding(position, what.get()));
                }
            }
            machines.forEach(FuzzMachine::validate);
            nrPrograms++;
            nrWithCollisions += machines.stream().anyMatch(m -> m.nrCollisions() > 0) ? 1 : 0;
            machines.forEach(FuzzMachine::close);
        } catch (AssertionError | RuntimeException broken) {
            return Optional.of(new Finding(
                    Math.min(position, program.size() - 1), String.valueOf(broken)));
        } finally {
            machines.forEach(FuzzMachine::abandon);
        }
        return Optional.empty();
    }

    private Optional<String> step(List<FuzzMachine> machines, FuzzStep step, int position) {
        FuzzMachine first = machines.getFirst();
        long result = first.apply(step);
        long digest = first.digest();
        for (int i = 1; i < machines.size(); i++) {
            FuzzMachine other = machines.get(i);
            long otherResult = other.apply(step);
            if (otherResult != result) {
                return Optional.of(step + " gives " + result + " on " + names.getFirst()
                        + " and " + otherResult + " on " + names.get(i));
            }
            if (other.digest() != digest) {
                return Optional.of("after " + step + ": " + difference(first, other, i));
            }
        }
        if (position % STEPS_BETWEEN_LOOKS == 0) {
            machines.forEach(FuzzMachine::lookForCollisions);
        }
        if (position % STEPS_BETWEEN_CHECKS == STEPS_BETWEEN_CHECKS - 1) {
            machines.forEach(FuzzMachine::validate);
        }
        return Optional.empty();
    }

    private String difference(FuzzMachine first, FuzzMachine other, int otherIndex) {
        List<String> left = first.describe();
        List<String> right = other.describe();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String one = i < left.size() ? left.get(i) : "nothing";
            String two = i < right.size() ? right.get(i) : "nothing";
            if (!one.equals(two)) {
                return names.getFirst() + " has " + one + ", " + names.get(otherIndex) + " has "
                        + two;
            }
        }
        return "digests differ";
    }

    /** What differed first in one run of a program. */
    private record Finding(int position, String what) {}
}
