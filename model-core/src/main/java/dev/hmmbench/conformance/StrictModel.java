package dev.hmmbench.conformance;

import dev.hmmbench.conformance.Colour.Word;
import dev.hmmbench.count.Counters;
import dev.hmmbench.model.Carriers;
import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.RmapWalks;
import dev.hmmbench.model.Snapshots;
import dev.hmmbench.physmem.PhysicalMemory;

/**
 * A model whose numbers carry the colour of their space. Every word gets it where the model makes
 * it and is checked against the page that the model finds for it, so that a lost mark is noticed
 * also where the number happens to be valid in the other space. Counts of events are the model's
 * own: checking costs no walk.
 */
final class StrictModel implements MemoryModel {

    private final MemoryModel model;
    private final Numbers numbers;
    private final Carriers carriers;

    /**
     * Wraps a model.
     *
     * @param memory what it was opened on
     */
    StrictModel(MemoryModel model, PhysicalMemory memory) {
        this.model = model;
        ColourCheck check = new ColourCheck(memory);
        this.numbers = new StrictNumbers(model.numbers(), check);
        this.carriers = new StrictCarriers(model.carriers(), check);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Lifecycle lifecycle() {
        return model.lifecycle();
    }

    @Override
    public Numbers numbers() {
        return numbers;
    }

    @Override
    public Carriers carriers() {
        return carriers;
    }

    @Override
    public Counters counters() {
        return model.counters();
    }

    @Override
    public void validate() {
        model.validate();
    }

    @Override
    public void close() {
        model.close();
    }

    /** A number without colour is a driver's: it counts up from the first of its pagemap. */
    private record StrictNumbers(Numbers right, ColourCheck check) implements Numbers {

        @Override
        public long pageOf(long number) {
            check.requireNot(Word.NUMBER, number, Colour.RAM);
            return check.found(Word.NUMBER, Word.NUMBER.paint(number, Colour.DEVICE),
                    right.pageOf(Word.NUMBER.strip(number)));
        }

        @Override
        public long numberOf(long page) {
            check.requirePage(page, Colour.DEVICE);
            return Word.NUMBER.paint(right.numberOf(page), Colour.DEVICE);
        }
    }

    private static final class StrictCarriers implements Carriers {

        private final MigratePfns migratePfns;
        private final HmmPfns hmmPfns;
        private final RmapWalks rmapWalks;
        private final Snapshots snapshots;
        private final LeafEntries leafEntries;

        StrictCarriers(Carriers right, ColourCheck check) {
            this.migratePfns = new StrictMigratePfns(right.migratePfns(), check);
            this.hmmPfns = new StrictHmmPfns(right.hmmPfns(), check);
            this.rmapWalks = new StrictRmapWalks(right.rmapWalks(), check);
            this.snapshots = new StrictSnapshots(right.snapshots(), check);
            this.leafEntries = new StrictLeafEntries(right.leafEntries(), check);
        }

        @Override
        public MigratePfns migratePfns() {
            return migratePfns;
        }

        @Override
        public HmmPfns hmmPfns() {
            return hmmPfns;
        }

        @Override
        public RmapWalks rmapWalks() {
            return rmapWalks;
        }

        @Override
        public Snapshots snapshots() {
            return snapshots;
        }

        @Override
        public LeafEntries leafEntries() {
            return leafEntries;
        }
    }

    private record StrictMigratePfns(MigratePfns right, ColourCheck check)
            implements MigratePfns {

        @Override
        public long fromPage(long page) {
            return Word.MIGRATE_PFN.paint(right.fromPage(page), check.colourOf(page));
        }

        @Override
        public long fromDeviceNumber(long number) {
            check.requireNot(Word.NUMBER, number, Colour.RAM);
            long word = right.fromDeviceNumber(Word.NUMBER.strip(number));
            return Word.MIGRATE_PFN.paint(word, Colour.DEVICE);
        }

        @Override
        public long pageOf(long mpfn) {
            return check.found(
                    Word.MIGRATE_PFN, mpfn, right.pageOf(Word.MIGRATE_PFN.strip(mpfn)));
        }
    }

    private record StrictHmmPfns(HmmPfns right, ColourCheck check) implements HmmPfns {

        @Override
        public long fromPfn(long pfn, int order) {
            check.requireNot(Word.NUMBER, pfn, Colour.DEVICE);
            return Word.HMM_PFN.paint(
                    right.fromPfn(Word.NUMBER.strip(pfn), order), Colour.RAM);
        }

        @Override
        public long fromDeviceNumber(long number, int order) {
            check.requireNot(Word.NUMBER, number, Colour.RAM);
            return Word.HMM_PFN.paint(
                    right.fromDeviceNumber(Word.NUMBER.strip(number), order), Colour.DEVICE);
        }

        @Override
        public long pageOf(long hmmPfn) {
            return check.found(Word.HMM_PFN, hmmPfn, right.pageOf(Word.HMM_PFN.strip(hmmPfn)));
        }

        @Override
        public int orderOf(long hmmPfn) {
            return right.orderOf(Word.HMM_PFN.strip(hmmPfn));
        }
    }

    private record StrictRmapWalks(RmapWalks right, ColourCheck check) implements RmapWalks {

        @Override
        public int flagsFor(long folio, int flags) {
            return right.flagsFor(folio, flags);
        }

        @Override
        public long numberFor(long folio) {
            return Word.NUMBER.paint(right.numberFor(folio), check.colourOf(folio));
        }

        @Override
        public long folioOf(long walkNumber, int walkFlags) {
            return check.found(Word.NUMBER, walkNumber,
                    right.folioOf(Word.NUMBER.strip(walkNumber), walkFlags));
        }

        @Override
        public boolean matches(
                long walkNumber, long nrPages, int walkFlags, long entry, long entryPages) {
            boolean isMatch = right.matches(Word.NUMBER.strip(walkNumber), nrPages, walkFlags,
                    Word.ENTRY.strip(entry), entryPages);
            if (isMatch) {
                check.requireSame(walkNumber, entry);
            }
            return isMatch;
        }

        @Override
        public boolean matchesPresent(
                long walkNumber, long nrPages, int walkFlags, long pfn, long entryPages) {
            boolean isMatch = right.matchesPresent(
                    Word.NUMBER.strip(walkNumber), nrPages, walkFlags, pfn, entryPages);
            if (isMatch) {
                check.requireNot(Word.NUMBER, walkNumber, Colour.DEVICE);
            }
            return isMatch;
        }

        @Override
        public long subpageIndex(long folio, long entry) {
            return right.subpageIndex(folio, Word.ENTRY.strip(entry));
        }
    }

    private record StrictSnapshots(Snapshots right, ColourCheck check) implements Snapshots {

        @Override
        public long numberOf(long page) {
            return Word.NUMBER.paint(right.numberOf(page), check.colourOf(page));
        }

        @Override
        public int flagsOf(long page) {
            return right.flagsOf(page);
        }
    }
}
