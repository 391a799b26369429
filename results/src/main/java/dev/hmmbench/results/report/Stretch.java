package dev.hmmbench.results.report;

import dev.hmmbench.results.run.PhaseTable.Step;
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

    /** Returns the longest stretch by time of a part of the operation. */
    static Stretch longest(List<Step> part, Map<String, Double> nsOfPhase) {
        Stretch longest = nothing();
        Stretch current = nothing();
        for (Step step : part) {
            double ns = nsOf(step, part, nsOfPhase);
            long points = step.count(POINTS);
            current = current.and(step, Math.max(1, points), ns);
            longest = longest.ns < current.ns ? current : longest;
            if (points > 0) {
                Stretch turn = nothing().and(step, points, ns);
                longest = longest.ns < turn.ns ? turn : longest;
                current = nothing();
            }
        }
        return longest;
    }

    /** Returns the time of a step: a phase that came back shares its time evenly. */
    static double nsOf(Step step, List<Step> part, Map<String, Double> nsOfPhase) {
        long times = part.stream().filter(other -> other.phase().equals(step.phase())).count();
        return nsOfPhase.getOrDefault(step.phase(), 0.0) / Math.max(1, times);
    }

    private static Stretch nothing() {
        return new Stretch(new LinkedHashSet<>(), new TreeMap<>(), 0);
    }

    private Stretch and(Step step, long turns, double stepNs) {
        Set<String> together = new LinkedHashSet<>(phases);
        together.add(step.phase());
        Map<String, Long> sums = new TreeMap<>(counts);
        step.counts().forEach((name, count) ->
                sums.merge(name, Math.ceilDiv(count, turns), Long::sum));
        sums.remove(POINTS);
        return new Stretch(together, sums, ns + stepNs / turns);
    }
}
