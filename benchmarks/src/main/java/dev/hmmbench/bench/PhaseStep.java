package dev.hmmbench.bench;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One phase of an operation, from its beginning to that of the next one.
 *
 * @param phase its name, as its time is called
 * @param part creation or removal
 * @param counts events by the names of their counters; none of them 0
 */
public record PhaseStep(String phase, String part, SortedMap<String, Long> counts) {

    /** Makes the map unmodifiable. */
    public PhaseStep {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
