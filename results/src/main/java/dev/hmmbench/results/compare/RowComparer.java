package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.stats.JitFlip;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares two arms in one row: pairs by round, leaves out, estimates, judges. */
final class RowComparer {

    private final RunData data;
    private final ForkTable table;
    private final Exclusions exclusions;
    private final int look;

    RowComparer(RunData data, ForkTable table, Exclusions exclusions) {
        this.data = data;
        this.table = table;
        this.exclusions = exclusions;
        look = IntegrityCheck.lookOf(data);
    }

    /** Returns the comparison of that pair in that row. */
    RowComparison compare(RowSpec row, Pair pair) {
        List<RoundPair> paired = pairs(row, pair);
        List<RoundPair> rounds = withoutFlips(paired, pair);
        Optional<Estimate> estimate = estimate(row, rounds);
        Judgement judgement = Judgement.of(row, pair, paired, rounds, estimate,
                rounds.equals(paired) ? estimate : estimate(row, paired));
        Optional<ArmValue> reference = armValue(row, pair.reference(), rounds);
        Optional<ArmValue> candidate = armValue(row, pair.candidate(), rounds);
        List<CounterPair> counters = counters(row, pair);
        List<Warning> warnings = RowWarnings.of(row, pair, rounds, estimate, reference,
                candidate, counters, table, look, data);
        return new RowComparison(row, pair, reference, candidate, estimate,
                judgement.verdict(), judgement.reason(), RowComparison.Highlight.NONE, rounds,
                parts(row, pair, rounds), counters, warnings);
    }

    private List<PartComparison> parts(RowSpec row, Pair pair, List<RoundPair> rounds) {
        List<RoundPair> used = rounds.stream().filter(RoundPair::isUsed).toList();
        return used.isEmpty() ? List.of()
                : new PartComparer(row, data.plan().looks().alpha(), seed(row))
                        .compare(used, table.of(row, pair.reference()),
                                table.of(row, pair.candidate()));
    }

    private List<RoundPair> pairs(RowSpec row, Pair pair) {
        NavigableMap<Integer, ForkRecord.Measured> references = table.of(row, pair.reference());
        NavigableMap<Integer, ForkRecord.Measured> candidates = table.of(row, pair.candidate());
        List<RoundPair> pairs = new ArrayList<>();
        references.forEach((round, reference) -> {
            ForkRecord.Measured candidate = candidates.get(round);
            if (candidate != null && candidate.fork().shard() == reference.fork().shard()) {
                double a = ForkValue.of(row, reference).orElseThrow();
                double b = ForkValue.of(row, candidate).orElseThrow();
                pairs.add(new RoundPair(reference.fork().shard(), round, a, b,
                        ForkValue.cost(row, b) / ForkValue.cost(row, a),
                        exclusions.reason(reference, candidate)));
            }
        });
        return pairs;
    }

    /** Marks the rounds in which a fork of either arm ran in another gear. */
    private static List<RoundPair> withoutFlips(List<RoundPair> rounds, Pair pair) {
        List<RoundPair> used = rounds.stream().filter(RoundPair::isUsed).toList();
        SortedMap<Integer, String> reasons = new TreeMap<>();
        flips(used, pair.candidate(), reasons,
                used.stream().mapToDouble(RoundPair::candidateValue).toArray());
        flips(used, pair.reference(), reasons,
                used.stream().mapToDouble(RoundPair::referenceValue).toArray());
        return rounds.stream().map(round -> !reasons.containsKey(round.round()) ? round
                : new RoundPair(round.shard(), round.round(), round.referenceValue(),
                        round.candidateValue(), round.costRatio(), reasons.get(round.round())))
                .toList();
    }

    private static void flips(List<RoundPair> used, String arm,
            SortedMap<Integer, String> reasons, double[] values) {
        for (int index : JitFlip.indices(values)) {
            reasons.put(used.get(index).round(), Judgement.FLIP + arm
                    + " is twice or more off its arm's median");
        }
    }

    private Optional<Estimate> estimate(RowSpec row, List<RoundPair> rounds) {
        List<RoundPair> used = rounds.stream().filter(RoundPair::isUsed).toList();
        double[] logs = used.stream().mapToDouble(round -> Math.log(round.costRatio())).toArray();
        int[] shards = used.stream().mapToInt(RoundPair::shard).toArray();
        return Estimates.of(logs, shards, data.plan().looks().alpha(), row.margin(),
                seed(row));
    }

    private long seed(RowSpec row) {
        return data.plan().seed() ^ row.id().hashCode();
    }

    private Optional<ArmValue> armValue(RowSpec row, String arm, List<RoundPair> rounds) {
        NavigableMap<Integer, ForkRecord.Measured> forks = table.of(row, arm);
        List<ForkRecord.Measured> used = new ArrayList<>();
        for (RoundPair round : rounds) {
            if (round.isUsed()) {
                used.add(forks.get(round.round()));
            }
        }
        // Without a pair the arm still has a value to show, if not a ratio.
        return ArmValues.of(row, arm, rounds.isEmpty() ? List.copyOf(forks.values()) : used);
    }

    private List<CounterPair> counters(RowSpec row, Pair pair) {
        Optional<CounterTable.Entry> reference = counters(row, pair.reference());
        Optional<CounterTable.Entry> candidate = counters(row, pair.candidate());
        if (reference.isEmpty() || candidate.isEmpty() || pair.kind() != Pair.Kind.DESIGNS) {
            return List.of();
        }
        Set<String> names = new TreeSet<>(reference.get().counts().keySet());
        names.addAll(candidate.get().counts().keySet());
        return names.stream().map(name -> new CounterPair(name,
                reference.get().perOperation(name), candidate.get().perOperation(name)))
                .toList();
    }

    private Optional<CounterTable.Entry> counters(RowSpec row, String arm) {
        String model = data.plan().arm(arm).map(Arm::model).orElse(arm);
        return data.counters().flatMap(table -> table.entry(row.id(), model));
    }
}
