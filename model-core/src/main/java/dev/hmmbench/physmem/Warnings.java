package dev.hmmbench.physmem;

import java.util.Map;
import java.util.TreeMap;

/**
 * The warnings that the modelled kernel would have printed, counted by name and never printed.
 * Safe for several threads.
 */
public final class Warnings {

    private final Map<String, Long> countsByName = new TreeMap<>();

    Warnings() {}

    /** Counts a WARN. */
    public synchronized void warn(String name) {
        countsByName.merge(name, 1L, Long::sum);
    }

    /** Counts a WARN_ON_ONCE: the first of a name counts, the others do nothing. */
    public synchronized void warnOnce(String name) {
        countsByName.putIfAbsent(name, 1L);
    }

    /** Returns how often a warning was given. */
    public synchronized long count(String name) {
        return countsByName.getOrDefault(name, 0L);
    }

    /** Returns all warnings given so far, by name. */
    public synchronized Map<String, Long> all() {
        return new TreeMap<>(countsByName);
    }

    /** Forgets all warnings, those given once among them. */
    public synchronized void clear() {
        countsByName.clear();
    }
}
