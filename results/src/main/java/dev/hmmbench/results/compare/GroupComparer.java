package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RunData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Forms the geometric means over the declared groups. */
final class GroupComparer {

    private record Key(RowGroup group, Pair pair) {}

    private GroupComparer() {}

    /** Returns one comparison per group and pair, in the order of the rows. */
    static List<GroupComparison> compare(RunData data, List<RowComparison> rows) {
        Map<Key, List<RowComparison>> groups = new LinkedHashMap<>();
        for (RowComparison row : rows) {
            groups.computeIfAbsent(new Key(row.row().group(), row.pair()),
                    key -> new ArrayList<>()).add(row);
        }
        List<GroupComparison> compared = new ArrayList<>();
        groups.forEach((key, members) -> compared.add(compare(data, key, members)));
        return compared;
    }

    private static GroupComparison compare(RunData data, Key key, List<RowComparison> members) {
        List<RowComparison> paired = members.stream()
                .filter(row -> row.rounds().stream().anyMatch(RoundPair::isUsed)).toList();
        List<String> left = members.stream().filter(row -> !paired.contains(row))
                .map(row -> row.row().id()).toList();
        return new GroupComparison(key.group(), key.pair(),
                paired.stream().map(row -> row.row().id()).toList(), left,
                estimate(data, key, paired));
    }

    private static Optional<Estimate> estimate(RunData data, Key key,
            List<RowComparison> paired) {
        Map<Integer, List<RoundPair>> byRound = new TreeMap<>();
        for (RowComparison row : paired) {
            row.rounds().stream().filter(RoundPair::isUsed).forEach(round -> byRound
                    .computeIfAbsent(round.round(), number -> new ArrayList<>()).add(round));
        }
        List<List<RoundPair>> whole = byRound.values().stream()
                .filter(rounds -> rounds.size() == paired.size()).toList();
        double[] logs = whole.stream().mapToDouble(rounds -> rounds.stream()
                .mapToDouble(round -> Math.log(round.costRatio())).average().orElseThrow())
                .toArray();
        int[] shards = whole.stream().mapToInt(rounds -> rounds.getFirst().shard()).toArray();
        double margin = paired.stream().mapToDouble(row -> row.row().margin()).min().orElse(0.03);
        return Estimates.of(logs, shards, data.plan().looks().alpha(), margin,
                data.plan().seed() ^ key.group().ordinal());
    }
}
