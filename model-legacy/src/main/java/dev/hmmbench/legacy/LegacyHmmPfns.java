package dev.hmmbench.legacy;

import dev.hmmbench.model.HmmPfns;

/**
 * HMM pfns that hold a PFN, of RAM or of a device.
 *
 * <pre>
 *   63 62 61  60   59   58  57    53 52                                0
 *   +--+--+--+----+----+---+--------+-----------------------------------+
 *   |V |W |E |DMA |P2P |BUS| order  | pfn                               |
 *   +--+--+--+----+----+---+--------+-----------------------------------+
 * </pre>
 *
 * <p>Models include/linux/hmm.h, 6.19. Fidelity: modelled.
 */
final class LegacyHmmPfns implements HmmPfns {

    private static final int ORDER_SHIFT = 53;
    private static final int ORDER_MASK = 31;
    private static final long PFN_MASK = (1L << ORDER_SHIFT) - 1;

    private final LegacyNumbers numbers;

    LegacyHmmPfns(LegacyNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public long fromPfn(long pfn, int order) {
        return pfn | (long) order << ORDER_SHIFT;
    }

    @Override
    public long fromDeviceNumber(long number, int order) {
        return fromPfn(number, order);
    }

    @Override
    public long pageOf(long hmmPfn) {
        return numbers.pageOfAny(hmmPfn & PFN_MASK);
    }

    @Override
    public int orderOf(long hmmPfn) {
        return (int) (hmmPfn >>> ORDER_SHIFT) & ORDER_MASK;
    }
}
