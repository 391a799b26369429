package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.device.FolioSize;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.physmem.Backing;
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
 * What does a whole operation of the mm cost on a buffer of 4 KiB pages of which so many lie on a
 * device? One sample does the operation once on all of the buffer; figures are per page. What must
 * be done before it can be done again is done between samples and not measured.
 *
 * <p>{@link #others} pagemaps of 128 MiB were registered before the device, so that it is the last
 * one in the tree. Device pages hold no data, as in the recorded kernels: the core's work alone.
 *
 * <p>Does not show copying, devices' page tables, or contention. After the first fork a device page
 * stays read-only in its process, so that later forks find nothing to weaken.
 *
 * <p>{@code ./hmmbench run --suite full --rows 'device|ram|proc'}.
 */
@State(Scope.Benchmark)
public class OperationBenchmark extends SampledFork {

    /** Bytes of device memory that a pagemap of the recorded kernels had. */
    private static final long OTHER_BYTES = OpenedModel.SECTION_BYTES;

    /** Name of the model. */
    @Param({"legacy", "devprivate"})
    public String model = "";

    /** What is done. */
    @Param({"FAULT"})
    public Operation operation = Operation.FAULT;

    /** Bytes of the buffer. */
    @Param({"16777216"})
    public long sizeBytes;

    /** How many of a hundred pages lie on the device. */
    @Param({"100"})
    public int devicePercent = 100;

    /** Pagemaps of 128 MiB that were there before the device. */
    @Param({"0"})
    public int others;

    /** Pages that migrate at once. */
    @Param({"512"})
    public int batchPages = 512;

    /** Processes that share the buffer from the start, so that each page has one mapping more. */
    @Param({"0"})
    public int children;

    private final LatencyLog latencies = new LatencyLog();
    private @Nullable OpenedModel opened;
    private @Nullable OperationWorld world;
    private long nrSamples;
    private boolean isPrepared;

    @Override
    public final long operationsPerSample() {
        return nrPages() / folioSize().nrPages();
    }

    @Override
    public long memoryBytes() {
        return OpenedModel.memoryBytes(neededBytes());
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        OpenedModel made = OpenedModel.open(model, neededBytes(), Backing.POOLED);
        made.addPagemaps(others, OTHER_BYTES);
        opened = made;
        world = new OperationWorld(made, sizeBytes, devicePercent, batchPages, children,
                folioSize(), latencies.of("fault"));
        prepareSample();
        nrSamples = 0;
    }

    @Override
    void forgetSamples() {
        latencies.clear();
    }

    /** Makes the operation possible again. */
    @Override
    void prepareSample() {
        Untimed.run(() -> operation.prepare(world()));
        isPrepared = true;
    }

    /** Does the operation once; returns how many pages it handled: all of them. */
    @Benchmark
    public long operate() {
        long handled = operation.run(world());
        if (handled != nrPages()) {
            throw new AssertionError(operation + " handled " + handled + " of "
                    + nrPages() + " pages");
        }
        isPrepared = false;
        nrSamples++;
        return handled;
    }

    @Override
    public void work() {
        if (!isPrepared) {
            prepareSample();
        }
        operate();
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        if (operation == Operation.FAULT) {
            LatencyLog.wantedFile().ifPresent(latencies::write);
        }
        world().close();
        Objects.requireNonNull(opened).close();
        if (nrSamples == 0) {
            throw new AssertionError("no operation was done");
        }
    }

    @Override
    public Counters counters() {
        return Objects.requireNonNull(opened).model().counters();
    }

    /** Returns of what size the folios of buffer and device are. */
    FolioSize folioSize() {
        return FolioSize.BASE;
    }

    private long nrPages() {
        return sizeBytes / Vma.PAGE_BYTES;
    }

    private OperationWorld world() {
        return Objects.requireNonNull(world);
    }

    /** The buffer, a copy of it for the way back, page tables, and struct pages. */
    private long neededBytes() {
        return 3 * sizeBytes + OpenedModel.structPageBytes(sizeBytes)
                + others * OpenedModel.structPageBytes(OTHER_BYTES)
                + (children + 2L) * Math.max(sizeBytes / 256, 64 << 10);
    }
}
