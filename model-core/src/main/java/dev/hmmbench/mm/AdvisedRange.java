package dev.hmmbench.mm;

/** The mapped parts of a range that madvise() names, under the mmap lock for reading. */
final class AdvisedRange {

    private AdvisedRange() {}

    /** What the advice does to the part of the range that one mapping holds. */
    @FunctionalInterface
    interface Part {
        /** Does it; the part is not empty. */
        void apply(Vma vma, long start, long end);
    }

    /** Goes through the parts in ascending order; holes are left out. Takes the lock itself. */
    static void eachPart(AddressSpace mm, long start, long end, Part action) {
        long stamp = mm.lockRead();
        try {
            for (Vma vma : mm.overlapping(start, end)) {
                action.apply(vma, Math.max(start, vma.start()), Math.min(end, vma.end()));
            }
        } finally {
            mm.unlockRead(stamp);
        }
    }
}
