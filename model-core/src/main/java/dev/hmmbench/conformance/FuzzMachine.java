package dev.hmmbench.conformance;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorDevice;
import dev.hmmbench.device.DmirrorReply;
import dev.hmmbench.mm.AccessViolationException;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Cpu;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.Models;
import dev.hmmbench.physmem.AllocationSite;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.MemoryTotals;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A booted kernel that runs a random program step by step and tells what can be seen of it. Two
 * machines with different designs must tell the same.
 */
final class FuzzMachine implements AutoCloseable {

    /** First address that programs use: the arena crosses a border of page tables. */
    static final long ARENA = 0x4000_0000L - 16 * Vma.PAGE_BYTES;
    private static final long MANAGED_BYTES = 32L << 20;
    private static final int CHUNK_PAGES = 512;
    private static final int HELD_PAGES = 64;
    /**
     * Pages of the first device that have the values of the PFNs that processes get: the last
     * pages of a chunk, which are used first.
     */
    private static final int COLLIDING_PAGES = 64;
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
    private final SparePagemaps spares;
    private final FuzzView view;
    private final MemoryTotals atBoot;
    private final List<FuzzProcess> processes = new ArrayList<>();
    private final int[] words = new int[FuzzStep.ARENA_PAGES * INTS_PER_PAGE];
    private Optional<HeldMigration> held = Optional.empty();
    private boolean failsNext;
    private long nrCollisions;

    FuzzMachine(Models models, String modelName) {
        memory = new PhysicalMemory(Machine.reference(), BootOptions.fresh(MANAGED_BYTES));
        model = models.open(modelName, memory);
        atBoot = memory.totals();
        core = new CoreMm(memory, model);
        cpu = new Cpu(core);
        spares = new SparePagemaps(model.lifecycle(), memory);
        spares.create((int) nextPfn() + COLLIDING_PAGES - CHUNK_PAGES);
        devices = List.of(new DmirrorDevice(core, 1, CHUNK_PAGES),
                new DmirrorDevice(core, 2, CHUNK_PAGES));
        view = new FuzzView(core, devices);
        addProcess(core.newAddressSpace());
    }

    /** Does a step; returns its result, or a negative number for an error or a signal. */
    long apply(FuzzStep step) {
        FuzzProcess process = processes.get(step.process() % processes.size());
        long start = ARENA + step.page() * Vma.PAGE_BYTES;
        letGoFor(step, process);
        boolean mustFail = failsNext && !step.op().needsRam()
                && !(step.op().retries() && meetsDevice(process.mm(), step, start));
        failsNext = false;
        if (mustFail) {
            memory.allocationPlan().refuseAll(AllocationSite.USER_PAGE);
        }
        try {
            return apply(step, process, start, step.pagesInArena() * Vma.PAGE_BYTES);
        } catch (ModelException refused) {
            return -refused.errno().number();
        } catch (AccessViolationException violation) {
            return SIGNAL - violation.signal().ordinal();
        } finally {
            memory.allocationPlan().clear();
        }
    }

    /** Returns a digest of everything that can be seen. */
    long digest() {
        return view.digest(processes);
    }

    /** Returns everything that {@link #digest} digests, one line for each page that is mapped. */
    List<String> describe() {
        return view.describe(processes);
    }

    /** Returns how many device numbers had the value of a mapped PFN of RAM at some check. */
    long nrCollisions() {
        return nrCollisions;
    }

    /**
     * Checks all invariants.
     *
     * @throws ScenarioFailedException if one of address spaces is broken
     * @throws AssertionError if one of the devices or of the model is
     */
    void validate() {
        if (held.isEmpty()) {
            Invariants.check(core, processes.stream().map(FuzzProcess::mm).toList());
        }
        nrCollisions += view.nrCollisions(processes);
        devices.forEach(DmirrorDevice::validate);
        model.validate();
    }

    @Override
    public void close() {
        letGo();
        processes.forEach(FuzzProcess::exit);
        devices.forEach(DmirrorDevice::close);
        spares.close();
        core.close();
        MemoryTotals left = memory.totals();
        if (!left.equals(atBoot)) {
            throw new ScenarioFailedException("at boot " + atBoot + ", after all is removed "
                    + left);
        }
        model.close();
        abandon();
    }

    /** Gives the memory back to the system, whatever state the machine is in. */
    void abandon() {
        memory.close();
    }

    /**
     * Returns the PFN of the page of RAM that is given out next. The devices' numbers are put
     * around it, where the design has a space of its own for them.
     */
    private long nextPfn() {
        long page = core.allocatePage();
        core.putFolio(page);
        return memory.vmemmap().pfnOf(page);
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
            case REOPEN -> process.reopen(
                    step.value() & 1, devices.get(step.value() & 1), cpu);
            case FAIL_NEXT -> failsNext = true;
            case HOLD_DEVICE, HOLD_RANGE -> {
                return hold(step, mm, start);
            }
            case LET_GO -> letGo();
            case CREATE_PAGEMAP, REMOVE_PAGEMAP, FAIL_PAGEMAP -> {
                return spares.apply(step);
            }
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
            case RELEASE -> mirror.release();
            default -> throw new AssertionError(step);
        };
        long result = FuzzView.mix(reply.cpages(), reply.faults());
        int nrSeen = step.op() == FuzzStep.Op.SNAPSHOT ? nrPages : 1;
        for (int i = 0; i < nrPages; i++) {
            result = FuzzView.mix(result, words[nrSeen == 1 ? i * INTS_PER_PAGE : i]);
        }
        return result >>> 1;
    }

    private DmirrorReply evict(int device) {
        devices.get(device).evictAll();
        return new DmirrorReply(0, 0);
    }

    /** Ends a migration that is held open before a step that would wait for it. */
    private void letGoFor(FuzzStep step, FuzzProcess process) {
        boolean isBlocked = held.isPresent() && (!step.op().waitsForNothing()
                || step.op().writesMmap()
                && held.get().lockedSpace().equals(Optional.of(process.mm())));
        if (isBlocked) {
            letGo();
        }
    }

    private void letGo() {
        held.ifPresent(HeldMigration::finish);
        held = Optional.empty();
    }

    /** Leaves pages under migration; returns how many. */
    private long hold(FuzzStep step, AddressSpace mm, long start) {
        if (step.op() == FuzzStep.Op.HOLD_DEVICE) {
            long owner = devices.get(step.value() & 1).owner();
            held = memory.pagemaps().all().stream()
                    .filter(pagemap -> pagemap.owner() == owner)
                    .findFirst()
                    .map(pagemap -> HeldMigration.ofDevice(core, pagemap,
                            CHUNK_PAGES - HELD_PAGES, HELD_PAGES));
        } else {
            Vma vma = mm.find(start);
            if (vma == null) {
                return 0;
            }
            long end = Math.min(vma.end(), start + step.pagesInArena() * Vma.PAGE_BYTES);
            held = Optional.of(HeldMigration.ofRange(core, mm, vma, start, end));
        }
        return held.map(HeldMigration::nrPages).orElse(0);
    }

    private static boolean meetsDevice(AddressSpace mm, FuzzStep step, long start) {
        for (int i = 0; i < step.pagesInArena(); i++) {
            if (mm.kindAt(start + i * Vma.PAGE_BYTES).isDevice()) {
                return true;
            }
        }
        return false;
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
}
