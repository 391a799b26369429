package dev.hmmbench.bench;

import java.util.List;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import java.util.concurrent.TimeUnit;

/**
 * How a benchmark's virtual machine is started and how long it measures, unless the runner says
 * otherwise; every benchmark of this package extends it.
 *
 * <p>One thread samples one batch after the other. The heap is small and touched beforehand,
 * because what is measured lies outside it. The accessors of off-heap memory are forced inline:
 * where a loop is compiled before their profile is ripe, C2 refuses to inline one of them and that
 * fork stays several times slower for its whole life.
 *
 * <p>The steps that the mm takes for each page of an operation are compiled on their own, not into
 * each of their callers again: else the compiler needs twice as long and gives up inside the large
 * ones, in some forks here and in some there. A call per page is less than one percent.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(1)
@Fork(value = 5, jvmArgs = {
    MeasuredFork.HEAP_MIN, MeasuredFork.HEAP_MAX, MeasuredFork.COLLECTOR, MeasuredFork.PRETOUCH,
    MeasuredFork.NATIVE_ACCESS, MeasuredFork.UNSAFE_ACCESS, MeasuredFork.QUIET,
    MeasuredFork.INLINE_MEMORY, MeasuredFork.INLINE_COUNTERS, MeasuredFork.INLINE_WALK_COUNT,
    MeasuredFork.INLINE_WALK_CHECK,
    MeasuredFork.ALONE_COLLECT, MeasuredFork.ALONE_UNMAP, MeasuredFork.ALONE_MOVE,
    MeasuredFork.ALONE_REMAP, MeasuredFork.ALONE_FAULT, MeasuredFork.ALONE_ALLOCATE,
    MeasuredFork.ALONE_FREE
})
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public abstract class MeasuredFork implements Workload {

    /** Smallest heap. */
    public static final String HEAP_MIN = "-Xms128m";
    /** Largest heap. */
    public static final String HEAP_MAX = "-Xmx128m";
    /** A collector without barriers in loads and without threads of its own between collections. */
    public static final String COLLECTOR = "-XX:+UseParallelGC";
    /** Takes the page faults of the heap out of the timing. */
    public static final String PRETOUCH = "-XX:+AlwaysPreTouch";
    /** Lets the memory package call the C library without a warning. */
    public static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";
    /** JMH 1.37 uses Unsafe; without this every fork prints a warning. */
    public static final String UNSAFE_ACCESS = "--sun-misc-unsafe-memory-access=allow";
    /** Keeps the compiler commands below out of the fork's output. */
    public static final String QUIET = "-XX:CompileCommand=quiet";
    /** Inlines the accessors of struct pages and of raw memory. */
    public static final String INLINE_MEMORY =
            "-XX:CompileCommand=inline,dev.hmmbench.memory.*::*";
    /** Inlines the switched-off event counters. */
    public static final String INLINE_COUNTERS =
            "-XX:CompileCommand=inline,dev.hmmbench.count.*::*";

    /** Inlines what the walks of a tree count, as nothing without counters. */
    public static final String INLINE_WALK_COUNT =
            "-XX:CompileCommand=inline,*Walk::count";
    /** Inlines the check of a node that may have been freed, taken once a node. */
    public static final String INLINE_WALK_CHECK =
            "-XX:CompileCommand=inline,dev.hmmbench.lib.MapleWalk::isStale";

    /** What begins an argument that keeps methods from being compiled into their callers. */
    public static final String ALONE = "-XX:CompileCommand=dontinline,dev.hmmbench.";
    /** What is done for each entry that a migration collects. */
    public static final String ALONE_COLLECT = ALONE + "mm.MigrateCollect::collectEntry";
    /** What is done for each folio that a migration takes out. */
    public static final String ALONE_UNMAP = ALONE + "mm.MigrateUnmap::unmapPage";
    /** What is done for each folio that moves. */
    public static final String ALONE_MOVE = ALONE + "mm.MigratePages::migrateFolio";
    /** What is done for each mapping that is put back. */
    public static final String ALONE_REMAP = ALONE + "mm.MigrationEntries::removeOne";
    /** The kinds of faults. */
    public static final String ALONE_FAULT = ALONE + "mm.FaultHandler::*";
    /** Allocation of a page. */
    public static final String ALONE_ALLOCATE = ALONE + "physmem.PageAllocator::allocate";
    /** The way back. */
    public static final String ALONE_FREE = ALONE + "physmem.PageAllocator::free";

    /** All arguments of a measured virtual machine, in order. */
    public static final List<String> ARGUMENTS = List.of(HEAP_MIN, HEAP_MAX, COLLECTOR, PRETOUCH,
            NATIVE_ACCESS, UNSAFE_ACCESS, QUIET, INLINE_MEMORY, INLINE_COUNTERS, INLINE_WALK_COUNT,
            INLINE_WALK_CHECK, ALONE_COLLECT, ALONE_UNMAP, ALONE_MOVE, ALONE_REMAP, ALONE_FAULT,
            ALONE_ALLOCATE, ALONE_FREE);

    /** For benchmarks. */
    protected MeasuredFork() {}
}
