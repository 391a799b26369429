package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.run.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The phases of an operation, in the order in which they follow one another. */
final class Phases {

    private static final List<String> ORDER = List.of("reserve", "conflict-checks", "backing",
            "zeroing", "per-page", "zone", "teardown-references", "teardown-backing",
            "teardown-numbers", "setup", "target", "alloc", "copy", "pages", "finalize");

    /** Phases in the order of time, unknown ones last in the order of their names. */
    static final Comparator<String> IN_TIME =
            Comparator.comparingInt(Phases::place).thenComparing(Comparator.naturalOrder());

    private Phases() {}

    /** Returns the phases that a design's forks recorded, by name, in the order of time. */
    static SortedMap<String, Metric> of(ArmValue arm) {
        SortedMap<String, Metric> phases = new TreeMap<>(IN_TIME);
        arm.metrics().forEach((name, metric) -> {
            if (name.startsWith(Metric.PHASE_PREFIX)) {
                phases.put(name.substring(Metric.PHASE_PREFIX.length()), metric);
            }
        });
        return phases;
    }

    private static int place(String phase) {
        int known = ORDER.indexOf(phase);
        return known < 0 ? ORDER.size() : known;
    }
}
