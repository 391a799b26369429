package dev.hmmbench.conformance;

import dev.hmmbench.conformance.ScenarioResult.Status;
import dev.hmmbench.conformance.World.Bases;
import dev.hmmbench.model.Models;

/** Runs scenarios on models. */
public final class Conformance {

    private final Models models;

    /** Creates a runner over the given models, which it runs in strict mode. */
    public Conformance(Models models) {
        this.models = StrictModels.of(models);
    }

    /**
     * Runs one scenario on one model from both bases of numbers, each time in a kernel of its own.
     *
     * @return the first result that is not a pass, or a pass
     */
    public ScenarioResult run(Scenario scenario, String modelName) {
        ScenarioResult first = run(scenario, modelName, Bases.FIRST);
        if (first.status() != Status.PASS) {
            return first;
        }
        ScenarioResult shifted = run(scenario, modelName, Bases.SHIFTED);
        return shifted.status() == Status.PASS ? shifted
                : new ScenarioResult(scenario.label(), modelName, shifted.status(),
                        "on shifted numbers: " + shifted.reason());
    }

    /**
     * Runs one scenario on one model, in a kernel of its own.
     *
     * @param modelName one that the models know
     * @param bases where the numbers of device memory begin
     */
    public ScenarioResult run(Scenario scenario, String modelName, Bases bases) {
        // A world that failed is left as it is: it may hold locks for which closing would wait.
        try {
            World world = new World(
                    models, modelName, bases, scenario.memory(), scenario.size());
            scenario.body().run(world);
            world.checkInvariants();
            world.close();
        } catch (RuntimeException | AssertionError failure) {
            return new ScenarioResult(
                    scenario.label(), modelName, Status.FAIL, describe(failure));
        }
        return new ScenarioResult(scenario.label(), modelName, Status.PASS, "");
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        String first = message.lines().findFirst().orElse("");
        return failure instanceof ScenarioFailedException
                ? first : failure.getClass().getSimpleName() + ": " + first;
    }
}
