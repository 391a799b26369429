package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.model.SearchMode;
import dev.hmmbench.results.run.StepTimes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to find numbers for the K-th of {@link #chunks} chunks of 256 MiB, for every K?
 *
 * <p>All chunks are placed by the fast search before a sample. The sample goes down from the last
 * one: where K is in its turn it releases the K-th, lets the kernel's search place it again, and
 * times that alone; then it releases it. One sample takes every eighth K, and eight in a row take
 * each K once, so that a sample of the legacy search ends in seconds. Timed searches and the
 * releases are parts of the row; the time of each K in the latest turn stands in the fork's file of
 * {@link StepTimes}, all of them in its {@code .hlog}.
 *
 * <p>The warm-up does the same with an eighth of the chunks: the cost of all grows with their cube.
 *
 * <p>Does not show that the legacy search holds the resource lock for all that time.
 *
 * <p>{@code ./hmmbench run --suite full --rows chunks}.
 */
@State(Scope.Benchmark)
public class ChunksBenchmark extends SampledFork {

    private static final int TURNS = 8;
    private static final int WARMUP_SHARE = 8;
    private static final long CHUNK_BYTES = 256L << 20;
    private static final int SEARCH = 0;
    private static final int RELEASE = 1;

    /** Name of the model. */
    @Param({"legacy", "devprivate"})
    public String model = "";

    /** How many chunks, a multiple of eight. */
    @Param({"4096"})
    public int chunks;

    private final LatencyLog latencies = new LatencyLog();
    private final Histogram searches = latencies.of("search");
    private final PhaseLog phases = new PhaseLog(List.of(
            new PhaseLog.Column("search", "search"), new PhaseLog.Column("release", "release")));
    private PlacementOutcome.Placed[] placed = {};
    private int nrPlaced;
    private long[] latestNs = {};
    private @Nullable Placement placement;
    private int turn;
    private boolean hasUnloggedTurn;

    @Override
    public long operationsPerSample() {
        return chunks / TURNS;
    }

    @Override
    public long memoryBytes() {
        return 0;
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        placement = Models.onClassPath().placement(model, OpenedModel.machine());
        placed = new PlacementOutcome.Placed[chunks];
        latestNs = new long[chunks];
        nrPlaced = 0;
        turn = 0;
        prepareSample();
    }

    @Override
    void forgetSamples() {
        latencies.clear();
        phases.clear();
        Arrays.fill(latestNs, StepTimes.NOT_TIMED);
        turn = 0;
        hasUnloggedTurn = false;
    }

    /** Places all chunks by the fast search: milliseconds. */
    @Override
    void prepareSample() {
        logTurn();
        Untimed.run(this::placeAll);
    }

    private void placeAll() {
        Placement current = placement();
        int wanted = isWarmup() ? chunks / WARMUP_SHARE : chunks;
        current.setSearch(SearchMode.FAST);
        while (nrPlaced > wanted) {
            current.release(placed[--nrPlaced]);
        }
        while (nrPlaced < wanted) {
            placed[nrPlaced++] = reserve(current);
        }
        current.setSearch(SearchMode.KERNEL);
    }

    /** Places every eighth chunk once more, from the last one down; returns where the first is. */
    @Benchmark
    public long placeEveryEighth() {
        Placement current = placement();
        long beginNs = System.nanoTime();
        long searchNs = 0;
        long lastStart = 0;
        while (nrPlaced > 0) {
            int index = --nrPlaced;
            current.release(placed[index]);
            if (index % TURNS == turn) {
                long startNs = System.nanoTime();
                PlacementOutcome.Placed found = reserve(current);
                long elapsedNs = System.nanoTime() - startNs;
                searchNs += elapsedNs;
                latestNs[index] = Math.max(1, elapsedNs);
                lastStart = found.startByte();
                current.release(found);
            }
        }
        phases.add(SEARCH, searchNs);
        phases.add(RELEASE, System.nanoTime() - beginNs - searchNs);
        phases.endSample();
        hasUnloggedTurn = true;
        return lastStart;
    }

    @Override
    public void work() {
        prepareSample();
        placeEveryEighth();
    }

    /** Hands both parts of the typical sample so far to the runner. */
    @TearDown(Level.Iteration)
    public void publishPhases() {
        phases.publish(ForkMetrics.percentile());
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        logTurn();
        LatencyLog.wantedFile().ifPresent(this::write);
        if (searches.getTotalCount() == 0) {
            throw new AssertionError("no chunk was placed");
        }
    }

    @Override
    public Counters counters() {
        return placement().counters();
    }

    /** Returns what the K-th chunk took latest, K from 1; 0 where it was not timed. */
    long latestNs(int chunk) {
        return latestNs[chunk - 1];
    }

    private void write(Path file) {
        latencies.write(file);
        StepTimes.write(file, latestNs);
    }

    /** Keeps the times of the last sample and gives the turn to the next one; outside of both. */
    private void logTurn() {
        if (hasUnloggedTurn) {
            for (int index = turn; index < latestNs.length; index += TURNS) {
                if (latestNs[index] != StepTimes.NOT_TIMED) {
                    LatencyLog.record(searches, latestNs[index]);
                }
            }
            turn = (turn + 1) % TURNS;
            hasUnloggedTurn = false;
        }
    }

    private Placement placement() {
        return Objects.requireNonNull(placement);
    }

    private static PlacementOutcome.Placed reserve(Placement placement) {
        if (placement.reserve(CHUNK_BYTES) instanceof PlacementOutcome.Placed placed) {
            return placed;
        }
        throw new IllegalStateException("the machine has no room for all chunks of 256 MiB");
    }
}
