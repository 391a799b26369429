package dev.hmmbench.count;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The event counts of one model. Not safe for use by several threads: exact counts are read from
 * single-threaded runs only.
 *
 * <p>Counting is switched for the whole virtual machine by the system property
 * {@code hmmbench.counters}. Where it is off, {@link #add} compiles to nothing.
 */
public final class Counters {

    /** Whether this virtual machine counts. */
    public static final boolean ENABLED = Boolean.getBoolean("hmmbench.counters");

    private final long[] counts = new long[Counter.values().length];

    /** Counts one event. */
    public void increment(Counter counter) {
        if (ENABLED) {
            counts[counter.ordinal()]++;
        }
    }

    /**
     * Counts {@code events} events.
     *
     * @param events how many, not negative
     */
    public void add(Counter counter, long events) {
        if (ENABLED) {
            assert events >= 0 : counter + " " + events;
            counts[counter.ordinal()] += events;
        }
    }

    /** Returns the events counted so far; 0 where counting is off. */
    public long get(Counter counter) {
        return counts[counter.ordinal()];
    }

    /** Returns a copy of all counts that are not zero, in the order of {@link Counter}. */
    public Map<Counter, Long> snapshot() {
        Map<Counter, Long> copy = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            if (get(counter) != 0) {
                copy.put(counter, get(counter));
            }
        }
        return copy;
    }

    /** Returns a copy of all counts that are not zero, by the labels of their counters. */
    public SortedMap<String, Long> byLabel() {
        SortedMap<String, Long> copy = new TreeMap<>();
        snapshot().forEach((counter, count) -> copy.put(counter.label(), count));
        return copy;
    }

    /** Sets every count to zero. */
    public void reset() {
        Arrays.fill(counts, 0);
    }
}
