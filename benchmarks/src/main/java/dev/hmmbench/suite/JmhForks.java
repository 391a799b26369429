package dev.hmmbench.suite;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.PendingFork;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.Schema;
import dev.hmmbench.results.run.Shard;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs each fork through JMH: one call of its runner for one benchmark, one set of parameters, one
 * model and one fork. JMH's own words go to {@code jmh.log} in the run folder.
 *
 * <p>One run per process: JMH reads the place of its lock once, when its runner is first used.
 */
final class JmhForks implements ForkLauncher, AutoCloseable {

    /** Name of the file with JMH's own output. */
    static final String LOG = "jmh.log";

    private static final String TEMP = ".tmp";
    private static final String CLASS_PATH = "java.class.path";

    private final Path folder;
    private final Path temp;
    private final PrintStream log;
    private final Shard shard;
    private final ForkTiming timing;
    private final MachineMap map;
    private final Optional<Path> base;
    private final LoadedDesigns designs = LoadedDesigns.ofClassPath();

    /**
     * Prepares the run folder.
     *
     * @param base class path of the other build's forks, where there is one
     * @throws RunDataException if it cannot be written
     */
    JmhForks(Path folder, Shard shard, ForkTiming timing, MachineMap map, Optional<Path> base) {
        this.folder = folder;
        this.shard = shard;
        this.timing = timing;
        this.map = map;
        this.base = base;
        this.temp = folder.resolve(TEMP).toAbsolutePath();
        try {
            Files.createDirectories(temp);
            log = new PrintStream(Files.newOutputStream(folder.resolve(LOG),
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND), true,
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw RunDataException.cannotWrite(folder + ": cannot be written: "
                    + e.getMessage(), e);
        }
        System.setProperty("java.io.tmpdir", temp.toString());
    }

    @Override
    public ForkRecord launch(PendingFork fork, Runnable steps) {
        HostWatch watch = new HostWatch();
        long startMs = System.currentTimeMillis();
        long startNs = System.nanoTime();
        String hlog = hlogName(fork);
        Path classLog = temp.resolve("classes.log");
        JmhLog words = new JmhLog(log, steps);
        try {
            RunResult result = run(fork, folder.resolve(hlog), classLog, words);
            List<String> loaded = designs.loaded(classLog);
            if (fork.row().group().isCompared()) {
                designs.requireMeasured(fork.arm().model(), loaded);
            }
            return new ForkReading(fork.row(), result).record(identity(fork, startMs, startNs),
                    watch.seen(), loaded, InlineLog.refusals(inlineLog()),
                    Files.exists(folder.resolve(hlog)) ? hlog : "");
        } catch (RunnerException | IllegalStateException | IllegalArgumentException
                | ArithmeticException e) {
            e.printStackTrace(log);
            String cause = Causes.oneLine(e);
            return new ForkRecord.Failed(identity(fork, startMs, startNs),
                    words.lastWords().isEmpty() ? cause : cause + ": " + words.lastWords());
        }
    }

    /** Removes the temporary files. */
    @Override
    public void close() {
        log.close();
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A left-over temporary file does no harm.
        }
    }

    private RunResult run(PendingFork fork, Path hlog, Path classLog, JmhLog words)
            throws RunnerException {
        RowKind kind = Rows.named(fork.row().benchmark());
        Optional<Path> otherBuild = fork.arm().role() == Arm.Role.BASE ? base : Optional.empty();
        String ownClassPath = System.getProperty(CLASS_PATH);
        otherBuild.ifPresent(jar -> System.setProperty(CLASS_PATH, jar.toString()));
        try {
            Collection<RunResult> results =
                    new Runner(options(kind, fork, hlog, classLog), words).run();
            if (results.size() != 1) {
                throw new IllegalStateException(kind.name() + " returned " + results.size()
                        + " results, must be one");
            }
            return results.iterator().next();
        } finally {
            System.setProperty(CLASS_PATH, ownClassPath);
        }
    }

    private Path archiveOf(PendingFork fork) {
        return temp.resolve(
                fork.arm().role() == Arm.Role.BASE ? "classes-base.jsa" : "classes.jsa");
    }

    private Path inlineLog() {
        return temp.resolve("inlined.log");
    }

    private Options options(RowKind kind, PendingFork fork,
            Path hlog, Path classLog) {
        boolean isThroughput = kind.primary() == Primary.WALL_THROUGHPUT;
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(kind.benchmarkPattern())
                .mode(isThroughput ? Mode.Throughput : Mode.SampleTime)
                .timeUnit(isThroughput ? TimeUnit.SECONDS : TimeUnit.NANOSECONDS)
                .forks(1).warmupForks(0)
                .warmupIterations(timing.warmupIterations(kind.group()))
                .warmupTime(TimeValue.milliseconds(timing.warmupMs()))
                .measurementIterations(timing.iterations())
                .measurementTime(TimeValue.milliseconds(timing.iterationMs()))
                .shouldFailOnError(true).shouldDoGC(false).syncIterations(true)
                .jvm(ChildJvm.java().toString())
                .jvmArgs(ForkArgs.of(map, temp, hlog.toAbsolutePath(), classLog, inlineLog(),
                        kind.primary()).toArray(String[]::new))
                .jvmArgsAppend(ForkArgs.archive(archiveOf(fork),
                        System.getProperty(CLASS_PATH)).toArray(String[]::new))
                .addProfiler(ForkProfiler.class);
        fork.row().params().forEach(options::param);
        Optional.ofNullable(fork.row().params().get(RowKind.THREADS))
                .map(Integer::valueOf).ifPresent(options::threads);
        if (kind.isCompared()) {
            options.param(Workloads.MODEL, fork.arm().model());
        }
        return options.build();
    }

    private ForkRecord.Identity identity(PendingFork fork, long startMs, long startNs) {
        return new ForkRecord.Identity(Schema.VERSION, shard.index(), fork.round(),
                fork.position(), fork.row().id(), fork.arm().name(), startMs,
                Math.max(0, System.currentTimeMillis()), System.nanoTime() - startNs);
    }

    private static String hlogName(PendingFork fork) {
        String arm = fork.arm().name().replaceAll("[^A-Za-z0-9+-]", "_");
        String row = fork.row().id().replaceAll("[^A-Za-z0-9.+-]+", "_").replace("..", "_");
        return "latency-" + row + "-" + arm + "-r" + fork.round() + ".hlog";
    }
}
