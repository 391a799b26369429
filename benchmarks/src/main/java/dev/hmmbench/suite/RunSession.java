package dev.hmmbench.suite;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.compare.EnvironmentDiffer;
import dev.hmmbench.results.compare.EnvironmentDifference;
import dev.hmmbench.results.compare.LookDecision;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.Environment;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.JsonFile;
import dev.hmmbench.results.run.LookPlan;
import dev.hmmbench.results.run.PhaseTable;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Shard;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * One run from its first to its last fork: plan, environment, forks, counters, all in one folder.
 * A run that was stopped is taken up where it ended.
 */
public final class RunSession implements AutoCloseable {

    private static final String MAP = "map";
    private static final String FILE = "file";
    private static final String LEFT_OUT = "rows left out";

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
     * Starts a run. Rows of the suite that do not fit into free memory are left out, see {@link
     * #leftOut}; rows that were asked for by name are not.
     *
     * @throws RunDataException if the machine cannot do it or the folder cannot be used
     */
    public static RunSession start(RunRequest request, Path path) {
        Map<Suite.Choice, String> tooLarge = request.rows().isPresent() ? Map.of()
                : MemoryCheck.tooLarge(request.suite().choices(), Proc.availableBytes());
        RunPlan plan = Planner.plan(request.without(tooLarge.keySet()));
        MemoryCheck.require(request.suite().choices().stream()
                .filter(choice -> plan.row(Planner.id(choice)).isPresent()).toList(),
                Proc.availableBytes());
        Environment environment = EnvironmentProbe.before(request.map());
        for (Map.Entry<Suite.Choice, String> row : tooLarge.entrySet()) {
            environment = with(environment, LEFT_OUT, Planner.id(row.getKey()),
                    Optional.of(row.getValue()));
        }
        environment = with(environment, MAP, FILE, request.map().file());
        environment = withBase(environment, request.base());
        return new RunSession(RunFolder.create(path, plan, environment), environment,
                request.map(), request.base());
    }

    /**
     * Takes up a run that was stopped.
     *
     * @throws RunDataException if the folder holds no run, or one of another build or machine
     */
    public static RunSession resume(Path path) {
        RunFolder folder = RunFolder.resume(path);
        try {
            RunData data = RunFolder.read(path);
            MachineMap map = map(data);
            requireUnchanged(data, map);
            return new RunSession(folder, data.environment(), map, base(data));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Starts a run of some rows of another one, with all their arms and twice as many rounds.
     *
     * @param first the other run, of this build
     * @param rows ids of its rows
     * @throws RunDataException if the other run is one of another build or machine, or the folder
     *     cannot be used
     */
    public static RunSession again(Path first, Set<String> rows, Path path, Instant now) {
        RunData data = RunFolder.read(first);
        MachineMap map = map(data);
        requireUnchanged(data, map);
        RunPlan plan = data.plan();
        List<Suite.Choice> choices = plan.rows().stream()
                .filter(row -> rows.contains(row.id()) || row.group() == RowGroup.RULER)
                .map(row -> new Suite.Choice(Rows.named(row.benchmark()), row.params(),
                        row.prominence(), row.arms().stream()
                                .anyMatch(arm -> arm.endsWith(Arm.CONTROL_SUFFIX))))
                .toList();
        Suite suite = new Suite(plan.suite(), "rows measured again",
                LookPlan.once(2 * plan.looks().last()), Suites.named(plan.suite()).timing(),
                plan.exclusion(), choices);
        List<String> models = plan.arms().stream()
                .filter(arm -> arm.role() == Arm.Role.REFERENCE || arm.role() == Arm.Role.DESIGN)
                .map(Arm::model).toList();
        return start(new RunRequest(suite, models, Optional.empty(), OptionalInt.empty(),
                plan.seed() + 1, Shard.WHOLE, map, base(data),
                List.of("gate", "--confirm"), now.truncatedTo(ChronoUnit.SECONDS).toString()),
                path);
    }

    /** Returns the plan. */
    public RunPlan plan() {
        return folder.plan();
    }

    /** Returns the ids of rows that do not fit into this machine's memory, each with its reason. */
    public Map<String, String> leftOut() {
        return Map.copyOf(
                environment.sections().getOrDefault(LEFT_OUT, Collections.emptySortedMap()));
    }

    /** Returns how many forks have no good record yet. */
    public int nrPending() {
        return folder.pending().size();
    }

    /** Returns how long the whole run takes, roughly, in ms. */
    public long expectedMs() {
        return folder.pending().stream()
                .mapToLong(fork -> timing.forkMs(fork.row().group())).sum();
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
                    new SuiteRunner(folder, forks, progress, interruption, this::look)
                            .run(expectedMs() / Math.max(1, nrPending()));
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
        if (plan().rows().stream().noneMatch(row -> row.group().isCompared())) {
            folder.writeCounters(CounterTable.of(plan().mapSha256(), Map.of()));
            return List.of();
        }
        CountingPass pass = new CountingPass(plan(), folder.path().resolve(RunFolder.PLAN), map,
                progress);
        CounterTable counters = pass.count();
        interruption.check();
        folder.writeCounters(counters);
        JsonFile.write(folder.path().resolve(PhaseTable.FILE_NAME), pass.phases());
        return pass.failures();
    }

    /** Gives the folder free. */
    @Override
    public void close() {
        folder.close();
    }

    private LookDecision look(int finishedRounds) {
        return LookDecision.after(finishedRounds,
                RunComparer.compare(RunFolder.read(folder.path())));
    }

    /** Requires that the run would go on where and with what it began. */
    private static void requireUnchanged(RunData data, MachineMap map) {
        Environment now = withBase(EnvironmentProbe.before(map), base(data));
        List<EnvironmentDifference> changes =
                EnvironmentDiffer.changes(data.environment(), now);
        if (!changes.isEmpty()) {
            EnvironmentDifference first = changes.getFirst();
            throw RunDataException.incomplete(data.folder() + ": " + first.section() + " "
                    + first.key() + " was '" + first.first() + "' when the run began and is '"
                    + first.second() + "' now" + (changes.size() == 1 ? ""
                            : ", and " + (changes.size() - 1) + " more changed")
                    + "; start a new run");
        }
    }

    private static Environment withBase(Environment environment, Optional<Path> base) {
        return with(with(environment, Environment.HARNESS, Environment.HARNESS_BASE, base),
                Environment.HARNESS, Environment.HARNESS_BASE_BUILD,
                base.map(jar -> BuildInfo.hash(jar.toString())));
    }

    private static Optional<Path> base(RunData data) {
        return file(data.environment(), Environment.HARNESS, Environment.HARNESS_BASE);
    }

    private static MachineMap map(RunData data) {
        MachineMap map = file(data.environment(), MAP, FILE).map(MachineMap::ofFile)
                .orElseGet(MachineMap::bundled);
        if (!map.sha256().equals(data.plan().mapSha256())) {
            throw RunDataException.incomplete(data.folder() + ": the machine's map has changed "
                    + "since the run began; start a new run");
        }
        return map;
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
