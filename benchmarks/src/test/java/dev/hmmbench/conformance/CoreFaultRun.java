package dev.hmmbench.conformance;

import dev.hmmbench.conformance.ScenarioResult.Status;
import dev.hmmbench.conformance.World.Bases;
import dev.hmmbench.model.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Looks for a fault with the fuzzer and with scenarios; loaded by a loader that planted it. */
public final class CoreFaultRun implements Callable<List<String>> {

    private static final long SEED = 1;
    /** Eight programs, the last of 2 MiB, twice. */
    private static final int STEPS = 2 * 28_200;
    private static final String MODEL = "legacy";

    @Override
    public List<String> call() {
        List<String> catchers = new ArrayList<>();
        Models models = Models.onClassPath();
        new Fuzzer(models, List.of(MODEL, "devprivate")).withShrinkRuns(0)
                .run(SEED, STEPS, done -> {}).ifPresent(divergence -> catchers.add(
                        "fuzzer, step " + divergence.step() + ": " + divergence.what()));
        Conformance conformance = new Conformance(models);
        Scenarios.all().stream()
                .filter(scenario -> CoreFaultTest.SCENARIOS.contains(scenario.name()))
                .map(scenario -> conformance.run(scenario, MODEL, Bases.FIRST))
                .filter(result -> result.status() == Status.FAIL).findFirst()
                .ifPresent(result -> catchers.add(
                        "scenario " + result.scenario() + ": " + result.reason()));
        return catchers;
    }
}
