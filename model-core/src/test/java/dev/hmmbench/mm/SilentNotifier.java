package dev.hmmbench.mm;

/** A mirror of a whole address space that copies nothing and only counts what it is told. */
final class SilentNotifier extends IntervalNotifier {

    int nrInvalidations;

    private SilentNotifier() {
        super(0, Long.MAX_VALUE);
    }

    /** Creates a mirror and adds it. */
    static SilentNotifier on(AddressSpace mm) {
        SilentNotifier notifier = new SilentNotifier();
        mm.notifiers().insert(notifier);
        return notifier;
    }

    @Override
    protected void invalidate(NotifierEvent event, long owner, long rangeStart, long rangeEnd,
            long newSequence) {
        nrInvalidations++;
        setSequence(newSequence);
    }
}
