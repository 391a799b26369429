package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.ExclusionRules;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.stats.Numbers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Applies the rules that the plan declared: which rounds do not count, and why. */
final class Exclusions {

    private final ExclusionRules rules;
    private final Map<Integer, String> byRuler = new HashMap<>();

    Exclusions(RunPlan plan, List<RulerSummary> rulers) {
        rules = plan.exclusion();
        rulers.forEach(this::addRuler);
    }

    /** Returns why a round with these two forks does not count; empty where it does. */
    String reason(ForkRecord.Measured reference, ForkRecord.Measured candidate) {
        for (ForkRecord.Measured fork : List.of(reference, candidate)) {
            if (fork.disturbance().cpuPressure() > rules.maxCpuPressure()) {
                return limit("CPU pressure", fork.disturbance().cpuPressure(),
                        rules.maxCpuPressure(), fork);
            }
            if (fork.disturbance().stealShare() > rules.maxStealShare()) {
                return limit("steal time", fork.disturbance().stealShare(),
                        rules.maxStealShare(), fork);
            }
        }
        return byRuler.getOrDefault(reference.fork().round(), "");
    }

    /**
     * Rulers of the processor leave rounds out; those of memory and of several threads do not, for
     * they move with every neighbour's work, and so do the rows beside them, in both arms alike.
     */
    private void addRuler(RulerSummary ruler) {
        if (ruler.rounds().isEmpty() || ruler.row().primary() != Primary.P50) {
            return;
        }
        double median = Numbers.median(ruler.rounds().stream()
                .mapToDouble(RulerSummary.RoundValue::value).toArray());
        for (RulerSummary.RoundValue round : ruler.rounds()) {
            double deviation = Math.abs(round.value() / median - 1);
            if (deviation > rules.maxRulerDeviation()) {
                byRuler.putIfAbsent(round.round(), String.format(Locale.ROOT,
                        "ruler %s is %.0f %% off its median (limit %.0f %%)",
                        ruler.row().label(), 100 * deviation, 100 * rules.maxRulerDeviation()));
            }
        }
    }

    private static String limit(String what, double value, double limit,
            ForkRecord.Measured fork) {
        return String.format(Locale.ROOT, "%s %.0f %% in the fork of %s (limit %.0f %%)", what,
                100 * value, fork.fork().arm(), 100 * limit);
    }
}
