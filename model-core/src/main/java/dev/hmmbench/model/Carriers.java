package dev.hmmbench.model;

/**
 * The words that carry page numbers through the kernel. In the legacy design a device number is a
 * PFN and needs no mark; in the new one each carrier must say which space its number is in.
 */
public interface Carriers {

    /** Returns migrate pfns: the words of migrate_vma's source and destination arrays. */
    MigratePfns migratePfns();

    /** Returns HMM pfns: the words that hmm_range_fault fills in. */
    HmmPfns hmmPfns();

    /** Returns numbers and kinds as a reverse-mapping walk compares them. */
    RmapWalks rmapWalks();

    /** Returns page snapshots, as /proc and dump_page take them. */
    Snapshots snapshots();

    /** Returns page-table entries that are not present. */
    LeafEntries leafEntries();
}
