package dev.hmmbench.results.report;

import dev.hmmbench.results.run.PhaseTable.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a creation or removal does without a point at which the kernel may reschedule.
 *
 * <p>A phase with points is a loop with one point at the end of each turn, and all turns but the
 * last are alike: a turn is the share of one point, rounded up. A phase without points belongs to
 * one stretch with its neighbours, up to the next point or the end of the system call.
 *
 * @param phases its phases, in the order of time
 * @param counts events in it
 * @param ns how long it takes
 */
record Stretch(Set<String> phases, Map<String, Long> counts, double ns) {

    /** The counter of reschedule points. */
    static final String POINTS = "reschedule-points";

    private static final String TAKING = "backing";
    private static final String CLEARING = "zeroing";

    /** Returns the longest stretch by time of a part of the operation. */
    static Stretch longest(List<Step> part, Map<String, Double> nsOfPhase) {
        Stretch longest = nothing();
        Stretch current = nothing();
        for (Stretch loop : loops(part, nsOfPhase)) {
            long points = loop.counts.getOrDefault(POINTS, 0L);
            current = current.and(loop, Math.max(1, points));
            longest = longest.ns < current.ns ? current : longest;
            if (points > 0) {
                Stretch turn = nothing().and(loop, points);
                longest = longest.ns < turn.ns ? turn : longest;
                current = nothing();
            }
        }
        return longest;
    }

    /**
     * Returns each phase with its events, its points among them. The kernel clears each block as it
     * takes it; the model does so in a pass of its own, which is one loop with the taking again.
     */
    private static List<Stretch> loops(List<Step> part, Map<String, Double> nsOfPhase) {
        List<Stretch> loops = new ArrayList<>();
        for (Step step : part) {
            Stretch phase = new Stretch(Set.of(step.phase()), step.counts(),
                    nsOf(step, part, nsOfPhase));
            boolean isClearing = step.phase().equals(CLEARING) && !loops.isEmpty()
                    && loops.getLast().phases.contains(TAKING);
            loops.add(isClearing ? loops.removeLast().and(phase, 1) : phase);
        }
        return loops;
    }

    /** Returns the time of a step: a phase that came back shares its time evenly. */
    static double nsOf(Step step, List<Step> part, Map<String, Double> nsOfPhase) {
        long times = part.stream().filter(other -> other.phase().equals(step.phase())).count();
        return nsOfPhase.getOrDefault(step.phase(), 0.0) / Math.max(1, times);
    }

    private static Stretch nothing() {
        return new Stretch(new LinkedHashSet<>(), new TreeMap<>(), 0);
    }

    private Stretch and(Stretch next, long turns) {
        Set<String> together = new LinkedHashSet<>(phases);
        together.addAll(next.phases);
        Map<String, Long> sums = new TreeMap<>(counts);
        next.counts.forEach((name, count) ->
                sums.merge(name, Math.ceilDiv(count, turns), Long::sum));
        return new Stretch(together, sums, ns + next.ns / turns);
    }
}
