package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.physmem.Backing;
import dev.hmmbench.physmem.Pagemap;
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
 * What does it cost to make a device's memory known to the kernel, and to take that back? One
 * sample creates one pagemap of {@link #sizeBytes} and removes it again, while {@link #others}
 * pagemaps of 128 MiB each are there. The phases of both are timed apart, and creation and removal
 * are parts with a ratio of their own.
 *
 * <p>With {@link Backing#POOLED} all memory was touched before; with {@link Backing#FRESH} the
 * operating system takes it away before each sample, so that its page faults are part of the
 * creation.
 *
 * <p>Does not show the grace periods that the kernel waits for (they are counted, not slept), nor
 * what a driver does with the new pages.
 *
 * <p>{@code ./hmmbench run --rows create}, or {@code ./hmmbench jmh -- CreateBenchmark -p
 * model=legacy,devprivate}.
 */
@State(Scope.Benchmark)
public class CreateBenchmark extends MeasuredFork {

    /** Name of the model. */
    @Param({"legacy", "devprivate"})
    public String model = "";

    /** Bytes of device memory: 256 MiB to 16 GiB, and 128 MiB for a quick look. */
    @Param({"268435456", "1073741824", "4294967296", "17179869184"})
    public long sizeBytes;

    /** Pagemaps of 128 MiB that are there already. */
    @Param({"0", "63"})
    public int others;

    /** Whether the memory below was touched before. */
    @Param({"POOLED"})
    public Backing backing = Backing.POOLED;

    private final PhaseTimer timer = new PhaseTimer();
    private final FirstMeasured firstMeasured = new FirstMeasured();
    private @Nullable OpenedModel opened;
    private PagemapRequest request = OpenedModel.request(1);
    private long nrSamples;

    @Override
    public long operationsPerSample() {
        return 1;
    }

    @Override
    public long memoryBytes() {
        return OpenedModel.memoryBytes(structPageBytes());
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        OpenedModel made = OpenedModel.open(model, structPageBytes(), backing);
        opened = made;
        made.addPagemaps(others, OpenedModel.SECTION_BYTES);
        request = OpenedModel.request(sizeBytes);
        nrSamples = 0;
    }

    /**
     * Takes the memory away again where the next creation shall find it untouched: milliseconds.
     */
    @Setup(Level.Invocation)
    public void beforeSample() {
        if (backing == Backing.FRESH) {
            opened().memory().discardFreeBlocks();
        }
    }

    /** Creates and removes one pagemap; returns its first number. */
    @Benchmark
    public long createAndRemove() {
        Lifecycle lifecycle = opened().model().lifecycle();
        Pagemap pagemap = lifecycle.create(request, timer);
        timer.stop();
        lifecycle.remove(pagemap, timer);
        timer.stop();
        timer.log().endSample();
        nrSamples++;
        return pagemap.firstNumber();
    }

    @Override
    public void work() {
        beforeSample();
        createAndRemove();
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
    }

    @Override
    public Counters counters() {
        return opened().model().counters();
    }

    private OpenedModel opened() {
        return Objects.requireNonNull(opened);
    }

    private long structPageBytes() {
        return OpenedModel.structPageBytes(sizeBytes)
                + others * OpenedModel.structPageBytes(OpenedModel.SECTION_BYTES);
    }
}
