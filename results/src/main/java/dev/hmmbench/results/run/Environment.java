package dev.hmmbench.results.run;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a run was measured: {@code environment.json}.
 *
 * @param schema {@link Schema#VERSION}
 * @param sections section to key to value, all sorted; the sections and keys that statistics and
 *     gate look at are constants here
 */
public record Environment(int schema, SortedMap<String, SortedMap<String, String>> sections) {

    /** Section: {@link #CPU_MODEL}, {@link #CPU_CORES}, caches. */
    public static final String CPU = "cpu";
    /** The processor's model name. */
    public static final String CPU_MODEL = "model";
    /** Processors that the run may use. */
    public static final String CPU_CORES = "cores";
    /** Section: {@link #KERNEL_RELEASE}, {@link #KERNEL_THP}. */
    public static final String KERNEL = "kernel";
    /** The release, as uname -r prints it. */
    public static final String KERNEL_RELEASE = "release";
    /** Transparent huge pages: always, madvise or never. */
    public static final String KERNEL_THP = "thp";
    /** Section: {@link #JDK_BUILD}, {@link #JDK_GC}, {@link #JDK_FLAGS}. */
    public static final String JDK = "jdk";
    /** The full version of the virtual machine. */
    public static final String JDK_BUILD = "build";
    /** The garbage collector of the forks. */
    public static final String JDK_GC = "gc";
    /** The forks' flags. */
    public static final String JDK_FLAGS = "flags";
    /** Section: {@link #HARNESS_JMH}, {@link #HARNESS_BLACKHOLE}, {@link #HARNESS_COMMIT}. */
    public static final String HARNESS = "harness";
    /** The version of JMH. */
    public static final String HARNESS_JMH = "jmh";
    /** How results are kept alive: compiler, full. */
    public static final String HARNESS_BLACKHOLE = "blackhole";
    /** The measured commit; {@code -dirty} appended where the tree had changes. */
    public static final String HARNESS_COMMIT = "commit";
    /** A hash of all that is on the class path. */
    public static final String HARNESS_BUILD = "build";
    /** The other build's jar, where there is one. */
    public static final String HARNESS_BASE = "base";
    /** A hash of the other build's jar. */
    public static final String HARNESS_BASE_BUILD = "base build";
    /** Section: amount of memory, NUMA nodes. */
    public static final String MEMORY = "memory";
    /** Section: load and pressure before, during and after; differs always, never compared. */
    public static final String LOAD = "load";

    /** Makes the maps unmodifiable. */
    public Environment {
        Schema.check(schema);
        TreeMap<String, SortedMap<String, String>> copy = new TreeMap<>();
        sections.forEach((name, keys) -> copy.put(Check.text("section", name),
                Check.sorted(keys)));
        sections = Collections.unmodifiableSortedMap(copy);
    }

    /** Returns the environment of these sections. */
    public static Environment of(Map<String, Map<String, String>> sections) {
        TreeMap<String, SortedMap<String, String>> copy = new TreeMap<>();
        sections.forEach((name, keys) -> copy.put(name, new TreeMap<>(keys)));
        return new Environment(Schema.VERSION, copy);
    }

    /** Returns the value of a key; {@code unknown} where it was not recorded. */
    public String value(String section, String key) {
        SortedMap<String, String> keys = sections.get(section);
        return keys == null ? "unknown" : keys.getOrDefault(key, "unknown");
    }
}
