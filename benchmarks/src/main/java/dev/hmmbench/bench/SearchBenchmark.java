package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.model.SearchMode;
import dev.hmmbench.platform.Hole;
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
public class SearchBenchmark extends SampledFork {

    /** What lies at the top of the physical space. */
    public enum Top {
        /** Nothing. */
        FREE,
        /** An empty PCI window of 8 TiB, as OVMF makes it in a VM of 46 bits. */
        WINDOW
    }

    private static final long CHUNK_BYTES = 256L << 20;
    private static final long WINDOW_BYTES = 8L << 40;
    /**
     * Operations of a sample, so that it takes 5 us or more in both designs: many where both are
     * quick, few where the legacy search takes milliseconds and the tree does not.
     */
    private static final int OPERATIONS_EMPTY = 256;
    private static final int OPERATIONS_FEW = 64;
    private static final int OPERATIONS_MANY = 16;
    private static final int OPERATIONS_SLOWEST = 8;
    private static final int FEW = 64;
    private static final int MANY = 1024;

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
        if (top == Top.FREE && others == 0) {
            return OPERATIONS_EMPTY;
        }
        if (top == Top.FREE && others < FEW) {
            return OPERATIONS_FEW;
        }
        return others < MANY ? OPERATIONS_MANY : OPERATIONS_SLOWEST;
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
        throw new IllegalStateException("the machine has no room for one more chunk of 256 MiB");
    }

    private Machine machine() {
        Machine machine = OpenedModel.machine();
        return top == Top.FREE ? machine : withWindow(machine);
    }

    /** Returns the machine with 8 TiB, or half, of its highest hole taken, from the hole's end. */
    static Machine withWindow(Machine machine) {
        Hole highest = Hole.of(machine.newResourceTree(new Counters()), machine.limits()).reversed()
                .stream().filter(hole -> hole.usableBytes() >= 2 * CHUNK_BYTES).findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the machine has no room for a window and a chunk of 256 MiB"));
        long windowBytes = Math.min(WINDOW_BYTES, highest.usableBytes() / 2);
        IomemEntry window = new IomemEntry("PCI Bus 0000:00",
                highest.range().end() - windowBytes, highest.range().end() - 1, 0);
        List<IomemEntry> entries = new ArrayList<>(machine.entries());
        int place = 0;
        while (place < entries.size() && Long.compareUnsigned(
                entries.get(place).start(), window.start()) < 0) {
            place++;
        }
        entries.add(place, window);
        return new Machine(machine.name() + " with a window", entries, machine.limits());
    }
}
