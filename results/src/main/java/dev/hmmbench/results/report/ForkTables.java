package dev.hmmbench.results.report;

import dev.hmmbench.results.compare.RunComparison;
import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.Disturbance;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.JvmInfo;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.stats.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What disturbed the forks of each row and arm, and what the modelled kernel complained of. */
final class ForkTables {

    private static final String NONE = "–";
    private static final String WARNINGS = "kernel-warnings";
    private static final String NO_WARNINGS = "Warnings of the modelled kernel (WARN, "
            + "WARN_ON_ONCE), counted in the counting pass: none in any row.";

    /** One row in one arm. */
    private record Key(String row, String arm) {}

    private ForkTables() {}

    /** Returns the blocks; fewer where forks or counters are missing. */
    static List<Block> of(RunComparison run) {
        List<Block> blocks = new ArrayList<>();
        Map<Key, List<ForkRecord.Measured>> forks = new LinkedHashMap<>();
        for (ForkRecord record : run.data().forks()) {
            if (record instanceof ForkRecord.Measured fork) {
                forks.computeIfAbsent(new Key(fork.fork().row(), fork.fork().arm()),
                        key -> new ArrayList<>()).add(fork);
            }
        }
        if (!forks.isEmpty()) {
            blocks.add(new Block.Details("disturbances",
                    "What the forks spent and what disturbed them", List.of(table(run, forks))));
        }
        run.data().counters().ifPresent(counters -> blocks.add(warnings(run, counters)));
        return blocks;
    }

    private static Table table(RunComparison run, Map<Key, List<ForkRecord.Measured>> forks) {
        Table.Builder table = Table.named("disturbances-table", "Median over forks; pressure and "
                        + "stolen time of the worst fork. CPU time: nanoseconds per operation, of "
                        + "the process and of the measuring threads. Faults, switches, "
                        + "collections and compiler time: over the fork's whole life. "
                        + "Pressure: share of the time in which a task waited for a processor. "
                        + "Core shared: share of the looks between samples that found "
                        + "somebody else at work on the processor's core, worst fork.")
                .text("row", "arm").numbers("forks", "process CPU", "thread CPU", "minor faults",
                        "major faults", "waits", "preemptions", "CPU pressure", "stolen",
                        "core shared", "collections", "compiler, ms");
        run.data().plan().rows().forEach(row -> row.arms().forEach(arm -> {
            List<ForkRecord.Measured> own = forks.get(new Key(row.id(), arm));
            if (own != null) {
                table.row(row.label(), arm, String.valueOf(own.size()),
                        Figures.value(median(own, fork -> fork.cpu().processNsPerOp())),
                        Figures.value(median(own, fork -> fork.cpu().threadNsPerOp())),
                        seen(own, Disturbance::minorFaults), seen(own, Disturbance::majorFaults),
                        seen(own, Disturbance::voluntarySwitches),
                        seen(own, Disturbance::involuntarySwitches),
                        worst(own, Disturbance::cpuPressure), worst(own, Disturbance::stealShare),
                        shared(own), seen(own, Disturbance::gcCount),
                        spent(own, JvmInfo::compileTimeMs));
            }
        }));
        return table.build();
    }

    private static Block warnings(RunComparison run, CounterTable counters) {
        Table.Builder table = Table.named("kernel-warnings", "Warnings of the modelled kernel "
                        + "(WARN, WARN_ON_ONCE) in one sample, from the counting pass")
                .text("row", "design").numbers("warnings");
        run.data().plan().rows().forEach(row -> row.arms().forEach(arm ->
                counters.entry(row.id(), arm)
                        .map(entry -> entry.counts().getOrDefault(WARNINGS, 0L))
                        .filter(count -> count > 0)
                        .ifPresent(count -> table.row(row.label(), arm, count.toString()))));
        return table.isEmpty() ? new Block.Prose(NO_WARNINGS) : table.build();
    }

    private static String seen(List<ForkRecord.Measured> forks,
            ToDoubleFunction<Disturbance> value) {
        return Figures.events(median(forks, fork -> value.applyAsDouble(fork.disturbance())));
    }

    private static String spent(List<ForkRecord.Measured> forks, ToDoubleFunction<JvmInfo> value) {
        return Figures.events(median(forks, fork -> value.applyAsDouble(fork.jvm())));
    }

    private static String worst(List<ForkRecord.Measured> forks,
            ToDoubleFunction<Disturbance> value) {
        return Figures.percent(forks.stream()
                .mapToDouble(fork -> value.applyAsDouble(fork.disturbance())).max().orElse(0));
    }

    private static String shared(List<ForkRecord.Measured> forks) {
        OptionalDouble worst = forks.stream()
                .filter(fork -> fork.metrics().containsKey(Metric.SHARED_CORE))
                .mapToDouble(fork -> fork.metrics().get(Metric.SHARED_CORE).value()).max();
        return worst.isPresent() ? Figures.percent(worst.getAsDouble()) : NONE;
    }

    private static double median(List<ForkRecord.Measured> forks,
            ToDoubleFunction<ForkRecord.Measured> value) {
        return Numbers.median(forks.stream().mapToDouble(value).toArray());
    }
}
