package dev.hmmbench.results.compare;

import dev.hmmbench.results.compare.EnvironmentDifference.Weight;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.RunData;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what differs in where two runs were measured. */
final class EnvironmentDiffer {

    private static final String DOT = ".";

    private static final Set<String> BREAKING = Set.of(
            Environment.CPU + DOT + Environment.CPU_MODEL,
            Environment.CPU + DOT + Environment.CPU_CORES,
            Environment.KERNEL + DOT + Environment.KERNEL_THP,
            Environment.JDK + DOT + Environment.JDK_BUILD,
            Environment.JDK + DOT + Environment.JDK_GC,
            Environment.HARNESS + DOT + Environment.HARNESS_JMH,
            Environment.HARNESS + DOT + Environment.HARNESS_BLACKHOLE);

    private EnvironmentDiffer() {}

    /** Returns the keys in which they differ, by section and key; load is never compared. */
    static List<EnvironmentDifference> differences(RunData first, RunData second) {
        List<EnvironmentDifference> found = new ArrayList<>();
        Set<String> sections = new TreeSet<>(first.environment().sections().keySet());
        sections.addAll(second.environment().sections().keySet());
        sections.remove(Environment.LOAD);
        for (String section : sections) {
            Set<String> keys = new TreeSet<>(keys(first, section));
            keys.addAll(keys(second, section));
            for (String key : keys) {
                add(found, section, key, first.environment().value(section, key),
                        second.environment().value(section, key));
            }
        }
        if (!first.plan().mapSha256().equals(second.plan().mapSha256())) {
            found.add(new EnvironmentDifference("plan", "map",
                    name(first), name(second), Weight.BREAKS_COMPARISON));
        }
        return found;
    }

    private static Set<String> keys(RunData run, String section) {
        return run.environment().sections().getOrDefault(section, new TreeMap<>()).keySet();
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
