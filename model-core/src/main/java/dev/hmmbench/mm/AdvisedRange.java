package dev.hmmbench.mm;

import java.util.List;

/** The mapped parts of a range that madvise() names, under the mmap lock for reading. */
final class AdvisedRange {

    private AdvisedRange() {}

    /** Throws ENOMEM where the parts, ascending, do not cover the range. */
    static void requireNoHole(List<Vma> parts, long start, long end) {
        long reached = start;
        for (Vma part : parts) {
            UserRange.requireNoHole(reached, part.start());
            reached = part.end();
        }
        UserRange.requireNoHole(reached, end);
    }

    /** What the advice does to the part of the range that one mapping holds. */
    @FunctionalInterface
    interface Part {
        /** Does it; the part is not empty. */
        void apply(Vma vma, long start, long end);
    }

    /**
     * Goes through the parts in ascending order. Takes the lock itself.
     *
     * @throws dev.hmmbench.model.ModelException with ENOMEM, after all parts, if there are holes
     */
    static void eachPart(AddressSpace mm, long start, long end, Part action) {
        long stamp = mm.lockRead();
        try {
            List<Vma> parts = mm.overlapping(start, end);
            for (Vma vma : parts) {
                action.apply(vma, Math.max(start, vma.start()), Math.min(end, vma.end()));
            }
            requireNoHole(parts, start, end);
        } finally {
            mm.unlockRead(stamp);
        }
    }
}
