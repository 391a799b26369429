package dev.hmmbench.suite;

import dev.hmmbench.bench.PagemapBenchmark;
import dev.hmmbench.bench.PhaseStep;
import dev.hmmbench.bench.Workload;
import dev.hmmbench.count.Counters;
import dev.hmmbench.results.run.JsonFile;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Schema;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs in a virtual machine of its own with counting switched on: does one sample of each row on
 * one model and prints what was counted, a line per row. Work and seeds are fixed, so the numbers
 * are the same on every machine.
 */
public final class CountMain {

    /** First word of a line that holds a row's counts. */
    static final String COUNTED = "counted";
    /** First word of a line that tells why a row could not be counted. */
    static final String FAILED = "failed";
    /** First word of a line that holds the counts of one phase of a row, in the order of time. */
    static final String PHASE = "phase";
    /** Between the parts of a line. */
    static final String SEPARATOR = "\t";

    private static final int MOST_THREADS = 2;

    private CountMain() {}

    /**
     * Counts.
     *
     * @param args the plan's file and the name of the model
     */
    public static void main(String[] args) {
        if (!Counters.ENABLED) {
            throw new IllegalStateException("counting is switched off");
        }
        RunPlan plan = JsonFile.read(Path.of(args[0]), RunPlan.class, Schema.VERSION);
        for (RowSpec row : plan.rows()) {
            RowKind kind = Rows.named(row.benchmark());
            if (kind.isCompared() && row.arms().contains(args[1]) && isCounted(row)) {
                count(row, Workloads.create(kind, row.params(), args[1]), System.out);
            }
        }
    }

    /**
     * Tells whether a row is counted on every machine: those for many processors are there only
     * where the processors are, and a worker of theirs does what one of two does.
     */
    private static boolean isCounted(RowSpec row) {
        return Integer.parseInt(row.params().getOrDefault(RowKind.THREADS, "1")) <= MOST_THREADS;
    }

    private static void count(RowSpec row, Workload workload, PrintStream out) {
        try {
            workload.setUp();
            workload.counters().reset();
            workload.work();
            Map<String, Long> counts = workload.counters().byLabel();
            List<PhaseStep> steps = workload instanceof PagemapBenchmark pagemaps
                    ? pagemaps.countByPhase() : List.of();
            workload.tearDown();
            out.println(COUNTED + SEPARATOR + row.id() + SEPARATOR + row.operationsPerSample()
                    + SEPARATOR + inWords(counts));
            steps.forEach(step -> out.println(String.join(SEPARATOR, PHASE, row.id(),
                    step.phase(), step.part(), inWords(step.counts()))));
        } catch (RuntimeException | AssertionError e) {
            out.println(FAILED + SEPARATOR + row.id() + SEPARATOR + Causes.oneLine(e));
        }
    }

    private static String inWords(Map<String, Long> counts) {
        return counts.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
