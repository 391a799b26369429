package dev.hmmbench.results.report;

import java.util.Comparator;
import java.util.List;

/** The order in which the phases of an operation follow one another. */
final class PhaseOrder {

    private static final List<String> ORDER = List.of("reserve", "conflict-checks", "backing",
            "zeroing", "per-page", "zone", "teardown-references", "teardown-backing",
            "teardown-numbers", "setup", "target", "alloc", "copy", "pages", "finalize");

    /** Phases in the order of time, unknown ones last in the order of their names. */
    static final Comparator<String> IN_TIME =
            Comparator.comparingInt(PhaseOrder::place).thenComparing(Comparator.naturalOrder());

    private PhaseOrder() {}

    private static int place(String phase) {
        int known = ORDER.indexOf(phase);
        return known < 0 ? ORDER.size() : known;
    }
}
