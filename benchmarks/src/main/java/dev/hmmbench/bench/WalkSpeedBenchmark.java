package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.MapleTree;
import dev.hmmbench.lib.MapleWalk;
import dev.hmmbench.lib.TreeMode;
import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Memory;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How close does the walk through the maple tree come to the same walk in C, over the very nodes
 * that Java built? Random keys in {@link #ranges} touching ranges, pivots compared one after the
 * other as the kernel does.
 *
 * <p>{@code ./hmmbench run --rows speed.walk}.
 */
@State(Scope.Benchmark)
public class WalkSpeedBenchmark extends SpeedBenchmark {

    /** Walks of one sample. */
    private static final int BATCH = 1 << 16;
    private static final long RANGE_BYTES = 16L << 20;
    private static final long NODE_BYTES = 256;
    private static final long SEED = 64;

    /** Ranges in the tree, as many as there are pagemaps. */
    @Param({"1", "8", "64", "512", "4096"})
    public int ranges;

    private @Nullable MapleTree tree;
    /** The reference to the root, then the keys. */
    private @Nullable Mapping rootAndKeys;
    private final long[] keys = new long[BATCH];
    private long expected;

    @Override
    public long operationsPerSample() {
        return BATCH;
    }

    @Override
    public long memoryBytes() {
        return (BATCH + 1L) * Long.BYTES
                + (long) MapleTree.DEFAULT_CAPACITY_NODES * NODE_BYTES;
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        MapleTree made = new MapleTree(TreeMode.IN_PLACE, new Counters());
        for (int i = 0; i < ranges; i++) {
            long first = made.allocRange(valueOf(i), RANGE_BYTES, 0, Long.MAX_VALUE);
            if (first != i * RANGE_BYTES) {
                throw new AssertionError("range " + i + " begins at " + first);
            }
        }
        tree = made;
        drawKeys(made.rootReference());
        bind("sum_walks", 5);
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        long sum = runJava();
        Objects.requireNonNull(tree).close();
        Objects.requireNonNull(rootAndKeys).close();
        checkRan();
        if (sum != expected) {
            throw new AssertionError("values add up to " + sum + ", not " + expected);
        }
    }

    @Override
    long runJava() {
        return sumWalks(Objects.requireNonNull(tree).reader(), keys);
    }

    @Override
    long runC() {
        MapleTree walked = Objects.requireNonNull(tree);
        return callC(walked.arenaAddress(),
                walked.arenaBytes() - NODE_BYTES, rootCell(), rootCell() + Long.BYTES, BATCH);
    }

    private long rootCell() {
        return Objects.requireNonNull(rootAndKeys).address();
    }

    private void drawKeys(long rootReference) {
        rootAndKeys = Mapping.map((BATCH + 1L) * Long.BYTES, Mapping.Pages.HUGE);
        Memory.putLong(rootCell(), rootReference);
        SplittableRandom random = new SplittableRandom(SEED);
        expected = 0;
        for (int i = 0; i < BATCH; i++) {
            keys[i] = random.nextLong(ranges * RANGE_BYTES);
            expected += valueOf((int) (keys[i] / RANGE_BYTES));
            Memory.putLong(rootCell() + (i + 1L) * Long.BYTES, keys[i]);
        }
    }

    private static long valueOf(int range) {
        return 0x1000L * (range + 1);
    }

    /** In a method of its own, so that it is compiled as a whole. */
    private static long sumWalks(MapleWalk tree, long[] keys) {
        long sum = 0;
        for (long key : keys) {
            sum += tree.load(key);
        }
        return sum;
    }
}
