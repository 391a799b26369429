package dev.hmmbench.mm;

/**
 * Drops the content of a range, which reads as zeroes afterwards.
 *
 * <p>Models mm/madvise.c, madvise_dontneed_single_vma() and the check of hugetlb in
 * madvise_dontneed_free_valid_vma(), 6.19. Fidelity: modelled.
 */
final class MadviseDontneed {

    private MadviseDontneed() {}

    /**
     * Drops what is mapped; takes the mmap lock itself.
     *
     * @throws dev.hmmbench.model.ModelException with EINVAL if the range starts within a huge page
     *     of hugetlb
     */
    static void range(CoreMm core, AddressSpace mm, long start, long end) {
        AdvisedRange.eachPart(mm, start, end, (vma, from, to) ->
                drop(core, vma, from, Hugetlb.endOfDontneed(vma, from, to)));
    }

    private static void drop(CoreMm core, Vma vma, long start, long end) {
        if (start < end) {
            MmuNotifiers notifiers = vma.mm().notifiers();
            notifiers.start(NotifierEvent.CLEAR, 0, start, end);
            core.zap().range(vma, start, end);
            notifiers.end();
        }
    }
}
