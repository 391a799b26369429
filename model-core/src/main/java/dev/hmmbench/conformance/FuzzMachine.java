package dev.hmmbench.conformance;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorDevice;
import dev.hmmbench.device.DmirrorReply;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AccessViolationException;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Cpu;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.Models;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A booted kernel that runs a random program step by step and tells what can be seen of it. Two
 * machines with different designs must tell the same.
 */
final class FuzzMachine implements AutoCloseable {

    private static final long ARENA = 0x4000_0000L - 16 * Vma.PAGE_BYTES;
    private static final long MANAGED_BYTES = 32L << 20;
    private static final int CHUNK_PAGES = 512;
    private static final int MAX_PROCESSES = 4;
    private static final int INTS_PER_PAGE = (int) (Vma.PAGE_BYTES / Integer.BYTES);
    private static final long[] PROTECTIONS = {
        VmFlags.READ_WRITE, VmFlags.READ_WRITE, VmFlags.READ_WRITE, VmFlags.READ, 0};
    private static final long SIGNAL = -1000;

    private final PhysicalMemory memory;
    private final MemoryModel model;
    private final CoreMm core;
    private final Cpu cpu;
    private final List<DmirrorDevice> devices;
    private final List<FuzzProcess> processes = new ArrayList<>();
    private final int[] words = new int[FuzzStep.ARENA_PAGES * INTS_PER_PAGE];

    FuzzMachine(Models models, String modelName) {
        memory = new PhysicalMemory(Machine.reference(), BootOptions.fresh(MANAGED_BYTES));
        model = models.open(modelName, memory);
        core = new CoreMm(memory, model);
        cpu = new Cpu(core);
        devices = List.of(new DmirrorDevice(core, 1, CHUNK_PAGES),
                new DmirrorDevice(core, 2, CHUNK_PAGES));
        addProcess(core.newAddressSpace());
    }

    /** Does a step; returns its result, or a negative number for an error or a signal. */
    long apply(FuzzStep step) {
        FuzzProcess process = processes.get(step.process() % processes.size());
        long start = ARENA + step.page() * Vma.PAGE_BYTES;
        try {
            return apply(step, process, start, step.pagesInArena() * Vma.PAGE_BYTES);
        } catch (ModelException refused) {
            return -refused.errno().number();
        } catch (AccessViolationException violation) {
            return SIGNAL - violation.signal().ordinal();
        }
    }

    /** Returns a digest of everything that can be seen: entries, content, counts. */
    long digest() {
        long digest = processes.size();
        for (FuzzProcess process : processes) {
            digest = mix(digest, process.mm().nrAnonPages());
            for (int i = 0; i < FuzzStep.ARENA_PAGES; i++) {
                digest = mix(digest, digestOf(process.mm(), ARENA + i * Vma.PAGE_BYTES));
            }
        }
        for (DmirrorDevice device : devices) {
            digest = mix(digest, device.nrUsedPages());
        }
        return digest;
    }

    /** Returns everything that {@link #digest} digests, one line for each page that is mapped. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (int p = 0; p < processes.size(); p++) {
            AddressSpace mm = processes.get(p).mm();
            lines.add("process " + p + " rss " + mm.nrAnonPages());
            for (int i = 0; i < FuzzStep.ARENA_PAGES; i++) {
                long address = ARENA + i * Vma.PAGE_BYTES;
                if (mm.kindAt(address) != EntryKind.NONE) {
                    lines.add("process " + p + " page " + i + " " + describe(mm, address));
                }
            }
        }
        devices.forEach(device -> lines.add("device uses " + device.nrUsedPages()));
        return lines;
    }

    /**
     * Checks all invariants.
     *
     * @throws ScenarioFailedException if one of address spaces is broken
     * @throws AssertionError if one of the devices or of the model is
     */
    void validate() {
        Invariants.check(core, processes.stream().map(FuzzProcess::mm).toList());
        devices.forEach(DmirrorDevice::validate);
        model.validate();
    }

    @Override
    public void close() {
        processes.forEach(FuzzProcess::exit);
        devices.forEach(DmirrorDevice::close);
        core.close();
        model.close();
        abandon();
    }

