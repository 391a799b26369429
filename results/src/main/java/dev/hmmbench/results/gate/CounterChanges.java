package dev.hmmbench.results.gate;

import dev.hmmbench.results.run.CounterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says in words which exact counters differ. */
final class CounterChanges {

    private CounterChanges() {}

    /** Returns one text per counter that differs, sorted by name. */
    static List<String> of(CounterTable.Entry before, CounterTable.Entry now) {
        List<String> changes = new ArrayList<>();
        if (before.operations() != now.operations()) {
            changes.add("operations " + before.operations() + " -> " + now.operations());
        }
        Set<String> names = new TreeSet<>(before.counts().keySet());
        names.addAll(now.counts().keySet());
        for (String name : names) {
            long a = before.counts().getOrDefault(name, 0L);
            long b = now.counts().getOrDefault(name, 0L);
            if (a != b) {
                changes.add(name + " " + a + " -> " + b + (b > a ? " (more)" : " (fewer)"));
            }
        }
        return changes;
    }
}
