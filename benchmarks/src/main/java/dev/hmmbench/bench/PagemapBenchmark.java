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

/**
 * Creation and removal of pagemaps: one sample creates them one after the other and removes them
 * again. The phases of both are timed apart, and creation and removal are parts with a ratio of
 * their own.
 *
 * <p>With touched memory ({@link Backing#isTouched}) no sample pays this machine's page faults;
 * with fresh memory the operating system takes it away before each sample, so that its page faults
 * are part of the creation.
 *
 * <p>Does not show the grace periods that the kernel waits for (they are counted, not slept), nor
 * what a driver does with the new pages or between creations.
 */
@State(Scope.Benchmark)
public abstract class PagemapBenchmark extends SampledFork {

    /** Name of the model. */
    @Param({"legacy", "devprivate"})
    public String model = "";

    /** In what state, and in which pages of this machine, the memory below is. */
    @Param({"POOLED"})
    public Backing backing = Backing.POOLED;

    private final PhaseTimer timer = new PhaseTimer();
    private final List<PagemapRequest> requests = new ArrayList<>();
    private final List<Pagemap> made = new ArrayList<>();
    private @Nullable OpenedModel opened;
    private long nrSamples;

    /** For the benchmarks. */
    protected PagemapBenchmark() {}

    @Override
    public final long operationsPerSample() {
        return sizes().size();
    }

    @Override
    public final long memoryBytes() {
        return OpenedModel.memoryBytes(structPageBytes());
    }

    @Setup(Level.Trial)
    @Override
    public final void setUp() {
        OpenedModel model = OpenedModel.open(this.model, structPageBytes(), backing);
        opened = model;
        model.addPagemaps(nrOthers(), OpenedModel.SECTION_BYTES);
        requests.clear();
        sizes().forEach(sizeBytes -> requests.add(OpenedModel.request(sizeBytes)));
        nrSamples = 0;
    }

    /** Takes fresh memory away again, so that the next creation finds it untouched. */
    @Override
    final void prepareSample() {
        if (!backing.isTouched()) {
            Untimed.run(opened().memory()::discardFreeBlocks);
        }
    }

    /** Creates all pagemaps and removes them; returns the last one's first number. */
    @Benchmark
    public long createAndRemove() {
        Lifecycle lifecycle = opened().model().lifecycle();
        for (PagemapRequest request : requests) {
            made.add(lifecycle.create(request, timer));
        }
        long last = made.getLast().firstNumber();
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
    public final void work() {
        prepareSample();
        createAndRemove();
    }

    /**
     * Creates the first of a sample's pagemaps and removes it, and returns the events of each
     * phase, in the order of time. For virtual machines that count.
     */
    public final List<PhaseStep> countByPhase() {
        Lifecycle lifecycle = opened().model().lifecycle();
        PhaseCounter counter = new PhaseCounter(counters());
        Pagemap pagemap = lifecycle.create(requests.getFirst(), counter);
        counter.stop();
        lifecycle.remove(pagemap, counter);
        counter.stop();
        return counter.steps();
    }

    /** Hands the phases of the typical sample so far to the runner. */
    @TearDown(Level.Iteration)
    public final void publishPhases() {
        timer.log().publish(ForkMetrics.percentile());
    }

    @TearDown(Level.Trial)
    @Override
    public final void tearDown() {
        if (nrSamples == 0) {
            throw new AssertionError("no pagemap was created");
        }
        opened().close();
    }

    @Override
    public final Counters counters() {
        return opened().model().counters();
    }

    /** Returns bytes of device memory of each pagemap of a sample; depends on parameters alone. */
    abstract List<Long> sizes();

    /** Returns how many pagemaps of 128 MiB are there already. */
    abstract int nrOthers();

    @Override
    final void forgetSamples() {
        timer.log().clear();
    }

    private OpenedModel opened() {
        return Objects.requireNonNull(opened);
    }

    private long structPageBytes() {
        return sizes().stream().mapToLong(OpenedModel::structPageBytes).sum()
                + nrOthers() * OpenedModel.structPageBytes(OpenedModel.SECTION_BYTES);
    }
}
