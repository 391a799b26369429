package dev.hmmbench.conformance;

import java.util.List;
import java.util.stream.Stream;

/** All scenarios. */
public final class Scenarios {

    private Scenarios() {}

    /**
     * Returns them in the order in which reports show them: all on private memory, then those that
     * do not depend on it on coherent memory.
     */
    public static List<Scenario> all() {
        List<Scenario> onPrivate = onPrivateMemory();
        return Stream.concat(
                        onPrivate.stream(),
                        onPrivate.stream().filter(Scenarios::isOfEitherMemory)
                                .map(Scenario::onCoherentMemory))
                .toList();
    }

    /** Scenarios of ours look at private memory's own entries and numbers. */
    private static boolean isOfEitherMemory(Scenario scenario) {
        return Stream.of(OwnScenarios.all(), CollisionScenarios.all(), ShapeScenarios.all(),
                        CreationScenarios.all(), NumberScenarios.all(),
                        ErrorScenarios.ofPrivateMemory(), HugeFailureScenarios.ofPrivateMemory())
                .flatMap(List::stream)
                .noneMatch(own -> own.name().equals(scenario.name()));
    }

    private static List<Scenario> onPrivateMemory() {
        return Stream.of(
                        MirrorScenarios.all(),
                        MigrationScenarios.all(),
                        OwnScenarios.all(),
                        CollisionScenarios.all(),
                        ExclusiveScenarios.all(),
                        FileScenarios.all(),
                        PinScenarios.all(),
                        ErrorScenarios.all(),
                        ErrorScenarios.ofPrivateMemory(),
                        HugeScenarios.all(),
                        HugeFailureScenarios.all(),
                        HugeFailureScenarios.ofPrivateMemory(),
                        HugeSplitScenarios.all(),
                        RoundTripScenario.all(),
                        HugetlbScenarios.all(),
                        ShapeScenarios.all(),
                        CreationScenarios.all(),
                        NumberScenarios.all())
                .flatMap(List::stream)
                .toList();
    }
}
