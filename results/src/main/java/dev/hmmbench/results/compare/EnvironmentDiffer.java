package dev.hmmbench.results.compare;

import dev.hmmbench.results.compare.EnvironmentDifference.Weight;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.RunData;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what differs in where two runs, or two parts of one, were measured. */
public final class EnvironmentDiffer {

    private static final String DOT = ".";

    private static final Set<String> BREAKING = Set.of(
            Environment.CPU + DOT + Environment.CPU_MODEL,
            Environment.CPU + DOT + Environment.CPU_CORES,
            Environment.KERNEL + DOT + Environment.KERNEL_THP,
            Environment.JDK + DOT + Environment.JDK_BUILD,
            Environment.JDK + DOT + Environment.JDK_GC,
            Environment.HARNESS + DOT + Environment.HARNESS_JMH,
            Environment.HARNESS + DOT + Environment.HARNESS_BLACKHOLE);

    /** What may differ between two runs that are compared, but not within one. */
    private static final Set<String> CONSTANT_WITHIN_A_RUN = Set.of(
            Environment.KERNEL + DOT + Environment.KERNEL_RELEASE,
            Environment.JDK + DOT + Environment.JDK_FLAGS,
            Environment.HARNESS + DOT + Environment.HARNESS_BUILD,
            Environment.HARNESS + DOT + Environment.HARNESS_BASE_BUILD);

    private EnvironmentDiffer() {}

    /**
     * Returns what has changed since a run began so that it cannot go on: processor, kernel, huge
     * pages, virtual machine and its flags, builds.
     *
     * @param before as the run recorded it
     * @param now of the same machine and build, if all is well
     */
    public static List<EnvironmentDifference> changes(Environment before, Environment now) {
        return differences(before, now).stream()
                .filter(difference -> difference.weight() == Weight.BREAKS_COMPARISON
                        || CONSTANT_WITHIN_A_RUN.contains(
                                difference.section() + DOT + difference.key()))
                .toList();
    }

    /** Returns the keys in which they differ, by section and key; load is never compared. */
    static List<EnvironmentDifference> differences(RunData first, RunData second) {
        List<EnvironmentDifference> found =
                differences(first.environment(), second.environment());
        if (!first.plan().mapSha256().equals(second.plan().mapSha256())) {
            found.add(new EnvironmentDifference("plan", "map",
                    name(first), name(second), Weight.BREAKS_COMPARISON));
        }
        return found;
    }

    private static List<EnvironmentDifference> differences(Environment first,
            Environment second) {
        List<EnvironmentDifference> found = new ArrayList<>();
        Set<String> sections = new TreeSet<>(first.sections().keySet());
        sections.addAll(second.sections().keySet());
        sections.remove(Environment.LOAD);
        for (String section : sections) {
            Set<String> keys = new TreeSet<>(keys(first, section));
            keys.addAll(keys(second, section));
            for (String key : keys) {
                add(found, section, key, first.value(section, key), second.value(section, key));
            }
        }
        return found;
    }

    private static Set<String> keys(Environment environment, String section) {
        return environment.sections().getOrDefault(section, new TreeMap<>()).keySet();
    }

    private static String name(RunData run) {
        String hash = run.plan().mapSha256();
        return run.plan().map() + " " + hash.substring(0, Math.min(12, hash.length()));
    }

    private static void add(List<EnvironmentDifference> found, String section, String key,
            String first, String second) {
        if (first.equals(second)) {
            return;
        }
        // What one run did not record is no sign that it was the same.
        boolean breaks = BREAKING.contains(section + DOT + key)
                || isOtherKernelMajor(section, key, first, second);
        found.add(new EnvironmentDifference(section, key, first, second,
                breaks ? Weight.BREAKS_COMPARISON : Weight.NOTABLE));
    }

    private static boolean isOtherKernelMajor(String section, String key, String first,
            String second) {
        return section.equals(Environment.KERNEL) && key.equals(Environment.KERNEL_RELEASE)
                && !first.split("\\.", 2)[0].equals(second.split("\\.", 2)[0]);
    }
}
