package dev.hmmbench.conformance;

import dev.hmmbench.conformance.Colour.Word;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafKind;

/**
 * Entries that carry the colour of their number.
 *
 * @param right what makes them
 */
record StrictLeafEntries(LeafEntries right, ColourCheck check) implements LeafEntries {

    @Override
    public int maxSwapFiles() {
        return right.maxSwapFiles();
    }

    @Override
    public int typeOf(LeafKind kind) {
        return right.typeOf(kind);
    }

    @Override
    public LeafKind kindOf(long entry) {
        return right.kindOf(Word.ENTRY.strip(entry));
    }

    @Override
    public long deviceEntry(long page, Access access) {
        check.requirePage(page, Colour.DEVICE);
        return Word.ENTRY.paint(right.deviceEntry(page, access), Colour.DEVICE);
    }

    @Override
    public long migrationEntry(long page, MigrationKind kind, int ageFlags) {
        return Word.ENTRY.paint(
                right.migrationEntry(page, kind, ageFlags), check.colourOf(page));
    }

    @Override
    public long exclusiveEntry(long page) {
        check.requirePage(page, Colour.RAM);
        return Word.ENTRY.paint(right.exclusiveEntry(page), Colour.RAM);
    }

    @Override
    public long pageOf(long entry) {
        return check.found(Word.ENTRY, entry, right.pageOf(Word.ENTRY.strip(entry)));
    }

    @Override
    public long numberOf(long entry) {
        return Word.NUMBER.paint(
                right.numberOf(Word.ENTRY.strip(entry)), check.colourOf(Word.ENTRY, entry));
    }

    @Override
    public int ageFlagsOf(long entry) {
        return right.ageFlagsOf(Word.ENTRY.strip(entry));
    }

    @Override
    public long toReadableDevice(long entry) {
        Colour colour = check.colourOf(Word.ENTRY, entry);
        return Word.ENTRY.paint(right.toReadableDevice(Word.ENTRY.strip(entry)), colour);
    }

    @Override
    public long toMigration(long entry, MigrationKind kind) {
        Colour colour = check.colourOf(Word.ENTRY, entry);
        return Word.ENTRY.paint(right.toMigration(Word.ENTRY.strip(entry), kind), colour);
    }
}
