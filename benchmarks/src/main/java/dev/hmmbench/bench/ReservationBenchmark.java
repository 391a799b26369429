package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.model.SearchMode;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.platform.PageTableLevels;
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
 * What does a reservation or a release cost while devices of odd sizes come and go? One sample
 * takes {@link #steps} steps of the {@link DeviceSequence} of one seed from an empty space, and
 * releases what is left at its end. Numbers alone: no struct page is touched.
 *
 * <p>Sizes from 1 MiB to 64 GiB, about 700 GiB at a time: in a space of one TiB holes matter, in
 * that of the machine they do not.
 *
 * <p>Does not show that the legacy search holds the resource lock for all that time. Which requests
 * are refused, and what holes are left, is counted exactly by {@code ./hmmbench platforms}.
 *
 * <p>{@code ./hmmbench run --suite full --rows ^churn}.
 */
@State(Scope.Benchmark)
public class ReservationBenchmark extends SampledFork {

    /** How large the physical space is. */
    public enum Space {
        /** One TiB: a CPU of 40 address bits. */
        CROWDED,
        /** That of the machine. */
        ROOMY
    }

    /** Seed of the sequence, that of the exact curves. */
    public static final long SEED = 1;
    /** Device memory around which the sequence hovers, in bytes. */
    public static final long TARGET_BYTES = 700L << 30;

    private static final int CROWDED_PHYS_BITS = 40;

    /** Name of the model. */
    @Param({"legacy", "devprivate"})
    public String model = "";

    /** How large the physical space is. */
    @Param({"CROWDED", "ROOMY"})
    public Space space = Space.CROWDED;

    /** Creations and removals of one sample together. */
    @Param({"4000"})
    public int steps;

    private final List<PlacementOutcome.Placed> live = new ArrayList<>();
    private @Nullable DeviceSequence sequence;
    private @Nullable Placement placement;
    private long nrPlaced;

    @Override
    public long operationsPerSample() {
        return steps;
    }

    @Override
    public long memoryBytes() {
        return 0;
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        sequence = new DeviceSequence(SEED, steps, TARGET_BYTES);
        Machine machine = OpenedModel.machine();
        Placement opened = Models.onClassPath().placement(model,
                space == Space.CROWDED ? crowded(machine) : machine);
        opened.setSearch(SearchMode.KERNEL);
        placement = opened;
        nrPlaced = 0;
    }

    /** Returns a machine's map under a CPU of 40 address bits. */
    public static Machine crowded(Machine machine) {
        return machine.withLimits(Limits.x86(CROWDED_PHYS_BITS, PageTableLevels.FOUR));
    }

    /** Takes all steps and releases what is left; returns how many devices found numbers. */
    @Benchmark
    public long reserveAndRelease() {
        DeviceSequence drawn = Objects.requireNonNull(sequence);
        Placement current = Objects.requireNonNull(placement);
        long liveBytes = 0;
        long placed = 0;
        for (int step = 0; step < drawn.nrSteps(); step++) {
            if (!drawn.isCreation(step, liveBytes)) {
                PlacementOutcome.Placed gone = live.remove(drawn.victim(step, live.size()));
                current.release(gone);
                liveBytes -= gone.requestedBytes();
            } else if (current.reserve(drawn.sizeBytes(step))
                    instanceof PlacementOutcome.Placed found) {
                live.add(found);
                liveBytes += found.requestedBytes();
                placed++;
            }
        }
        for (PlacementOutcome.Placed left : live) {
            current.release(left);
        }
        live.clear();
        nrPlaced += placed;
        return placed;
    }

    @Override
    public void work() {
        reserveAndRelease();
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        if (nrPlaced == 0) {
            throw new AssertionError("no device found numbers");
        }
    }

    @Override
    public Counters counters() {
        return Objects.requireNonNull(placement).counters();
    }
}
