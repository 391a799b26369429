package dev.hmmbench.conformance;

import java.util.List;
import java.util.stream.Stream;

/** All scenarios, those that cannot run yet among them. */
public final class Scenarios {

    private static final String NO_HUGETLB = "hugetlb is not modelled yet";
    private static final String NO_HUGE = "2 MiB folios are not modelled yet";

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
        return Stream.of(OwnScenarios.all(), CollisionScenarios.all(), ShapeScenarios.all())
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
                        ShapeScenarios.all(),
                        waiting())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scenario> waiting() {
        return Stream.of(
                        skipped(NO_HUGETLB, "anon_write_hugetlbfs", "compound"),
                        skipped(NO_HUGE, "anon_write_huge", "migrate_anon_huge_empty",
                                "migrate_anon_huge_zero", "migrate_anon_huge_free",
                                "migrate_anon_huge_fault", "migrate_partial_unmap_fault",
                                "migrate_remap_fault", "migrate_anon_huge_err",
                                "migrate_anon_huge_zero_err", "benchmark_thp_migration"))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scenario> skipped(String reason, String... names) {
        return Stream.of(names)
                .map(name -> Scenario.skipped(name, "as in the kernel's hmm-tests", reason))
                .toList();
    }
}
