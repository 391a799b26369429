package dev.hmmbench.suite;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.results.run.RunPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One run from its first to its last fork: plan, environment, forks, counters, all in one folder.
 * A run that was stopped is taken up where it ended.
 */
public final class RunSession implements AutoCloseable {

    private static final String MAP = "map";
    private static final String FILE = "file";
    private static final String BASE = "base";
    private static final String BUILD = "build";

    private final RunFolder folder;
    private final ForkTiming timing;
    private final MachineMap map;
    private final Optional<Path> base;
    private final Environment environment;

    private RunSession(RunFolder folder, Environment environment, MachineMap map,
            Optional<Path> base) {
        this.folder = folder;
        this.environment = environment;
        this.timing = Suites.named(folder.plan().suite()).timing();
        this.map = map;
        this.base = base;
    }

    /**
     * Starts a run.
     *
     * @throws RunDataException if the machine cannot do it or the folder cannot be used
     */
    public static RunSession start(RunRequest request, Path path) {
        RunPlan plan = Planner.plan(request);
        MemoryCheck.require(request.suite().choices().stream()
                .filter(choice -> plan.row(Planner.id(choice)).isPresent()).toList(),
                Proc.availableBytes());
        Environment environment = EnvironmentProbe.before(request.map());
        environment = with(environment, MAP, FILE, request.map().file());
        environment = with(environment, Environment.HARNESS, BASE, request.base());
        return new RunSession(RunFolder.create(path, plan, environment), environment,
                request.map(), request.base());
    }

    /**
     * Takes up a run that was stopped.
     *
     * @throws RunDataException if the folder holds no run, or one of another build
     */
    public static RunSession resume(Path path) {
        RunFolder folder = RunFolder.resume(path);
        try {
            Environment environment = RunFolder.read(path).environment();
            String build = environment.value(Environment.HARNESS, BUILD);
            if (!build.equals(BuildInfo.classPathHash())) {
                throw RunDataException.incomplete(path + ": was measured by another build ("
                        + build + ", this is " + BuildInfo.classPathHash()
                        + "); start a new run");
            }
            MachineMap map = file(environment, MAP, FILE).map(MachineMap::ofFile)
                    .orElseGet(MachineMap::bundled);
            if (!map.sha256().equals(folder.plan().mapSha256())) {
                throw RunDataException.incomplete(path + ": the machine's map has changed since "
                        + "the run began; start a new run");
            }
            return new RunSession(folder, environment, map,
                    file(environment, Environment.HARNESS, BASE));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Returns the plan. */
    public RunPlan plan() {
        return folder.plan();
    }

    /** Returns how many forks have no good record yet. */
    public int nrPending() {
        return folder.pending().size();
    }

    /** Returns how long the whole run takes, roughly, in ms. */
    public long expectedMs() {
        return timing.forkMs() * nrPending();
    }

    /**
     * Runs all that is left.
     *
     * @return the forks that failed
     */
    public List<ForkRecord.Failed> run(Progress progress, Interruption interruption) {
        try (JmhForks forks = new JmhForks(folder.path(), folder.plan().shard(), timing, map,
                base)) {
            List<ForkRecord.Failed> failures =
                    new SuiteRunner(folder, forks, progress, interruption).run(timing.forkMs());
            folder.writeEnvironment(EnvironmentProbe.after(environment));
            return failures;
        }
    }

    /**
     * Reads the exact counters of all rows, after the last timed fork.
     *
     * @return what could not be counted, one line each
     */
    public List<String> count(Progress progress, Interruption interruption) {
        if (plan().rows().stream().allMatch(row -> row.group() == RowGroup.RULER)) {
            folder.writeCounters(CounterTable.of(plan().mapSha256(), Map.of()));
            return List.of();
        }
        CountingPass pass = new CountingPass(plan(), folder.path().resolve(RunFolder.PLAN), map,
                progress);
        CounterTable counters = pass.count();
        interruption.check();
        folder.writeCounters(counters);
        return pass.failures();
    }

    /** Gives the folder free. */
    @Override
    public void close() {
        folder.close();
    }

    private static Environment with(Environment environment, String section, String key,
            Optional<?> value) {
        if (value.isEmpty()) {
            return environment;
        }
        Map<String, Map<String, String>> sections = new TreeMap<>(environment.sections());
        Map<String, String> keys = new TreeMap<>(sections.getOrDefault(section, Map.of()));
        keys.put(key, value.get().toString());
        sections.put(section, keys);
        return Environment.of(sections);
    }

    private static Optional<Path> file(Environment environment, String section, String key) {
        return Optional.ofNullable(environment.sections().get(section))
                .flatMap(keys -> Optional.ofNullable(keys.get(key))).map(Path::of);
    }
}
