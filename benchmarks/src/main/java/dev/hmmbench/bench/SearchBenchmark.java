package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.model.SearchMode;
import dev.hmmbench.platform.IomemEntry;
import dev.hmmbench.platform.Machine;
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
 * What does it cost to find numbers for one more chunk of 256 MiB, where the space is empty, behind
 * a PCI window of 8 TiB at its top, or behind {@link #others} chunks that are there already? One
 * operation reserves the chunk and releases it again, without any backing.
 *
 * <p>Measures the kernel's own search; what was there before was placed by the fast one. The
 * counters of the row say how many candidates and regions, or tree nodes, an operation visits.
 *
 * <p>Does not show that the legacy search holds the resource lock for all that time.
 *
 * <p>{@code ./hmmbench run --rows search}.
 */
@State(Scope.Benchmark)
public class SearchBenchmark extends MeasuredFork {

    /** What lies at the top of the physical space. */
    public enum Top {
        /** Nothing. */
        FREE,
        /** An empty PCI window of 8 TiB, as OVMF makes it in a VM of 46 bits. */
        WINDOW
    }

    private static final long CHUNK_BYTES = 256L << 20;
    private static final long WINDOW_START = 56L << 40;
    private static final long WINDOW_LAST = (64L << 40) - 1;
    /**
     * Operations of a sample: 5 us and more where both designs are quick; few where the legacy
     * search takes milliseconds and the tree does not.
     */
    private static final int OPERATIONS_QUICK = 64;
    private static final int OPERATIONS_SLOW = 4;

    /** Name of the model. */
    @Param({"legacy", "devprivate"})
    public String model = "";

    /** What lies at the top of the physical space. */
    @Param({"FREE", "WINDOW"})
    public Top top = Top.FREE;

    /** Chunks that are there already; 4,095 for the last of 4,096. */
    @Param({"0", "63", "511", "4095"})
    public int others;

    private @Nullable Placement placement;
    private long lastStart;

    @Override
    public long operationsPerSample() {
        return top == Top.FREE && others == 0 ? OPERATIONS_QUICK : OPERATIONS_SLOW;
    }

    @Override
    public long memoryBytes() {
        return 0;
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        Placement made = Models.onClassPath().placement(model, machine());
        for (int chunk = 0; chunk < others; chunk++) {
            reserve(made);
        }
        made.setSearch(SearchMode.KERNEL);
        placement = made;
        lastStart = -1;
    }

    /** Reserves and releases one chunk, as often as a sample holds; returns where it was. */
    @Benchmark
    public long reserveAndRelease() {
        Placement current = Objects.requireNonNull(placement);
        for (long operation = operationsPerSample(); operation > 0; operation--) {
            PlacementOutcome.Placed placed = reserve(current);
            lastStart = placed.startByte();
            current.release(placed);
        }
        return lastStart;
    }

    @Override
    public void work() {
        reserveAndRelease();
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        if (lastStart < 0) {
            throw new AssertionError("no chunk was placed");
        }
    }

    @Override
    public Counters counters() {
        return Objects.requireNonNull(placement).counters();
    }

    private static PlacementOutcome.Placed reserve(Placement placement) {
        if (placement.reserve(CHUNK_BYTES) instanceof PlacementOutcome.Placed placed) {
            return placed;
        }
        throw new AssertionError("a chunk of 256 MiB does not fit");
    }

    private Machine machine() {
        Machine machine = Machine.reference();
        if (top == Top.FREE) {
            return machine;
        }
        List<IomemEntry> entries = new ArrayList<>(machine.entries());
        entries.add(new IomemEntry("PCI Bus 0000:00", WINDOW_START, WINDOW_LAST, 0));
        return new Machine("reference with a window of 8 TiB", entries, machine.limits());
    }
}
