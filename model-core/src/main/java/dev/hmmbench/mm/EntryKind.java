package dev.hmmbench.mm;

import dev.hmmbench.model.LeafKind;

/** What a page-table entry is, whichever design made it: the same on both for the same program. */
public enum EntryKind {
    /** Nothing is mapped. */
    NONE,
    /** The zero page. */
    ZERO_PAGE,
    /** A page of RAM that may be read. */
    PRESENT_READ,
    /** A page of RAM that may be written. */
    PRESENT_WRITE,
    /** A page of RAM that may not be accessed. */
    INACCESSIBLE,
    /** A device page that its device may read. */
    DEVICE_READ,
    /** A device page that its device may write. */
    DEVICE_WRITE,
    /** A page of RAM that a device uses exclusively. */
    EXCLUSIVE,
    /** A page under migration. */
    MIGRATION,
    /** Anything else. */
    OTHER;

    /** Tells whether the entry holds a device page. */
    public boolean isDevice() {
        return this == DEVICE_READ || this == DEVICE_WRITE;
    }

    /** Tells whether the entry holds a page of RAM that belongs to the process. */
    public boolean isRam() {
        return this == PRESENT_READ || this == PRESENT_WRITE || this == INACCESSIBLE;
    }

    static EntryKind of(CoreMm core, long pte) {
        if (Pte.isNone(pte)) {
            return NONE;
        }
        if (Pte.isPresent(pte)) {
            return ofPresent(core, pte);
        }
        LeafKind kind = core.leafEntries().kindOf(pte);
        return switch (kind) {
            case DEVICE_READ -> DEVICE_READ;
            case DEVICE_WRITE -> DEVICE_WRITE;
            case DEVICE_EXCLUSIVE -> EXCLUSIVE;
            default -> kind.isMigration() ? MIGRATION : OTHER;
        };
    }

    private static EntryKind ofPresent(CoreMm core, long pte) {
        if (Pte.pfnOf(pte) == core.zeroPfn() || core.hugeZero().isPfn(Pte.pfnOf(pte))) {
            return ZERO_PAGE;
        }
        if (Pte.isProtnone(pte)) {
            return INACCESSIBLE;
        }
        return Pte.isWritable(pte) ? PRESENT_WRITE : PRESENT_READ;
    }
}
