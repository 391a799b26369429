package dev.hmmbench.results.run;

import dev.hmmbench.results.RunDataException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A run folder that this process writes to. Holds the folder's lock until it is closed: two
 * processes cannot write one folder. Reading needs no lock, see {@link #read}.
 */
public final class RunFolder implements AutoCloseable {

    /** Name of the plan's file. */
    public static final String PLAN = "plan.json";
    /** Name of the environment's file. */
    public static final String ENVIRONMENT = "environment.json";
    /** Name of the counters' file. */
    public static final String COUNTERS = "counters.json";
    /** Name of the lock file. */
    public static final String LOCK = ".lock";

    /**
     * Folders that this process holds. The system's lock is one per process: closing a second
     * channel on the file would give up the first one's lock.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final RunPlan plan;
    private final FileChannel lockChannel;
    private final Journal journal;

    private RunFolder(Path folder, RunPlan plan, FileChannel lockChannel) {
        this.folder = folder;
        this.plan = plan;
        this.lockChannel = lockChannel;
        this.journal = Journal.open(folder.resolve(Journal.FILE_NAME));
    }

    /**
     * Starts a run in {@code folder}, which is created where it is not there.
     *
     * @throws RunDataException if another process holds the folder, if it holds a run already, or
     *     if it cannot be written
     */
    public static RunFolder create(Path folder, RunPlan plan, Environment environment) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw RunDataException.cannotWrite(folder + ": " + JsonFile.reason(e), e);
        }
        return locked(folder, channel -> {
            if (Files.exists(folder.resolve(PLAN))) {
                throw RunDataException.inUse(folder
                        + ": holds a run already; --resume continues it, --out takes another");
            }
            JsonFile.write(folder.resolve(ENVIRONMENT), environment);
            JsonFile.write(folder.resolve(PLAN), plan);
            return new RunFolder(folder, plan, channel);
        });
    }

    /**
     * Continues the run in {@code folder}. Its plan stays as it was.
     *
     * @throws RunDataException if another process holds the folder, if it holds no run, or if it
     *     cannot be written
     */
    public static RunFolder resume(Path folder) {
        requireRun(folder);
        return locked(folder, channel -> new RunFolder(folder, readPlan(folder), channel));
    }

    /**
     * Reads the run in {@code folder}; works while another process writes it.
     *
     * @throws RunDataException if it is no run folder or its files are not as they must be
     */
    public static RunData read(Path folder) {
        requireRun(folder);
        RunPlan plan = readPlan(folder);
        if (!Files.exists(folder.resolve(ENVIRONMENT))) {
            throw RunDataException.incomplete(folder + ": " + ENVIRONMENT + " is missing");
        }
        Environment environment = JsonFile.read(folder.resolve(ENVIRONMENT), Environment.class,
                Schema.VERSION);
        Path counters = folder.resolve(COUNTERS);
        Optional<CounterTable> table = Files.exists(counters)
                ? Optional.of(JsonFile.read(counters, CounterTable.class, Schema.VERSION))
                : Optional.empty();
        Path journal = folder.resolve(Journal.FILE_NAME);
        if (!Files.exists(journal)) {
            return new RunData(folder, plan, environment, List.of(), table,
                    List.of(Journal.FILE_NAME + " is missing: no fork has finished"));
        }
        Journal.Contents contents = Journal.read(journal);
        checkAgainstPlan(journal, contents.forks(), plan);
        return new RunData(folder, plan, environment, contents.forks(), table, contents.notes());
    }

    /** Returns the folder. */
    public Path path() {
        return folder;
    }

    /** Returns the plan. */
    public RunPlan plan() {
        return plan;
    }

    /** Returns the journal to append to; closed with this. */
    public Journal journal() {
        return journal;
    }

    /**
     * Returns the forks that still have to run: those of the plan's order that have no good record
     * yet, in that order. Failed forks are run again.
     */
    public List<PendingFork> pending() {
        List<ForkRecord> forks = Journal.read(folder.resolve(Journal.FILE_NAME)).forks();
        return PendingFork.of(plan, forks);
    }

    /** Writes the environment again, with what was seen during the run. */
    public void writeEnvironment(Environment environment) {
        JsonFile.write(folder.resolve(ENVIRONMENT), environment);
    }

    /** Writes the exact counters. */
    public void writeCounters(CounterTable counters) {
        JsonFile.write(folder.resolve(COUNTERS), counters);
    }

    /** Closes the journal and gives the folder free. */
    @Override
    public void close() {
        try (lockChannel) {
            journal.close();
        } catch (IOException e) {
            throw RunDataException.cannotWrite(folder + ": " + JsonFile.reason(e), e);
        } finally {
            HELD.remove(key(folder));
        }
    }

    private static void requireRun(Path folder) {
        if (!Files.exists(folder)) {
            throw RunDataException.noSuchFile(folder + ": no such run folder");
        }
        if (!Files.isDirectory(folder)) {
            throw RunDataException.noSuchFile(folder + ": not a run folder but a file");
        }
        if (!Files.exists(folder.resolve(PLAN))) {
            throw RunDataException.noSuchFile(folder + ": not a run folder: no " + PLAN);
        }
    }

    private static RunPlan readPlan(Path folder) {
        return JsonFile.read(folder.resolve(PLAN), RunPlan.class, Schema.VERSION);
    }

    private static void checkAgainstPlan(Path file, List<ForkRecord> forks, RunPlan plan) {
        List<String> unknown = new ArrayList<>();
        for (ForkRecord fork : forks) {
            boolean isKnown = plan.row(fork.fork().row())
                    .filter(row -> row.arms().contains(fork.fork().arm())).isPresent()
                    && fork.fork().round() <= plan.looks().last();
            if (!isKnown) {
                unknown.add(fork.fork().inWords());
            }
        }
        if (!unknown.isEmpty()) {
            throw RunDataException.incomplete(file + ": " + unknown.size()
                    + " forks are not in the plan, first: " + unknown.getFirst());
        }
    }

    /** Builds the folder from the channel that holds its lock. */
    private interface Start {
        RunFolder with(FileChannel channel);
    }

    private static RunFolder locked(Path folder, Start start) {
        if (!HELD.add(key(folder))) {
            throw inUse(folder);
        }
        FileChannel channel = null;
        boolean isStarted = false;
        try {
            channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw inUse(folder);
            }
            RunFolder started = start.with(channel);
            isStarted = true;
            return started;
        } catch (IOException e) {
            throw RunDataException.cannotWrite(folder.resolve(LOCK) + ": " + JsonFile.reason(e),
                    e);
        } finally {
            if (!isStarted) {
                closeQuietly(channel);
                HELD.remove(key(folder));
            }
        }
    }

    private static Path key(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    private static RunDataException inUse(Path folder) {
        return RunDataException.inUse(folder + ": in use by another run");
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The error that led here is the one to report.
        }
    }
}
