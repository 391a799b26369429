package dev.hmmbench.model;

/**
 * HMM pfns: one word per 4 KiB of a mirrored range. VALID, WRITE and ERROR are the top three bits
 * in every kernel; where the order and the device-private flag sit is up to the design.
 *
 * <p>Models include/linux/hmm.h, 6.19 and the series. Fidelity: modelled.
 */
public interface HmmPfns {

    /** The word holds a page. */
    long VALID = 1L << 63;
    /** The page may be written. */
    long WRITE = 1L << 62;
    /** The address cannot be accessed. */
    long ERROR = 1L << 61;
    /** The page is mapped for DMA. */
    long DMA_MAPPED = 1L << 60;

    /** Returns the word of a RAM page frame without VALID or WRITE. */
    long fromPfn(long pfn, int order);

    /** Returns the word of a device page number without VALID or WRITE, with the design's mark. */
    long fromDeviceNumber(long number, int order);

    /** Returns the page of a word that is VALID. */
    long pageOf(long hmmPfn);

    /** Returns the order of the mapping that the word was read from. */
    int orderOf(long hmmPfn);
}
