package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.device.FolioSize;
import dev.hmmbench.device.MinimalDriver;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.Advice;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Cpu;
import dev.hmmbench.mm.MigrateVma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.physmem.Backing;
import java.util.Arrays;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to migrate anonymous memory to a device and back? One sample takes {@link
 * #sizeBytes} of 4 KiB pages to the device and back to RAM, in batches of 512 pages as drivers do;
 * both halves are parts with a ratio of their own, and the latency of each batch goes into the
 * fork's {@code .hlog}, tagged {@code to-device} and {@code to-system}. Content is really copied.
 *
 * <p>{@link #others} pagemaps of 128 MiB were registered before the device, so that it is the last
 * one in the tree. Legacy walks no tree here, the series three times a page to the device and six
 * back.
 *
 * <p>Does not show a real device: its page tables and its DMA are left out, the processor copies.
 *
 * <p>{@code ./hmmbench run --rows migrate}.
 */
@State(Scope.Benchmark)
public class MigrateBenchmark extends SampledFork {

    private static final int BATCH_PAGES = 512;
    private static final long BATCH_BYTES = BATCH_PAGES * Vma.PAGE_BYTES;
    private static final long OWNER = 7;

    /** Name of the model. */
    @Param({"legacy", "devprivate"})
    public String model = "";

    /** Bytes that migrate: 64 KiB to 64 MiB. */
    @Param({"65536", "1048576", "16777216", "67108864"})
    public long sizeBytes;

    /** Pagemaps of 128 MiB that were there before the device. */
    @Param({"0", "63"})
    public int others;

    private final LatencyLog latencies = new LatencyLog();
    private final Histogram toDevice = latencies.of(Direction.TO_DEVICE.label);
    private final Histogram toSystem = latencies.of(Direction.TO_SYSTEM.label);
    private @Nullable World world;
    private final PhaseLog phases = new PhaseLog(Arrays.stream(Direction.values())
            .map(direction -> new PhaseLog.Column(direction.label, direction.label)).toList());
    private long nrSamples;

    @Override
    public long operationsPerSample() {
        return sizeBytes / Vma.PAGE_BYTES;
    }

    @Override
    public long memoryBytes() {
        return OpenedModel.memoryBytes(neededBytes());
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        OpenedModel opened = OpenedModel.open(model, neededBytes(), Backing.POOLED);
        opened.addPagemaps(others, OpenedModel.SECTION_BYTES);
        world = new World(opened, sizeBytes, folioSize());
        nrSamples = 0;
    }

    @Override
    void forgetSamples() {
        latencies.clear();
        phases.clear();
    }

    /** Migrates all of it there and back; returns how many migrations succeeded. */
    @Benchmark
    public long roundTrip() {
        World here = Objects.requireNonNull(world);
        long startNs = System.nanoTime();
        int there = here.migrate(Direction.TO_DEVICE, toDevice);
        long middleNs = System.nanoTime();
        int back = here.migrate(Direction.TO_SYSTEM, toSystem);
        long endNs = System.nanoTime();
        phases.add(Direction.TO_DEVICE.ordinal(), middleNs - startNs);
        phases.add(Direction.TO_SYSTEM.ordinal(), endNs - middleNs);
        phases.endSample();
        if (there != back || there != operationsPerSample()) {
            throw new AssertionError(there + " pages migrated to the device and " + back
                    + " back, of " + operationsPerSample());
        }
        nrSamples++;
        return there + back;
    }

    @Override
    public void work() {
        roundTrip();
    }

    /** Hands both halves of the typical sample so far to the runner. */
    @TearDown(Level.Iteration)
    public void publishPhases() {
        phases.publish(ForkMetrics.percentile());
    }

    @TearDown(Level.Trial)
    @Override
    public void tearDown() {
        LatencyLog.wantedFile().ifPresent(latencies::write);
        Objects.requireNonNull(world).close();
        if (nrSamples == 0) {
            throw new AssertionError("nothing migrated");
        }
    }

    @Override
    public Counters counters() {
        return Objects.requireNonNull(world).opened.model().counters();
    }

    /** Returns of what size the folios of buffer and device are. */
    FolioSize folioSize() {
        return FolioSize.BASE;
    }

    /** Source, the device's copy, the target of the way back, and struct pages. */
    private long neededBytes() {
        return 3 * sizeBytes + OpenedModel.structPageBytes(sizeBytes)
                + others * OpenedModel.structPageBytes(OpenedModel.SECTION_BYTES);
    }

    /** Where pages go; the label names phase and histogram. */
    private enum Direction {
        TO_DEVICE("to-device"),
        TO_SYSTEM("to-system");

        private final String label;

        Direction(String label) {
            this.label = label;
        }
    }

    /** A booted kernel with one device and one process, whose pages hold a pattern. */
    private static final class World implements AutoCloseable {

        private static final long PATTERN = 0x5eed_0000_0000L;

        private final OpenedModel opened;
        private final CoreMm core;
        private final MinimalDriver driver;
        private final AddressSpace mm;
        private final Cpu cpu;
        private final Vma vma;
        private final MigrateVma migrate;

        World(OpenedModel opened, long sizeBytes, FolioSize folioSize) {
            this.opened = opened;
            this.core = new CoreMm(opened.memory(), opened.model());
            this.driver = new MinimalDriver(
                    core, sizeBytes, MinimalDriver.Content.COPIED, OWNER, folioSize);
            this.mm = core.newAddressSpace();
            this.cpu = new Cpu(core);
            this.vma = mm.mmap(sizeBytes, VmFlags.READ_WRITE);
            this.migrate = new MigrateVma(core, BATCH_PAGES);
            if (folioSize == FolioSize.HUGE) {
                mm.madvise(vma.start(), sizeBytes, Advice.HUGEPAGE);
            }
            for (long at = vma.start(); at < vma.end(); at += Vma.PAGE_BYTES) {
                cpu.storeLong(mm, at, PATTERN + at);
            }
        }

        /** Migrates everything, batch by batch; returns how many pages migrated. */
        int migrate(Direction direction, Histogram latencies) {
            int migrated = 0;
            for (long from = vma.start(); from < vma.end(); from += BATCH_BYTES) {
                long to = Math.min(vma.end(), from + BATCH_BYTES);
                long startNs = System.nanoTime();
                long stamp = mm.lockRead();
                migrated += direction == Direction.TO_DEVICE
                        ? driver.migrateToDevice(migrate, vma, from, to)
                        : driver.migrateToSystem(migrate, vma, from, to);
                mm.unlockRead(stamp);
                LatencyLog.record(latencies, System.nanoTime() - startNs);
            }
            return migrated;
        }

        /** Checks that no byte was lost on the way and gives everything back. */
        @Override
        public void close() {
            for (long at = vma.start(); at < vma.end(); at += Vma.PAGE_BYTES) {
                long found = cpu.loadLong(mm, at);
                if (found != PATTERN + at) {
                    throw new AssertionError("0x" + Long.toHexString(found) + " at 0x"
                            + Long.toHexString(at) + " after migration");
                }
            }
            mm.close();
            driver.close();
            core.close();
            opened.close();
        }
    }
}
