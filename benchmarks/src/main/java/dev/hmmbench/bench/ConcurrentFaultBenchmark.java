package dev.hmmbench.bench;

import dev.hmmbench.count.Counters;
import dev.hmmbench.device.MinimalDriver;
import dev.hmmbench.device.MinimalDriver.Content;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Cpu;
import dev.hmmbench.mm.MigrateVma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.physmem.Backing;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Do page faults of several threads of one process disturb one another, and does a creation or
 * removal disturb them? Each worker takes 2 MiB of its own to the device and faults them back, page
 * by page; figures count pages that went there and back. Workers share the mmap lock (for reading),
 * the page allocator and the device's free pages; device pages hold no data.
 *
 * <p>Beside creation and removal the tree of the series as posted fails; those rows run its RCU
 * variant.
 *
 * <p>{@code ./hmmbench run --suite full --rows concurrent.fault}.
 */
public class ConcurrentFaultBenchmark extends ConcurrentBenchmark {

    private static final int NR_PAGES = 512;
    private static final long BYTES = NR_PAGES * Vma.PAGE_BYTES;
    private static final long OWNER = 7;

    private @Nullable OpenedModel opened;
    private @Nullable CoreMm core;
    private @Nullable MinimalDriver driver;
    private @Nullable AddressSpace mm;

    /** One thread of the process, with a buffer of its own. */
    @State(Scope.Thread)
    public static class Worker extends ConcurrentWorker {

        private @Nullable Cpu cpu;
        private @Nullable MigrateVma migrate;
        private @Nullable Vma vma;

        /** Maps the buffer and stores to every page. */
        @Setup(Level.Trial)
        public void begin(ConcurrentFaultBenchmark row) {
            reportTo(row.nrSamples());
            cpu = new Cpu(made(row.core));
            migrate = new MigrateVma(made(row.core), NR_PAGES);
            Vma mapped = made(row.mm).mmap(BYTES, VmFlags.READ_WRITE);
            vma = mapped;
            for (long at = mapped.start(); at < mapped.end(); at += Vma.PAGE_BYTES) {
                cpu.storeLong(made(row.mm), at, at);
            }
        }
    }

    @Override
    public long operationsPerSample() {
        return NR_PAGES;
    }

    @Override
    public long memoryBytes() {
        return OpenedModel.memoryBytes(neededBytes());
    }

    @Setup(Level.Trial)
    @Override
    public void setUp() {
        OpenedModel made = OpenedModel.open(model, neededBytes(), Backing.POOLED);
        opened = made;
        core = new CoreMm(made.memory(), made.model());
        driver = new MinimalDriver(core, threads * BYTES, Content.NONE, OWNER);
        mm = core.newAddressSpace();
    }

    /** Takes the worker's pages to the device and faults them back. */
    @Benchmark
    public void faultBack(Worker worker, Blackhole hole) {
        AddressSpace process = made(mm);
        Vma vma = made(worker.vma);
        long stamp = process.lockRead();
        int migrated = made(driver).migrateToDevice(
                made(worker.migrate), vma, vma.start(), vma.end());
        process.unlockRead(stamp);
        if (migrated != NR_PAGES) {
            throw new AssertionError(migrated + " of " + NR_PAGES + " pages migrated");
        }
        Cpu cpu = made(worker.cpu);
        for (long at = vma.start(); at < vma.end(); at += Vma.PAGE_BYTES) {
            hole.consume(cpu.loadLong(process, at));
        }
        worker.endSample();
    }

    @Override
    public void work() {
        Worker worker = new Worker();
        worker.begin(this);
        faultBack(worker, SampleSink.create());
        worker.report();
    }

    @Override
    public Counters counters() {
        return made(opened).model().counters();
    }

    @Override
    OpenedModel opened() {
        return made(opened);
    }

    @Override
    void end() {
        made(mm).close();
        made(driver).validate();
        if (made(driver).nrFreePages() != made(driver).nrPages()) {
            throw new AssertionError("device pages lost");
        }
        made(driver).close();
        made(core).close();
        made(opened).close();
    }

    private long neededBytes() {
        return 3L * threads * BYTES + OpenedModel.structPageBytes(threads * BYTES)
                + churnBytes();
    }
}