    /** Gives the memory back to the system, whatever state the machine is in. */
    void abandon() {
        memory.close();
    }

    private long apply(FuzzStep step, FuzzProcess process, long start, long bytes) {
        AddressSpace mm = process.mm();
        long protection = PROTECTIONS[step.value() % PROTECTIONS.length];
        switch (step.op()) {
            case MMAP -> mm.mmapFixed(start, bytes, protection);
            case MUNMAP -> mm.munmap(start, bytes);
            case MPROTECT -> mm.mprotect(start, bytes, protection);
            case DONTNEED -> mm.madviseDontneed(start, bytes);
            case MREMAP -> mm.mremap(start, bytes, targetOf(step));
            case LOAD -> {
                return cpu.loadLong(mm, start);
            }
            case STORE -> cpu.storeLong(mm, start, step.value());
            case FORK -> fork(mm);
            case EXIT -> exit(process);
            default -> {
                return applyToDevice(step, process.mirrors().get(step.value() & 1), start);
            }
        }
        return 0;
    }

    private long applyToDevice(FuzzStep step, Dmirror mirror, long start) {
        int nrPages = step.pagesInArena();
        Arrays.fill(words, 0, nrPages * INTS_PER_PAGE, step.value());
        DmirrorReply reply = switch (step.op()) {
            case TO_DEVICE -> mirror.migrateToDevice(start, nrPages, words);
            case TO_SYSTEM -> mirror.migrateToSystem(start, nrPages);
            case DEVICE_READ -> mirror.read(start, nrPages, words);
            case DEVICE_WRITE -> mirror.write(start, nrPages, words);
            case SNAPSHOT -> mirror.snapshot(start, nrPages, words);
            case EVICT -> evict(step.value() & 1);
            default -> throw new AssertionError(step);
        };
        long result = mix(reply.cpages(), reply.faults());
        int nrSeen = step.op() == FuzzStep.Op.SNAPSHOT ? nrPages : 1;
        for (int i = 0; i < nrPages; i++) {
            result = mix(result, words[nrSeen == 1 ? i * INTS_PER_PAGE : i]);
        }
        return result >>> 1;
    }

    private DmirrorReply evict(int device) {
        devices.get(device).evictAll();
        return new DmirrorReply(0, 0);
    }

    private static long targetOf(FuzzStep step) {
        int room = FuzzStep.ARENA_PAGES - step.pagesInArena();
        return ARENA + step.value() % (room + 1) * Vma.PAGE_BYTES;
    }

    private void fork(AddressSpace mm) {
        if (processes.size() < MAX_PROCESSES) {
            addProcess(mm.fork());
        }
    }

    private void exit(FuzzProcess process) {
        if (process != processes.getFirst()) {
            processes.remove(process);
            process.exit();
        }
    }

    private void addProcess(AddressSpace mm) {
        processes.add(new FuzzProcess(
                mm, devices.stream().map(device -> device.open(mm, cpu)).toList()));
    }

    private long digestOf(AddressSpace mm, long address) {
        EntryKind kind = mm.kindAt(address);
        if (!kind.isDevice() && !kind.isRam()) {
            return kind.ordinal();
        }
        long page = mm.pageAt(address);
        long counts = (long) StructPage.refcount(page) << 32 | StructPage.mapcount(page);
        return mix(mix(kind.ordinal(), counts), contentOf(page));
    }

    private String describe(AddressSpace mm, long address) {
        EntryKind kind = mm.kindAt(address);
        if (!kind.isDevice() && !kind.isRam()) {
            return kind.toString();
        }
        long page = mm.pageAt(address);
        return kind + " references " + StructPage.refcount(page) + " mappings "
                + StructPage.mapcount(page) + " content " + contentOf(page);
    }

    private long contentOf(long page) {
        return Memory.getLong(core.bytesOf(DmirrorDevice.ramOf(core, page)));
    }

    private static long mix(long digest, long value) {
        long mixed = (digest ^ value) * 0x9e37_79b9_7f4a_7c15L;
        return mixed ^ mixed >>> 29;
    }
}
