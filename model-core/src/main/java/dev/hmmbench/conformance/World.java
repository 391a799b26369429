package dev.hmmbench.conformance;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorDevice;
import dev.hmmbench.device.MemoryKind;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.Advice;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Cpu;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.model.Placement;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.MemoryTotals;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A booted kernel with two devices and one process, for one scenario. Closing it checks that
 * nothing is left behind.
 */
public final class World implements AutoCloseable {

    /** Pages of the buffer that most scenarios use: 4 MiB. */
    static final int BUFFER_PAGES = 1024;
    /** 4-byte words of a page. */
    static final int INTS_PER_PAGE = (int) (Vma.PAGE_BYTES / Integer.BYTES);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Models models;
    private final String modelName;
    private final Bases bases;
    private final Size size;
    private final PhysicalMemory memory;
    private final MemoryModel model;
    private final CoreMm core;
    private final Cpu cpu;
    private final MemoryKind memoryKind;
    private final DmirrorDevice device0;
    private final DmirrorDevice device1;
    private final List<DmirrorDevice> addedDevices = new ArrayList<>();
    private final List<Pagemap> shifts = new ArrayList<>();
    private final List<AddressSpace> spaces = new ArrayList<>();
    private final List<Dmirror> mirrors = new ArrayList<>();
    private final MemoryTotals atBoot;
    private long nrFreePages;

    /** Boots a kernel with a model. */
    World(Models models, String modelName, Bases bases, MemoryKind kind, Size size) {
        this.models = models;
        this.modelName = modelName;
        this.bases = bases;
        this.size = size;
        memory = new PhysicalMemory(
                Machine.reference(), BootOptions.fresh(size.managedBytes));
        model = models.open(modelName, memory);
        atBoot = memory.totals();
        core = new CoreMm(memory, model);
        if (bases == Bases.SHIFTED) {
            shift(1);
            shift(513);
        }
        cpu = new Cpu(core);
        memoryKind = kind;
        device0 = newDevice(1);
        device1 = newDevice(2);
        nrFreePages = memory.ram().nrFree();
        spaces.add(core.newAddressSpace());
    }

    /** Where the numbers of the devices' memory begin. */
    public enum Bases {
        /** Where the design puts the first pagemap. */
        FIRST,
        /** Behind pagemaps of 1 and of 513 pages, so that nothing is aligned in the new design. */
        SHIFTED
    }

    /** How much memory there is. */
    public enum Size {
        /** 96 MiB of RAM, device memory in chunks of 8 MiB. */
        NORMAL(96L << 20, 2048),
        /** 384 MiB of RAM, device memory in chunks of 256 MiB, as the kernel's module has it. */
        LARGE(384L << 20, 1 << 16);

        private final long managedBytes;
        private final int chunkPages;

        Size(long managedBytes, int chunkPages) {
            this.managedBytes = managedBytes;
            this.chunkPages = chunkPages;
        }
    }

    /** Returns the kind of memory that both devices have. */
    MemoryKind memoryKind() {
        return memoryKind;
    }

    private DmirrorDevice newDevice(int owner) {
        long startPfn = memory.deviceMemoryPfn() + (long) (owner - 1) * size.chunkPages;
        return memoryKind == MemoryKind.PRIVATE
                ? new DmirrorDevice(core, owner, size.chunkPages)
                : DmirrorDevice.coherent(core, owner, size.chunkPages, startPfn);
    }

    CoreMm core() {
        return core;
    }

    Cpu cpu() {
        return cpu;
    }

    DmirrorDevice device0() {
        return device0;
    }

    DmirrorDevice device1() {
        return device1;
    }

    /** Returns the address space of the first process. */
    AddressSpace mm() {
        return spaces.getFirst();
    }

    /** Returns where the numbers of the devices' memory begin. */
    Bases bases() {
        return bases;
    }

    /** Tells whether device memory has numbers of the physical address space. */
    boolean isLegacy() {
        return model.name().equals("legacy");
    }

    /** Boots another kernel of the same design, on a machine of the caller's choice. */
    BareKernel boot(Machine machine, BootOptions options) {
        return new BareKernel(models, modelName, machine, options);
    }

    /** Returns an empty address space of the same design, on a machine of the caller's choice. */
    Placement placement(Machine machine) {
        return models.placement(modelName, machine);
    }

    /** Opens the first device in the first process. */
    Dmirror open0() {
        return open(device0, mm());
    }

    /** Opens the second device in the first process. */
    Dmirror open1() {
        return open(device1, mm());
    }

    /** Adds a device whose memory lies behind everything that has numbers so far. */
    DmirrorDevice addDevice(int nrPages) {
        DmirrorDevice device = new DmirrorDevice(core, 4, nrPages);
        addedDevices.add(device);
        return device;
    }

    /** Takes device numbers for a pagemap that nobody uses. */
    Pagemap shift(int nrPages) {
        Pagemap pagemap = model.lifecycle().create(new PagemapRequest(
                nrPages * Vma.PAGE_BYTES, PagemapType.PRIVATE, new IdleDriver(), 3,
                PagemapRequest.NO_NODE, "shift"));
        shifts.add(pagemap);
        return pagemap;
    }

    /** Opens a device in a process. */
    Dmirror open(DmirrorDevice device, AddressSpace mm) {
        Dmirror mirror = device.open(mm, cpu);
        mirrors.add(mirror);
        return mirror;
    }

    /** Forks the first process. */
    AddressSpace fork() {
        AddressSpace child = mm().fork();
        spaces.add(child);
        return child;
    }

    /** Maps private memory; returns its first address. */
    long map(int nrPages, long access) {
        return mm().mmap(nrPages * Vma.PAGE_BYTES, access).start();
    }

