package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.ArmValue;
import dev.hmmbench.results.compare.RowComparison;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How throughput grows with threads, in each design: wall throughput and its gain over one. */
final class ThreadsTable {

    private static final String THREADS = "threads";

    private ThreadsTable() {}

    /** Returns the table; empty where no row has threads. */
    static Optional<Block> of(String id, List<RowComparison> rows) {
        Table.Builder table = Table.named(id, "Wall throughput of all workers together, million "
                        + "operations per second, geometric mean over rounds; gain: over one "
                        + "thread of the same design and row")
                .text("row", "design").numbers("threads", "million/s", "gain");
        Map<String, Double> alone = new HashMap<>();
        List<String> seen = new ArrayList<>();
        for (RowComparison row : rows) {
            for (Optional<ArmValue> arm : List.of(row.reference(), row.candidate())) {
                arm.filter(found -> row.row().params().containsKey(THREADS)
                        && seen.add(row.row().id() + found.arm())).ifPresent(found -> {
                            String threads = row.row().params().get(THREADS);
                            String key = withoutThreads(row.row()) + found.arm();
                            if (threads.equals("1")) {
                                alone.put(key, found.value());
                            }
                            table.row(row.row().label(), found.arm(), threads,
                                    Figures.value(found.value() / 1e6), alone.containsKey(key)
                                            ? Figures.value(found.value() / alone.get(key))
                                            : "–");
                        });
            }
        }
        return table.isEmpty() ? Optional.empty() : Optional.of(table.build());
    }

    /** Returns what to know about threads and processors; empty where every thread has its own. */
    static Optional<Block> oversubscribed(RunData data, List<RowComparison> rows) {
        int cores = cores(data);
        List<String> labels = rows.stream().map(RowComparison::row)
                .filter(row -> nrThreads(row) > cores)
                .map(RowSpec::label).distinct().toList();
        return labels.isEmpty() || cores == 0 ? Optional.empty() : Optional.of(new Block.Prose(
                "This machine has " + cores + " processors. Rows with more threads than that, the "
                        + "one that creates and removes pagemaps counted in, share them: "
                        + String.join("; ", labels) + ". Their throughput says how the scheduler "
                        + "divides the machine as much as how the design scales."));
    }

    private static int nrThreads(RowSpec row) {
        boolean isChurned = !row.params().getOrDefault("churn", "NONE").equals("NONE");
        return Integer.parseInt(row.params().getOrDefault(THREADS, "0")) + (isChurned ? 1 : 0);
    }

    private static String withoutThreads(RowSpec row) {
        Map<String, String> rest = new TreeMap<>(row.params());
        rest.remove(THREADS);
        return RowSpec.idOf(row.benchmark(), rest);
    }

    private static int cores(RunData data) {
        String cores = data.environment().value(Environment.CPU, Environment.CPU_CORES);
        return cores.matches("\\d{1,6}") ? Integer.parseInt(cores) : 0;
    }
}
