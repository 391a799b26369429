package dev.hmmbench.bench;

import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.memory.StructPages;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How close does the initialisation of struct pages come to the same loop compiled by gcc -O2? The
 * loop that both designs create pagemaps with, over {@link #pages} struct pages that were touched
 * before: 16,384 fit an L2 cache of 1 MiB, 1,048,576 (64 MiB) no cache.
 *
 * <p>{@code ./hmmbench run --rows speed.init}.
 */
@State(Scope.Benchmark)
public class InitSpeedBenchmark extends SpeedBenchmark {

    private static final long FLAGS = PageFlags.zoneDevice(0);
    private static final long PGMAP = 0x1000;
    /** A sample initialises at least so many pages, in several passes where it has fewer. */
    private static final int MIN_PAGES = 1 << 17;

    /** Struct pages that are initialised. */
    @Param({"16384", "1048576"})
    public int pages;

    private @Nullable Mapping mapping;
    private long firstPage;

    @Override
    public long operationsPerSample() {
        return (long) pages * passes();
    }

    @Override
    public long memoryBytes() {
        return (long) pages * StructPage.SIZE_BYTES;
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        Mapping made = Mapping.map(memoryBytes(), Mapping.Pages.HUGE);
        made.touch();
        mapping = made;
        firstPage = made.address();
        bind("init_struct_pages", 4);
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        long bad = StructPages.findNotInitialised(firstPage, pages, FLAGS, PGMAP);
        Objects.requireNonNull(mapping).close();
        checkRan();
        if (bad != -1) {
            throw new AssertionError("struct page " + bad + " was not initialised");
        }
    }

    @Override
    long runJava() {
        for (int pass = 0; pass < passes(); pass++) {
            StructPages.initialiseZoneDevice(firstPage, pages, FLAGS, PGMAP);
        }
        return pages;
    }

    @Override
    long runC() {
        long done = 0;
        for (int pass = 0; pass < passes(); pass++) {
            done = callC(firstPage, pages, FLAGS, PGMAP);
        }
        return done;
    }

    private int passes() {
        return Math.max(1, MIN_PAGES / pages);
    }
}
