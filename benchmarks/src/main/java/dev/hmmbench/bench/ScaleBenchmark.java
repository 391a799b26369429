package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.physmem.Backing;
import dev.hmmbench.physmem.Pagemap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;

/**
 * What does it cost to make all devices of a large machine known to the kernel, and to take that
 * back? One sample creates {@link #pagemaps} pagemaps of {@link #sizeBytes}, one after the other,
 * and removes them: 16 of 64 GiB are one TiB with 16 GiB of struct pages, as several pagemaps
 * because one may not reach 128 GiB in the series.
 *
 * <p>All memory was touched before. The row checks that the process gives it back at the end.
 *
 * <p>Does not show grace periods (counted, not slept) nor what drivers do between creations.
 *
 * <p>{@code ./hmmbench run --suite full --rows scale}.
 */
@State(Scope.Benchmark)
public class ScaleBenchmark extends MeasuredFork {

    /** What code, compiler and collector may have grown by. */
    private static final long GROWTH_BYTES = 256L << 20;

    /** Name of the model. */
    @Param({"legacy", "devprivate"})
    public String model = "";

    /** Bytes of device memory of each pagemap. */
    @Param({"68719476736"})
    public long sizeBytes;

    /** How many pagemaps. */
    @Param({"16"})
    public int pagemaps;

    private final PhaseTimer timer = new PhaseTimer();
    private final FirstMeasured firstMeasured = new FirstMeasured();
    private final List<Pagemap> made = new ArrayList<>();
    private @Nullable OpenedModel opened;
    private PagemapRequest request = OpenedModel.request(1);
    private long residentBefore;
    private long nrSamples;

    @Override
    public long operationsPerSample() {
        return pagemaps;
    }

    @Override
    public long memoryBytes() {
        return OpenedModel.memoryBytes(structPageBytes());
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        residentBefore = ResidentMemory.bytes();
        opened = OpenedModel.open(model, structPageBytes(), Backing.POOLED);
        request = OpenedModel.request(sizeBytes);
        nrSamples = 0;
    }

    /** Creates all pagemaps and removes them; returns the last one's first number. */
    @Benchmark
    public long createAndRemoveAll() {
        Lifecycle lifecycle = opened().model().lifecycle();
        long last = 0;
        for (int i = 0; i < pagemaps; i++) {
            Pagemap pagemap = lifecycle.create(request, timer);
            last = pagemap.firstNumber();
            made.add(pagemap);
        }
        for (Pagemap pagemap : made) {
            lifecycle.remove(pagemap, timer);
        }
        timer.stop();
        timer.log().endSample();
        made.clear();
        nrSamples++;
        return last;
    }

    @Override
    public void work() {
        createAndRemoveAll();
    }

    /** Forgets the phases of the warm-up when the first measured iteration begins. */
    @Setup(Level.Iteration)
    public void beginIteration(IterationParams iteration) {
        if (firstMeasured.isIt(iteration)) {
            timer.log().clear();
        }
    }

    /** Hands the phases of the typical sample so far to the runner. */
    @TearDown(Level.Iteration)
    public void publishPhases() {
        timer.log().publish(ForkMetrics.percentile());
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        if (nrSamples == 0) {
            throw new AssertionError("no pagemap was created");
        }
        opened().close();
        long kept = ResidentMemory.bytes() - residentBefore;
        if (kept > GROWTH_BYTES) {
            throw new AssertionError(kept + " bytes were not given back");
        }
    }

    @Override
    public Counters counters() {
        return opened().model().counters();
    }

    private OpenedModel opened() {
        return Objects.requireNonNull(opened);
    }

    private long structPageBytes() {
        return pagemaps * OpenedModel.structPageBytes(sizeBytes);
    }
}
