package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Phase;
import dev.hmmbench.model.PhaseClock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Splits the events of an operation by its phases, in the order of time. */
final class PhaseCounter implements PhaseClock {

    private final Counters counters;
    private final List<PhaseStep> steps = new ArrayList<>();
    private SortedMap<String, Long> before = new TreeMap<>();
    private String phase = "";
    private String part = "";

    PhaseCounter(Counters counters) {
        this.counters = counters;
    }

    @Override
    public void enter(Phase next) {
        stop();
        phase = next.label();
        part = next.operation().label();
        before = counters.byLabel();
    }

    /** Ends the phase that runs, if any: the operation is over. */
    void stop() {
        if (!phase.isEmpty()) {
            SortedMap<String, Long> events = counters.byLabel();
            before.forEach((name, count) -> events.merge(name, -count, Long::sum));
            events.values().removeIf(count -> count == 0);
            steps.add(new PhaseStep(phase, part, events));
            phase = "";
        }
    }

    /** Returns what was counted, in the order of time; a phase that came back is there again. */
    List<PhaseStep> steps() {
        return List.copyOf(steps);
    }
}
