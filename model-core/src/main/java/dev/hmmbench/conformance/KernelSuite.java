package dev.hmmbench.conformance;

import java.util.Set;

/**
 * The tests that the kernel's own suite runs on private and again on coherent memory: 37 of each.
 *
 * <p>Models tools/testing/selftests/mm/hmm-tests.c, 6.19, the list of its tests. Fidelity:
 * modelled.
 */
public final class KernelSuite {

    private static final Set<String> NAMES = Set.of(
            "open_close", "anon_read", "anon_read_prot", "anon_write", "anon_write_prot",
            "anon_write_child", "anon_write_child_shared", "anon_write_huge",
            "anon_write_hugetlbfs", "file_read", "file_write", "migrate", "migrate_fault",
            "migrate_release", "migrate_shared", "migrate_multiple", "anon_read_multiple",
            "anon_teardown", "mixedmap", "compound", "exclusive", "exclusive_mprotect",
            "exclusive_cow", "hmm_gup_test", "hmm_cow_in_device", "migrate_anon_huge_empty",
            "migrate_anon_huge_zero", "migrate_anon_huge_free", "migrate_anon_huge_fault",
            "migrate_partial_unmap_fault", "migrate_remap_fault", "migrate_anon_huge_err",
            "migrate_anon_huge_zero_err", "benchmark_thp_migration", "migrate_mixed", "snapshot",
            "double_map");

    private KernelSuite() {}

    /** Returns the names of the tests. */
    public static Set<String> names() {
        return NAMES;
    }

    /** Tells whether a scenario is one of them. */
    public static boolean has(Scenario scenario) {
        return NAMES.contains(scenario.name());
    }
}