    /** Maps writable memory and fills it: word i holds i. */
    long mapPattern(int nrPages) {
        long start = map(nrPages, VmFlags.READ_WRITE);
        cpu.storeInts(mm(), start, pattern(nrPages));
        return start;
    }

    /** Maps private memory that shall consist of 2 MiB folios; returns its first address. */
    long mapHuge(int nrPages, long access) {
        long start = map(nrPages, access);
        mm().madvise(start, nrPages * Vma.PAGE_BYTES, Advice.HUGEPAGE);
        return start;
    }

    void protect(long start, int nrPages, long access) {
        mm().mprotect(start, nrPages * Vma.PAGE_BYTES, access);
    }

    /** Returns words of which word i holds i. */
    static int[] pattern(int nrPages) {
        int[] words = new int[nrPages * INTS_PER_PAGE];
        Arrays.setAll(words, i -> i);
        return words;
    }

    /** Returns words of which word i holds -i. */
    static int[] negativePattern(int nrPages) {
        int[] words = new int[nrPages * INTS_PER_PAGE];
        Arrays.setAll(words, i -> -i);
        return words;
    }

    static int[] words(int nrPages) {
        return new int[nrPages * INTS_PER_PAGE];
    }

    /** Loads words through a CPU of a process and compares them. */
    void expectMemory(AddressSpace mm, long start, int[] expected) {
        int[] seen = new int[expected.length];
        cpu.loadInts(mm, start, seen);
        expectWords("memory", expected, seen);
    }

    void expectMemory(long start, int[] expected) {
        expectMemory(mm(), start, expected);
    }

    void expectKind(long address, EntryKind expected) {
        expect("entry at 0x" + Long.toHexString(address), expected, mm().kindAt(address));
    }

    /** Expects a page on a device, as the CPU's page table shows one of its kind of memory. */
    void expectOnDevice(long address) {
        expectKind(address, memoryKind == MemoryKind.PRIVATE
                ? EntryKind.DEVICE_WRITE : EntryKind.PRESENT_WRITE);
        expect("page at 0x" + Long.toHexString(address) + " on a device", true,
                isOnDevice(address));
    }

    /** Tells whether a page of the first process is a device's. */
    boolean isOnDevice(long address) {
        long page = mm().pageAt(address);
        return core.isDevicePrivate(page) || core.isDeviceCoherent(page);
    }

    /** Expects one entry of 2 MiB, or none, at an address of the first process. */
    void expectHuge(boolean isHuge, long address) {
        expect("0x" + Long.toHexString(address) + " mapped by 2 MiB", isHuge,
                mm().isHugeAt(address));
    }

    static void expectWords(String what, int[] expected, int[] seen) {
        int at = Arrays.mismatch(expected, seen);
        if (at >= 0) {
            throw new ScenarioFailedException(what + " word " + at + " is "
                    + (at < seen.length ? Integer.toString(seen[at]) : "missing")
                    + " instead of " + (at < expected.length ? expected[at] : "nothing"));
        }
    }

    static void expect(String what, Object expected, Object seen) {
        if (!expected.equals(seen)) {
            throw new ScenarioFailedException(what + " is " + seen + " instead of " + expected);
        }
    }

    static void expectErrno(Errno expected, Runnable operation) {
        try {
            operation.run();
        } catch (ModelException refused) {
            expect("errno", expected, refused.errno());
            return;
        }
        throw new ScenarioFailedException("succeeded instead of " + expected.negated());
    }

    /** Waits for a thread to end, but not for ever. */
    static void join(Thread thread) {
        try {
            if (!thread.join(PATIENCE)) {
                throw new ScenarioFailedException(
                        thread + " has not ended after " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ScenarioFailedException("interrupted while waiting for a thread");
        }
    }

    /** Checks every invariant of address spaces, devices and the model. */
    void checkInvariants() {
        Invariants.check(core, spaces);
        device0.validate();
        device1.validate();
        addedDevices.forEach(DmirrorDevice::validate);
        mirrors.forEach(Dmirror::validate);
        model.validate();
    }

    /** Ends a process other than the first. */
    void exit(AddressSpace mm) {
        spaces.remove(mm);
        mm.close();
    }

    /** Closes all files and ends all processes; checks that every page came back. */
    @Override
    public void close() {
        mirrors.forEach(Dmirror::close);
        spaces.forEach(AddressSpace::close);
        for (DmirrorDevice added : addedDevices) {
            expect("used pages of an added device", 0L, added.nrUsedPages());
            added.validate();
        }
        expect("used device pages", 0L, device0.nrUsedPages() + device1.nrUsedPages());
        device0.validate();
        device1.validate();
        core.hugetlb().resize(0);
        expectFreePages();
        device0.close();
        device1.close();
        addedDevices.forEach(DmirrorDevice::close);
        core.close();
        shifts.forEach(pagemap -> model.lifecycle().remove(pagemap));
        expect("what is in use after everything is removed", atBoot, memory.totals());
        model.close();
        memory.close();
    }

    private void expectFreePages() {
        int nrChunks = device0.nrChunks() + device1.nrChunks();
        if (nrChunks == 2 && addedDevices.isEmpty()) {
            expect("free pages of RAM", nrFreePages, memory.ram().nrFree());
        }
    }

    /**
     * Expects at the end as many free pages as there are now, and the top table of each process,
     * none of which has touched anything: the kernel keeps page tables of vmalloc once made.
     */
    void expectFreePagesOfNow() {
        nrFreePages = memory.ram().nrFree() + spaces.size();
    }

    /** Returns a driver whose memory nobody uses. */
    static PagemapOps idleDriver() {
        return new IdleDriver();
    }
}
