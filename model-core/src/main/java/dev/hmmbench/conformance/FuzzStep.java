package dev.hmmbench.conformance;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One step of a random program. What it does not use is there all the same, so that steps can be
 * taken out of a program without changing the others.
 *
 * @param op what is done
 * @param process which process does it, modulo the processes that live
 * @param page first cell of the arena
 * @param nrPages cells, 1 or more; what lies behind the arena is cut off
 * @param value what is stored, or which protection or device is meant
 */
record FuzzStep(Op op, int process, int page, int nrPages, int value) {

    /** Cells that programs play with: pages, or parts of 2 MiB. */
    static final int ARENA_PAGES = 40;

    /** What changes entries under migration. */
    private static final Op[] CHANGES = {
        Op.FORK, Op.MPROTECT, Op.MPROTECT, Op.DONTNEED, Op.MUNMAP, Op.MREMAP};
    /** Pages of a step at most. */
    static final int MAX_RUN = 12;
    private static final int MAX_VALUE = 1 << 20;

    /** What a step does, and how often it is drawn: its weight. */
    enum Op {
        /** Maps memory over whatever is there. */
        MMAP(6),
        /** Unmaps. */
        MUNMAP(3),
        /** Changes the protection. */
        MPROTECT(8),
        /** Loads from one page. */
        LOAD(14),
        /** Stores to one page. */
        STORE(16),
        /** Drops content. */
        DONTNEED(3),
        /** Moves a mapping inside the arena. */
        MREMAP(4),
        /** Forks the process. */
        FORK(4),
        /** Ends the process, unless it is the first. */
        EXIT(4),
        /** Moves pages to a device. */
        TO_DEVICE(14),
        /** Moves pages back. */
        TO_SYSTEM(7),
        /** Reads through a device. */
        DEVICE_READ(8),
        /** Writes through a device. */
        DEVICE_WRITE(8),
        /** Takes a snapshot through a device. */
        SNAPSHOT(4),
        /** Evicts a device. */
        EVICT(1),
        /** Gives a device's chunks back; the next migration makes a new one. */
        RELEASE(1),
        /** Closes a device's file and opens it again. */
        REOPEN(1),
        /** Adds a pagemap that nobody uses, mostly of 6 MiB, else of an odd size. */
        CREATE_PAGEMAP(1),
        /** Removes such a pagemap. */
        REMOVE_PAGEMAP(1),
        /** Tries to add a pagemap while no reference counter can be allocated. */
        FAIL_PAGEMAP(1),
        /** Refuses every page of RAM that the next step asks for. */
        FAIL_NEXT(2),
        /** Refuses one of the pages of RAM that the next step asks for. */
        FAIL_ONE(2),
        /** Begins to evict a part of a device's memory, and leaves its pages under migration. */
        HOLD_DEVICE(5),
        /** Begins to migrate memory of the process, and leaves its pages under migration. */
        HOLD_RANGE(5),
        /** Ends what a hold began. */
        LET_GO(2),
        /** Marks pages as free to be dropped. */
        FREE(2),
        /** Makes pages exclusive to a device. */
        EXCLUSIVE(4),
        /** Asks a device whether pages are exclusive still. */
        CHECK_EXCLUSIVE(2),
        /** Pins a page, for later steps to meet. */
        PIN(2),
        /** Gives a pin up. */
        UNPIN(2),
        /** Takes a plain reference to a page, which migration must refuse meanwhile. */
        TAKE(3),
        /** Gives a reference up. */
        GIVE(2),
        /** Wants 2 MiB folios. Only programs of 2 MiB have this and the next three. */
        HUGEPAGE(8),
        /** Wants none. */
        NOHUGEPAGE(2),
        /** Makes 2 MiB folios of pages. */
        COLLAPSE(4),
        /** Lets a device's next allocation of 2 MiB fail. */
        FAIL_HUGE(3);

