package dev.hmmbench.conformance;

import dev.hmmbench.device.DmirrorDevice;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Vma;
import java.util.HashMap;
import java.util.Map;

/**
 * What a random program must find in its memory. Two designs share the mm, so a fault in it makes
 * them differ in nothing; it shows against what the steps of the program alone say.
 */
final class FuzzOracle {

    private final CoreMm core;
    private final Map<AddressSpace, ShadowMemory> shadows = new HashMap<>();

    FuzzOracle(CoreMm core) {
        this.core = core;
    }

    /** A range of pages that a step means, and where it moves them. */
    record Range(long start, long bytes, long touched, long target) {}

    /** A process begins, with no memory. */
    void begin(AddressSpace mm) {
        shadows.put(mm, new ShadowMemory());
    }

    /** A child begins, with its parent's memory. */
    void fork(AddressSpace parent, AddressSpace child) {
        shadows.put(child, of(parent).copy());
    }

    void exit(AddressSpace mm) {
        shadows.remove(mm);
    }

    /**
     * A step was done.
     *
     * @param result what a load returned
     * @param words what a device read: all words of the pages
     * @throws ScenarioFailedException if the step saw what it must not see
     */
    void done(FuzzStep step, AddressSpace mm, Range range, long result, int[] words) {
        if (!shadows.containsKey(mm)) {
            return;
        }
        ShadowMemory shadow = of(mm);
        switch (step.op()) {
            case MMAP, MUNMAP, DONTNEED -> shadow.clear(range.start(), range.bytes());
            case MREMAP -> shadow.move(range.start(), range.bytes(), range.target());
            case LOAD -> require(shadow.admits(range.touched(), result), range.touched(), result);
            case STORE -> shadow.store(range.touched(), step.value());
            case DEVICE_WRITE -> shadow.fill(range.start(), range.bytes(),
                    step.value() | (long) step.value() << Integer.SIZE);
            case DEVICE_READ, TO_DEVICE, EXCLUSIVE -> checkRead(shadow, range, words);
            case FREE -> shadow.forget(range.start(), range.bytes());
            default -> { }
        }
    }

    /** A step was refused, perhaps half way. */
    void refused(FuzzStep step, AddressSpace mm, Range range) {
        switch (step.op()) {
            case MMAP, MUNMAP, DONTNEED, FREE, DEVICE_WRITE ->
                    of(mm).forget(range.start(), range.bytes());
            case MREMAP -> {
                of(mm).forget(range.start(), range.bytes());
                of(mm).forget(range.target(), range.bytes());
            }
            default -> { }
        }
    }

    /**
     * Checks a page of a process, while nothing migrates.
     *
     * @throws ScenarioFailedException if it begins with what it must not begin with
     */
    void check(AddressSpace mm, long address) {
        long page = mm.pageAt(address);
        long found = page == StructPage.NO_PAGE ? 0
                : Memory.getLong(core.bytesOf(DmirrorDevice.ramOf(core, page)));
        require(of(mm).admits(address, found), address, found);
    }

    private void checkRead(ShadowMemory shadow, Range range, int[] words) {
        for (int i = 0; i < range.bytes() / Vma.PAGE_BYTES; i++) {
            long address = range.start() + i * Vma.PAGE_BYTES;
            int found = words[i * FuzzMachine.INTS_PER_PAGE];
            require(shadow.admitsInt(address, found), address, found);
        }
    }

    private ShadowMemory of(AddressSpace mm) {
        return shadows.get(mm);
    }

    private static void require(boolean isAdmitted, long address, long found) {
        if (!isAdmitted) {
            throw new ScenarioFailedException("0x" + Long.toHexString(found) + " at 0x"
                    + Long.toHexString(address) + " is not what was written there");
        }
    }
}
