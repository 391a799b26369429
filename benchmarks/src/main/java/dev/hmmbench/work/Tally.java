package dev.hmmbench.work;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.results.kernel.WorkCount;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what one design does in one operation. */
final class Tally {

    private final String design;
    private final Counters counters;

    Tally(String design, Counters counters) {
        if (!Counters.ENABLED) {
            throw new IllegalStateException("counting is switched off");
        }
        this.design = design;
        this.counters = counters;
    }

    /**
     * Does the operation and returns what was counted.
     *
     * @param operation its name in the recorded data
     * @param units pages or lookups that it is done for
     */
    WorkCount of(String operation, long sizeBytes, int pagemaps, long units, Runnable work) {
        counters.reset();
        work.run();
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Map.Entry<Counter, Long> count : counters.snapshot().entrySet()) {
            counts.put(count.getKey().label(), count.getValue());
        }
        return new WorkCount(operation, design, sizeBytes, pagemaps, units, counts);
    }
}
