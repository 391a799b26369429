package dev.hmmbench.suite;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.PhaseTable;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the exact counters of every row on every model, in one virtual machine per model. */
public final class CountingPass {

    /** The flag that switches counting on. */
    static final String COUNTERS = "-Dhmmbench.counters=true";

    private final RunPlan plan;
    private final Path planFile;
    private final MachineMap map;
    private final Progress progress;
    private final Map<String, Map<String, CounterTable.Entry>> rows = new TreeMap<>();
    private final Map<String, Map<String, List<PhaseTable.Step>>> phases = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * Prepares a pass.
     *
     * @param planFile the plan, as a file that the other virtual machines can read
     */
    public CountingPass(RunPlan plan, Path planFile, MachineMap map, Progress progress) {
        this.plan = plan;
        this.planFile = planFile;
        this.map = map;
        this.progress = progress;
    }

    /**
     * Counts all rows on all models of the plan.
     *
     * @return the counters of all rows that could be counted, see {@link #failures}
     */
    public CounterTable count() {
        List<String> models = plan.arms().stream()
                .filter(arm -> arm.role() == Arm.Role.REFERENCE || arm.role() == Arm.Role.DESIGN)
                .map(Arm::model).distinct().toList();
        long nrCounts = plan.rows().stream().filter(row -> row.group().isCompared())
                .flatMap(row -> row.arms().stream()).filter(models::contains).count();
        progress.begin("counts", 0, Math.toIntExact(nrCounts), 200);
        models.forEach(this::count);
        return CounterTable.of(plan.mapSha256(), rows);
    }

    /** Returns the counters of each phase of creation and removal. */
    public PhaseTable phases() {
        return PhaseTable.of(phases);
    }

    /** Returns what could not be counted and why, one line each. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    private void count(String model) {
        try {
            progress.next("counting on " + model);
            Process process = new ProcessBuilder(command(model))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(line -> take(model, line));
            }
            int code = process.waitFor();
            if (code != 0) {
                fail("counting on " + model + " ended with exit code " + code);
            }
        } catch (IOException e) {
            fail("counting on " + model + " could not start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("counting on " + model + " was interrupted");
        }
    }

    private List<String> command(String model) {
        List<String> flags = new ArrayList<>(ForkArgs.fixed());
        flags.addAll(ForkArgs.map(map.file()));
        flags.add(COUNTERS);
        return ChildJvm.command(flags, CountMain.class, planFile.toAbsolutePath().toString(),
                model);
    }

    private void take(String model, String line) {
        String[] parts = line.split(CountMain.SEPARATOR, -1);
        if (parts[0].equals(CountMain.COUNTED) && parts.length == 4) {
            rows.computeIfAbsent(parts[1], row -> new TreeMap<>()).put(model,
                    new CounterTable.Entry(operations(parts[1]), new TreeMap<>(
                            counts(parts[3]))));
            progress.done();
        } else if (parts[0].equals(CountMain.PHASE) && parts.length == 5) {
            phases.computeIfAbsent(parts[1], row -> new TreeMap<>())
                    .computeIfAbsent(model, name -> new ArrayList<>())
                    .add(new PhaseTable.Step(parts[2], parts[3],
                            new TreeMap<>(counts(parts[4]))));
        } else if (parts[0].equals(CountMain.FAILED) && parts.length == 3) {
            fail("counting " + parts[1] + " on " + model + " failed: " + parts[2]);
            progress.done();
        }
        progress.step();
    }

    private long operations(String row) {
        return plan.row(row).map(RowSpec::operationsPerSample).orElseThrow(() ->
                RunDataException.incomplete("counted a row that is not in the plan: " + row));
    }

    private static Map<String, Long> counts(String text) {
        Map<String, Long> counts = new HashMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            String[] pair = part.split("=", 2);
            counts.put(pair[0], Long.valueOf(pair[1]));
        }
        return counts;
    }

    private void fail(String line) {
        failures.add(line);
        progress.note(line);
    }
}
