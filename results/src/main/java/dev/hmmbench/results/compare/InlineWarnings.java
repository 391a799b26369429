package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.stats.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Names the calls that stayed calls in a fork. Calls of the accessors are to be inlined by a
 * directive, so one that was left out for want of a profile is always told. What else a compiler
 * leaves out is mostly cold, or lies beyond the size up to which it goes on inlining; it is told of
 * forks that are slower than their arm's median, and only what the arm's other forks inlined: that
 * is the likely cause.
 */
final class InlineWarnings {

    private static final String IN_SPITE_OF_DIRECTIVE =
            "(memory|count)\\..*: (low call site frequency|hot method too big|executed <.*)";
    /** Slower than that, a fork is not merely noisy. */
    private static final double SLOW = 1.25;
    private static final int MOST_CALLS = 4;

    private InlineWarnings() {}

    static List<Warning> of(RowSpec row, String arm, Collection<ForkRecord.Measured> forks) {
        List<Warning> warnings = new ArrayList<>();
        Map<String, Integer> forksByCall = new TreeMap<>();
        forks.forEach(fork -> refused(fork).forEach(
                call -> forksByCall.merge(call, 1, Integer::sum)));
        forksByCall.forEach((call, nrForks) -> {
            if (call.matches(IN_SPITE_OF_DIRECTIVE)) {
                warnings.add(warning("not inlined in " + nrForks + " of " + forks.size()
                        + " forks of " + arm + ": " + call));
            }
        });
        if (!forks.isEmpty()) {
            double median = Numbers.median(forks.stream()
                    .mapToDouble(fork -> cost(row, fork)).toArray());
            forks.stream().filter(fork -> cost(row, fork) > SLOW * median)
                    .forEach(fork -> addLikely(warnings, fork, forksByCall, forks.size()));
        }
        return warnings;
    }

    private static void addLikely(List<Warning> warnings, ForkRecord.Measured fork,
            Map<String, Integer> forksByCall, int nrForks) {
        List<String> unusual = refused(fork).stream()
                .filter(call -> !call.matches(IN_SPITE_OF_DIRECTIVE))
                .filter(call -> 2 * forksByCall.get(call) <= nrForks).toList();
        if (!unusual.isEmpty()) {
            warnings.add(warning("slow in round " + fork.fork().round() + ": "
                    + fork.fork().arm() + " did not inline what most forks did: "
                    + unusual.stream().limit(MOST_CALLS).collect(Collectors.joining("; "))
                    + (unusual.size() > MOST_CALLS
                            ? "; and " + (unusual.size() - MOST_CALLS) + " more" : "")));
        }
    }

    private static List<String> refused(ForkRecord.Measured fork) {
        return fork.metrics().keySet().stream()
                .filter(name -> name.startsWith(Metric.NOT_INLINED_PREFIX))
                .map(name -> name.substring(Metric.NOT_INLINED_PREFIX.length())).toList();
    }

    private static double cost(RowSpec row, ForkRecord.Measured fork) {
        return ForkValue.cost(row, ForkValue.of(row, fork).orElseThrow());
    }

    private static Warning warning(String text) {
        return new Warning(Warning.Kind.NOT_INLINED, text);
    }
}
