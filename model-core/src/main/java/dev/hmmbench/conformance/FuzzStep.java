package dev.hmmbench.conformance;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One step of a random program. What it does not use is there all the same, so that steps can be
 * taken out of a program without changing the others.
 *
 * @param op what is done
 * @param process which process does it, modulo the processes that live
 * @param page first page of the arena
 * @param nrPages pages, 1 or more; what lies behind the arena is cut off
 * @param value what is stored, or which protection or device is meant
 */
record FuzzStep(Op op, int process, int page, int nrPages, int value) {

    /** Pages that programs play with. */
    static final int ARENA_PAGES = 40;

    private static final int MAX_RUN = 12;
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
        FORK(2),
        /** Ends the process, unless it is the first. */
        EXIT(2),
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
        EVICT(1);

        private static final int TOTAL = total();

        private final int weight;

        Op(int weight) {
            this.weight = weight;
        }

        private static Op draw(SplittableRandom random) {
            int left = random.nextInt(TOTAL);
            for (Op op : values()) {
                left -= op.weight;
                if (left < 0) {
                    return op;
                }
            }
            throw new AssertionError("weights do not add up");
        }

        private static int total() {
            int sum = 0;
            for (Op op : values()) {
                sum += op.weight;
            }
            return sum;
        }
    }

    /** Draws a step. */
    static FuzzStep draw(SplittableRandom random) {
        return new FuzzStep(Op.draw(random), random.nextInt(4), random.nextInt(ARENA_PAGES),
                1 + random.nextInt(MAX_RUN), random.nextInt(MAX_VALUE));
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

    /** Returns the pages that lie inside the arena. */
    int pagesInArena() {
        return Math.min(nrPages, ARENA_PAGES - page);
    }

    @Override
    public String toString() {
        return op.name().toLowerCase(Locale.ROOT) + " " + process + " " + page + " " + nrPages
                + " " + value;
    }
}
