package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects what a reader of a row must know. */
final class RowWarnings {

    private static final String KERNEL_WARNINGS = "kernel-warnings";

    private RowWarnings() {}

    static List<Warning> of(RowSpec row, Pair pair, List<RoundPair> rounds,
            Optional<Estimate> estimate, Optional<ArmValue> reference,
            Optional<ArmValue> candidate, List<CounterPair> counters, ForkTable table,
            int look, RunData data) {
        RunPlan plan = data.plan();
        List<Warning> warnings = new ArrayList<>();
        Stream.of(reference, candidate).flatMap(Optional::stream)
                .filter(arm -> Math.abs(arm.trend()) > row.margin())
                .forEach(arm -> warnings.add(new Warning(Warning.Kind.NOT_STEADY,
                        String.format(Locale.ROOT, "not steady: %s changes by %+.1f %% from the "
                                + "first to the last iteration of a fork", arm.arm(),
                                100 * arm.trend()))));
        addExcluded(warnings, rounds);
        estimate.ifPresent(value -> addCrossChecks(warnings, value));
        addMachines(warnings, row, rounds);
        addMixed(warnings, row, pair, table);
        addKernel(warnings, pair, counters);
        for (String arm : List.of(pair.reference(), pair.candidate())) {
            warnings.addAll(InlineWarnings.of(row, arm, table.of(row, arm).values()));
            Allocation.of(row, arm, data, table)
                    .filter(found -> found.standing() == Allocation.Standing.BEYOND)
                    .ifPresent(found -> warnings.add(new Warning(Warning.Kind.ALLOCATES,
                            String.format(Locale.ROOT, "%s allocates %.2f bytes for each page or "
                                    + "lookup; %.2f is the limit", arm, found.bytesPerItem(),
                                    Allocation.LIMIT))));
        }
        if (pair.kind() == Pair.Kind.DESIGNS && counters.isEmpty()) {
            warnings.add(new Warning(Warning.Kind.NO_COUNTERS, "no exact counters"));
        }
        addMissing(warnings, row, rounds, look, plan);
        return warnings;
    }

    private static void addKernel(List<Warning> warnings, Pair pair, List<CounterPair> counters) {
        counters.stream().filter(counter -> counter.name().equals(KERNEL_WARNINGS))
                .forEach(counter -> {
                    addKernel(warnings, pair.reference(), counter.referencePerOp());
                    addKernel(warnings, pair.candidate(), counter.candidatePerOp());
                });
    }

    private static void addKernel(List<Warning> warnings, String arm, double perOperation) {
        if (perOperation > 0) {
            warnings.add(new Warning(Warning.Kind.KERNEL, String.format(Locale.ROOT,
                    "the modelled kernel of %s prints %.3g warnings per operation", arm,
                    perOperation)));
        }
    }

    private static void addMissing(List<Warning> warnings, RowSpec row, List<RoundPair> rounds,
            int look, RunPlan plan) {
        long planned = plan.order().stream().filter(round -> round.round() <= look
                && round.slots().stream().anyMatch(slot -> slot.row().equals(row.id()))).count();
        if (rounds.size() < planned) {
            warnings.add(new Warning(Warning.Kind.MISSING_FORKS, rounds.size() + " of " + planned
                    + " rounds have both arms"));
        }
    }

    private static void addExcluded(List<Warning> warnings, List<RoundPair> rounds) {
        Map<String, List<String>> byReason = rounds.stream().filter(round -> !round.isUsed())
                .collect(Collectors.groupingBy(RoundPair::excluded, TreeMap::new,
                        Collectors.mapping(round -> String.valueOf(round.round()),
                                Collectors.toList())));
        byReason.forEach((reason, numbers) -> warnings.add(new Warning(
                reason.startsWith(Judgement.FLIP) ? Warning.Kind.JIT_FLIP
                        : Warning.Kind.EXCLUDED_ROUNDS,
                (numbers.size() == 1 ? "round " : "rounds ") + String.join(", ", numbers)
                        + " left out: " + reason)));
    }

    private static void addCrossChecks(List<Warning> warnings, Estimate estimate) {
        if (!estimate.agreesWithMedians()) {
            warnings.add(new Warning(Warning.Kind.CROSS_CHECK, String.format(Locale.ROOT,
                    "the ratio by medians (Hodges-Lehmann) is %.3f", estimate.hodgesLehmann())));
        }
        estimate.bootstrap().filter(interval -> interval.contains(1)
                        != estimate.interval().contains(1))
                .ifPresent(interval -> warnings.add(new Warning(Warning.Kind.CROSS_CHECK,
                        String.format(Locale.ROOT,
                                "the bootstrap-t interval [%.3f, %.3f] says otherwise",
                                interval.low(), interval.high()))));
        if (estimate.sdLog() == 0) {
            warnings.add(new Warning(Warning.Kind.CROSS_CHECK,
                    "all rounds have the same ratio: made-up or copied data"));
        }
    }

    private static void addMachines(List<Warning> warnings, RowSpec row, List<RoundPair> rounds) {
        Map<Integer, Double> means = rounds.stream().filter(RoundPair::isUsed)
                .collect(Collectors.groupingBy(RoundPair::shard, TreeMap::new,
                        Collectors.averagingDouble(round -> Math.log(round.costRatio()))));
        if (means.size() < 2) {
            return;
        }
        double low = means.values().stream().mapToDouble(d -> d).min().orElseThrow();
        double high = means.values().stream().mapToDouble(d -> d).max().orElseThrow();
        if (high - low > Math.log1p(row.margin())) {
            String each = means.entrySet().stream().map(mean -> String.format(Locale.ROOT,
                    "%.3f on machine %d", Math.exp(mean.getValue()), mean.getKey()))
                    .collect(Collectors.joining(", "));
            warnings.add(new Warning(Warning.Kind.MACHINES,
                    "the machines disagree: " + each));
        }
    }

    private static void addMixed(List<Warning> warnings, RowSpec row, Pair pair,
            ForkTable table) {
        for (String arm : List.of(pair.reference(), pair.candidate())) {
            Optional<ForkRecord.Measured> mixed = table.of(row, arm).values().stream()
                    .filter(fork -> fork.jvm().loadedDesigns().size() > 1).findFirst();
            mixed.ifPresent(fork -> warnings.add(new Warning(Warning.Kind.MIXED_DESIGNS,
                    "a fork of " + arm + " loaded classes of "
                            + String.join(" and ", fork.jvm().loadedDesigns()))));
        }
    }
}
