package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import java.util.Map;
import java.util.TreeMap;

/**
 * The warnings that the modelled kernel would have printed, counted by name and never printed.
 * Safe for several threads.
 */
public final class Warnings {

    private final Map<String, Long> countsByName = new TreeMap<>();
    private final Counters counters;

    Warnings(Counters counters) {
        this.counters = counters;
    }

    /** Counts a WARN. */
    public synchronized void warn(String name) {
        countsByName.merge(name, 1L, Long::sum);
        counters.increment(Counter.KERNEL_WARNINGS);
    }

    /** Counts a WARN_ON_ONCE: the first of a name counts, the others do nothing. */
    public synchronized void warnOnce(String name) {
        if (countsByName.putIfAbsent(name, 1L) == null) {
            counters.increment(Counter.KERNEL_WARNINGS);
        }
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