        private static final Set<Op> OF_2_MIB =
                EnumSet.of(HUGEPAGE, NOHUGEPAGE, COLLAPSE, FAIL_HUGE);
        /** What leaves entries of 2 MiB under migration alone, or splits them. */
        private static final Set<Op> KEEP_HUGE_MIGRATION = EnumSet.of(FORK, MPROTECT, SNAPSHOT);
        /** What takes the mmap lock of its process for writing. */
        private static final Set<Op> MMAP_WRITERS =
                EnumSet.of(
                MMAP, MUNMAP, MPROTECT, MREMAP, FORK, HUGEPAGE, NOHUGEPAGE);
        /** What else never waits for a page under migration. */
        private static final Set<Op> WAIT_FOR_NOTHING = EnumSet.of(
                DONTNEED, SNAPSHOT, CREATE_PAGEMAP, REMOVE_PAGEMAP, FAIL_PAGEMAP, FAIL_NEXT,
                FAIL_ONE, FREE, CHECK_EXCLUSIVE, UNPIN, GIVE, FAIL_HUGE);
        /** What cannot end without RAM. */
        private static final Set<Op> NEED_RAM = EnumSet.of(RELEASE, REOPEN, EXIT, LET_GO);
        /** What tries again for ever where a page cannot leave a device for want of RAM. */
        private static final Set<Op> RETRY = EnumSet.of(
                LOAD, STORE, DEVICE_READ, DEVICE_WRITE, EXCLUSIVE, PIN, TAKE);

        private final int weight;

        Op(int weight) {
            this.weight = weight;
        }

        /** Tells whether it can be done while pages are under migration: nobody ends that. */
        boolean waitsForNothing() {
            return WAIT_FOR_NOTHING.contains(this) || writesMmap();
        }

        /**
         * Tells whether it leaves a device folio of 2 MiB under migration as it is. Unmapping one
         * drops a reference too many, in the kernel and here.
         */
        boolean keepsHugeMigration() {
            return KEEP_HUGE_MIGRATION.contains(this);
        }

        /** Tells whether a program that has it is one of 2 MiB. */
        boolean isOf2MiB() {
            return OF_2_MIB.contains(this);
        }

        /** Tells whether it takes the mmap lock of its process for writing. */
        boolean writesMmap() {
            return MMAP_WRITERS.contains(this);
        }

        /** Tells whether it leaves pages under migration. */
        boolean isHold() {
            return this == HOLD_DEVICE || this == HOLD_RANGE;
        }

        /** Tells whether it cannot end without RAM. */
        boolean needsRam() {
            return NEED_RAM.contains(this);
        }

        /** Tells whether it cannot end without RAM where it meets a device page. */
        boolean retries() {
            return RETRY.contains(this);
        }

        private static Op draw(SplittableRandom random, FuzzArena arena) {
            int left = random.nextInt(total(arena));
            for (Op op : values()) {
                left -= op.weightIn(arena);
                if (left < 0) {
                    return op;
                }
            }
            throw new AssertionError("weights do not add up");
        }

        private int weightIn(FuzzArena arena) {
            return arena == FuzzArena.SMALL && isOf2MiB() ? 0 : weight;
        }

        private static int total(FuzzArena arena) {
            int sum = 0;
            for (Op op : values()) {
                sum += op.weightIn(arena);
            }
            return sum;
        }
    }

    /** Draws a step without one before it. */
    static FuzzStep draw(SplittableRandom random, FuzzArena arena) {
        return new FuzzStep(Op.draw(random, arena), random.nextInt(4), random.nextInt(ARENA_PAGES),
                1 + random.nextInt(MAX_RUN), random.nextInt(MAX_VALUE));
    }

    /**
     * Draws the step after this one. After the begin of a migration it is often one that changes
     * the same pages, in the same process or the next.
     */
    FuzzStep drawNext(SplittableRandom random, FuzzArena arena) {
        FuzzStep drawn = draw(random, arena);
        if (!op.isHold() || random.nextInt(4) == 0) {
            return drawn;
        }
        Op change = CHANGES[random.nextInt(CHANGES.length)];
        return new FuzzStep(change, process + random.nextInt(2), page, nrPages, drawn.value);
    }

    /** Reads what {@link #toString} wrote. */
    static FuzzStep parse(String line) {
        String[] words = line.strip().split(" ");
        if (words.length != 5) {
            throw new IllegalArgumentException("no step: '" + line + "'");
        }
        return new FuzzStep(Op.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(words[1]), Integer.parseInt(words[2]),
                Integer.parseInt(words[3]), Integer.parseInt(words[4]));
    }

    @Override
    public String toString() {
        return op.name().toLowerCase(Locale.ROOT) + " " + process + " " + page + " " + nrPages
                + " " + value;
    }
}
