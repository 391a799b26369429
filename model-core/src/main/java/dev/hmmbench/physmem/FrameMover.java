package dev.hmmbench.physmem;

import dev.hmmbench.memory.Mapping;

/**
 * Moves page frames from the direct map to a kernel address and back: what writing and clearing a
 * page-table entry does. Single pages that are neighbours on both sides move in one system call.
 */
final class FrameMover {

    /** The name of the warning about a move that took more system calls than one. */
    static final String SPLIT = "FrameMover: a range was moved in pieces";

    private final DirectMap directMap;
    private final Warnings warnings;
    private long runPfn;
    private long runAddress;
    private long runPages;

    FrameMover(DirectMap directMap, Warnings warnings) {
        this.directMap = directMap;
        this.warnings = warnings;
    }

    /** Moves a 2 MiB block to an address. */
    void blockIn(long pfn, long address) {
        move(directMap.addressOf(pfn), address, Mapping.HUGE_BYTES);
    }

    /** Moves a 2 MiB block back from an address. */
    void blockOut(long pfn, long address) {
        move(address, directMap.addressOf(pfn), Mapping.HUGE_BYTES);
    }

    /** Moves a page to an address, at the latest with {@link #finishIn}. */
    void pageIn(long pfn, long address) {
        if (!isNext(pfn, address)) {
            finishIn();
            start(pfn, address);
        }
        runPages++;
    }

    /** Moves the pages in that still wait. */
    void finishIn() {
        if (runPages > 0) {
            move(directMap.addressOf(runPfn), runAddress, runBytes());
            runPages = 0;
        }
    }

    /** Moves a page back from an address, at the latest with {@link #finishOut}. */
    void pageOut(long pfn, long address) {
        if (!isNext(pfn, address)) {
            finishOut();
            start(pfn, address);
        }
        runPages++;
    }

    /** Moves the pages out that still wait. */
    void finishOut() {
        if (runPages > 0) {
            move(runAddress, directMap.addressOf(runPfn), runBytes());
            runPages = 0;
        }
    }

    /**
     * Moves one range, in pieces where it must: the system refuses a range that it has come to
     * keep in several parts. Each range that is halved counts as a warning, for its time is not
     * that of one move.
     */
    private void move(long source, long target, long sizeBytes) {
        if (sizeBytes <= Mapping.PAGE_BYTES) {
            Mapping.movePages(source, target, sizeBytes);
        } else if (!Mapping.tryMovePages(source, target, sizeBytes)) {
            warnings.warn(SPLIT);
            long half = sizeBytes / 2 & -Mapping.PAGE_BYTES;
            move(source, target, half);
            move(source + half, target + half, sizeBytes - half);
        }
    }

    private boolean isNext(long pfn, long address) {
        return runPages > 0 && pfn == runPfn + runPages && address == runAddress + runBytes();
    }

    private void start(long pfn, long address) {
        runPfn = pfn;
        runAddress = address;
    }

    private long runBytes() {
        return runPages << PageAllocator.PAGE_SHIFT;
    }
}
