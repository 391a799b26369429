package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunData;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The measured forks of a run by row, arm and round. Rounds are matched by number alone. */
public final class ForkTable {

    private record Key(String row, String arm) {}

    private final Map<Key, NavigableMap<Integer, ForkRecord.Measured>> forks = new HashMap<>();

    /** Reads the forks of a run. */
    public ForkTable(RunData data) {
        for (ForkRecord record : data.forks()) {
            if (record instanceof ForkRecord.Measured measured) {
                ForkRecord.Identity fork = measured.fork();
                forks.computeIfAbsent(new Key(fork.row(), fork.arm()), key -> new TreeMap<>())
                        .put(fork.round(), measured);
            }
        }
    }

    /** Returns the forks of a row in an arm by round; those without the row's value left out. */
    public NavigableMap<Integer, ForkRecord.Measured> of(RowSpec row, String arm) {
        NavigableMap<Integer, ForkRecord.Measured> usable = new TreeMap<>(
                forks.getOrDefault(new Key(row.id(), arm), Collections.emptyNavigableMap()));
        usable.values().removeIf(fork -> ForkValue.of(row, fork).isEmpty());
        return usable;
    }
}
