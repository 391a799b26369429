package dev.hmmbench.conformance;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorDevice;
import dev.hmmbench.device.DmirrorReply;
import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.mm.Access;
import dev.hmmbench.mm.AccessViolationException;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.Advice;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Cpu;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.UserPages;
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

    /** Words of a page, as devices read and write them. */
    static final int INTS_PER_PAGE = (int) (Vma.PAGE_BYTES / Integer.BYTES);

    private static final int HELD_PAGES = 64;
    private static final int MAX_PINS = 4;
    private static final long NONE = -1;
    /** Allocations of a step of which one may fail. */
    private static final int MAX_FAILING = 12;
    private static final int MAX_TAKEN = 4;
    /**
     * Pages of the first device that have the values of the PFNs that processes get: the last
     * pages of a chunk, which are used first.
     */
    private static final int COLLIDING_PAGES = 64;
    private static final int MAX_PROCESSES = 4;
    private static final long[] PROTECTIONS = {
        VmFlags.READ_WRITE, VmFlags.READ_WRITE, VmFlags.READ_WRITE, VmFlags.READ, 0};
    private static final long SIGNAL = -1000;

    private final FuzzArena arena;
    private final PhysicalMemory memory;
    private final MemoryModel model;
    private final CoreMm core;
    private final Cpu cpu;
    private final List<DmirrorDevice> devices;
    private final SparePagemaps spares;
    private final FuzzView view;
    private final FuzzOracle oracle;
    private final MemoryTotals atBoot;
    private final List<FuzzProcess> processes = new ArrayList<>();
    private final List<Long> pins = new ArrayList<>();
    private final List<Long> taken = new ArrayList<>();
    private final int[] words;
    private Optional<HeldMigration> held = Optional.empty();
    private boolean failsNext;
    private long failsOne = NONE;
    private long nrCollisions;

    FuzzMachine(Models models, String modelName, FuzzArena arena) {
        this.arena = arena;
        words = new int[arena.maxPages() * INTS_PER_PAGE];
        memory = new PhysicalMemory(
                Machine.reference(), BootOptions.fresh(arena.managedBytes()));
        model = models.open(modelName, memory);
        atBoot = memory.totals();
        core = new CoreMm(memory, model);
        cpu = new Cpu(core);
        spares = new SparePagemaps(model.lifecycle(), memory, arena);
        spares.create(pagesInFront((int) nextPfn()));
        devices = List.of(new DmirrorDevice(core, 1, arena.chunkPages()),
                new DmirrorDevice(core, 2, arena.chunkPages()));
        view = new FuzzView(core, devices, arena);
        oracle = new FuzzOracle(core);
        AddressSpace first = core.newAddressSpace();
        oracle.begin(first);
        addProcess(first);
        if (arena == FuzzArena.HUGE) {
            mapHuge(first, arena.start(), arena.bytes(),
                    VmFlags.READ_WRITE);
        }
    }

    /** Does a step; returns its result, or a negative number for an error or a signal. */
    long apply(FuzzStep step) {
        FuzzProcess process = processes.get(step.process() % processes.size());
        long start = arena.startOf(step);
        FuzzOracle.Range range = new FuzzOracle.Range(start,
                arena.pagesOf(step) * Vma.PAGE_BYTES, arena.touchedBy(step),
                arena.targetOf(step));
        letGoFor(step, process);
        boolean mustFail = failsNext && !step.op().needsRam()
                && !(step.op().retries() && meetsDevice(process.mm(), step, start));
        if (mustFail) {
            memory.allocationPlan().refuseAll(AllocationSite.USER_PAGE);
        } else if (failsOne != NONE && !step.op().needsRam()) {
            memory.allocationPlan().refuseOne(AllocationSite.USER_PAGE, failsOne);
        }
        failsNext = false;
        failsOne = NONE;
        try {
            long result = apply(step, process, start, range.bytes());
            oracle.done(step, process.mm(), range, result, words);
            return result;
        } catch (ModelException refused) {
            oracle.refused(step, process.mm(), range);
            return -refused.errno().number();
        } catch (AccessViolationException violation) {
            oracle.refused(step, process.mm(), range);
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

    /** Returns how many device numbers had the value of a mapped PFN of RAM when any had. */
    long nrCollisions() {
        return nrCollisions;
    }

    /** Looks for numbers of the other space with the value of one, until some were found. */
    void lookForCollisions() {
        if (nrCollisions == 0) {
            nrCollisions = view.nrCollisions(processes);
        }
    }

    /**
     * Checks all invariants.
     *
     * @throws ScenarioFailedException if one of address spaces is broken
     * @throws AssertionError if one of the devices or of the model is
     */
    void validate() {
        if (held.isEmpty()) {
            Invariants.check(core, processes.stream().map(FuzzProcess::mm).toList(), pins,
                    taken);
            Invariants.checkPagemaps(core);
            processes.forEach(process -> view.forEachSeen(
                    address -> oracle.check(process.mm(), address)));
            processes.stream().flatMap(process -> process.mirrors().stream())
                    .forEach(Dmirror::validate);
        }
        devices.forEach(DmirrorDevice::validate);
        model.validate();
    }

    @Override
    public void close() {
        letGo();
        pins.forEach(core.userPages()::unpin);
        taken.forEach(page -> core.putFolio(Folio.headOf(page)));
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
            case MMAP -> map(mm, start, bytes, protection);
            case MUNMAP -> mm.munmap(start, bytes);
            case MPROTECT -> mm.mprotect(start, bytes, protection);
            case DONTNEED -> mm.madviseDontneed(start, bytes);
            case MREMAP -> mm.mremap(start, bytes, arena.targetOf(step));
            case LOAD -> {
                return cpu.loadLong(mm, arena.touchedBy(step));
            }
            case STORE -> cpu.storeLong(mm, arena.touchedBy(step), step.value());
            case FORK -> fork(mm);
            case EXIT -> exit(process);
            case REOPEN -> process.reopen(
                    step.value() & 1, devices.get(step.value() & 1), cpu);
            case FAIL_NEXT -> failsNext = arena == FuzzArena.SMALL;
            case FAIL_ONE -> failsOne = step.value() % MAX_FAILING;
            case FREE, HUGEPAGE, NOHUGEPAGE, COLLAPSE ->
                    mm.madvise(start, bytes, Advice.valueOf(step.op().name()));
            case PIN -> pin(mm, arena.touchedBy(step));
            case UNPIN -> unpin(step);
            case TAKE -> take(mm, arena.touchedBy(step),
                    (step.value() & 1) == 0 ? Access.READ : Access.WRITE);
            case GIVE -> give(step);
            case FAIL_HUGE -> process.mirrors().get(step.value() & 1)
                    .setFlags(Dmirror.FAIL_ALLOC);
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

    private void map(AddressSpace mm, long start, long bytes, long protection) {
        if (arena == FuzzArena.SMALL) {
            mm.mmapFixed(start, bytes, protection);
        } else {
            mapHuge(mm, start, bytes, protection);
        }
    }

    private static void mapHuge(AddressSpace mm, long start, long bytes, long protection) {
        mm.mmapFixed(start, bytes, protection);
        mm.madvise(start, bytes, Advice.HUGEPAGE);
    }

    private long applyToDevice(FuzzStep step, Dmirror mirror, long start) {
        int nrPages = arena.pagesOf(step);
        Arrays.fill(words, 0, nrPages * INTS_PER_PAGE, step.value());
        DmirrorReply reply = switch (step.op()) {
            case TO_DEVICE -> mirror.migrateToDevice(start, nrPages, words);
            case TO_SYSTEM -> mirror.migrateToSystem(start, nrPages);
            case DEVICE_READ -> mirror.read(start, nrPages, words);
            case DEVICE_WRITE -> mirror.write(start, nrPages, words);
            case SNAPSHOT -> mirror.snapshot(start, nrPages, words);
            case EVICT -> evict(step.value() & 1);
            case EXCLUSIVE -> mirror.exclusive(start, nrPages, words);
            case CHECK_EXCLUSIVE -> mirror.checkExclusive(start, nrPages);
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
                || arena == FuzzArena.HUGE && !step.op().keepsHugeMigration()
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
                            arena.chunkPages() - heldPages(), heldPages()));
        } else {
            Vma vma = mm.find(start);
            if (vma == null) {
                return 0;
            }
            long end = Math.min(vma.end(), start + arena.pagesOf(step) * Vma.PAGE_BYTES);
            held = Optional.of(HeldMigration.ofRange(core, mm, vma, start, end));
        }
        return held.map(HeldMigration::nrPages).orElse(0);
    }

    /** The last pages of a chunk are used first; folios of 2 MiB want whole chunks. */
    private int heldPages() {
        return arena == FuzzArena.SMALL ? HELD_PAGES : arena.chunkPages();
    }

    /**
     * Returns how many pages to put in front of the devices' numbers, so that they have the values
     * of the PFNs from this one on; as many as keep numbers aligned where folios are of 2 MiB.
     */
    private int pagesInFront(int nextPfn) {
        return arena == FuzzArena.SMALL ? nextPfn + COLLIDING_PAGES - arena.chunkPages()
                : Math.max(1, nextPfn / CompoundPage.HUGE_PAGES) * CompoundPage.HUGE_PAGES;
    }

    private void pin(AddressSpace mm, long address) {
        if (pins.size() < MAX_PINS) {
            pins.add(core.userPages().pin(cpu, mm, address, UserPages.Term.LONG));
        }
    }

    private void unpin(FuzzStep step) {
        if (!pins.isEmpty()) {
            core.userPages().unpin(pins.remove(step.value() % pins.size()));
        }
    }

    private void take(AddressSpace mm, long address, Access access) {
        if (taken.size() < MAX_TAKEN) {
            taken.add(core.userPages().get(cpu, mm, address, access));
        }
    }

    private void give(FuzzStep step) {
        if (!taken.isEmpty()) {
            core.putFolio(Folio.headOf(taken.remove(step.value() % taken.size())));
        }
    }

    private boolean meetsDevice(AddressSpace mm, FuzzStep step, long start) {
        for (int i = 0; i < arena.pagesOf(step); i++) {
            if (mm.kindAt(start + i * Vma.PAGE_BYTES).isDevice()) {
                return true;
            }
        }
        return false;
    }

    private void fork(AddressSpace mm) {
        if (processes.size() < MAX_PROCESSES) {
            AddressSpace child = mm.fork();
            oracle.fork(mm, child);
            addProcess(child);
        }
    }

    private void exit(FuzzProcess process) {
        if (process != processes.getFirst()) {
            processes.remove(process);
            oracle.exit(process.mm());
            process.exit();
        }
    }

    private void addProcess(AddressSpace mm) {
        processes.add(new FuzzProcess(
                mm, devices.stream().map(device -> device.open(mm, cpu)).toList()));
    }
}
