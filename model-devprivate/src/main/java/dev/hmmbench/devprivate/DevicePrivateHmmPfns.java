package dev.hmmbench.devprivate;

import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.physmem.Vmemmap;

/**
 * HMM pfns that hold a PFN, or with bit 57 an offset.
 *
 * <pre>
 *   63 62 61  60   59   58  57  56    52 51                            0
 *   +--+--+--+----+----+---+---+--------+-------------------------------+
 *   |V |W |E |DMA |P2P |BUS|DP | order  | number                        |
 *   +--+--+--+----+----+---+---+--------+-------------------------------+
 * </pre>
 *
 * <p>Models include/linux/hmm.h, hmm_pfn_to_page(), v6 of the series. Fidelity: modelled.
 */
final class DevicePrivateHmmPfns implements HmmPfns {

    /** The number is a device-private offset. */
    static final long DEVICE_PRIVATE = 1L << 57;

    private static final int ORDER_SHIFT = 52;
    private static final int ORDER_MASK = 31;
    private static final long NUMBER_MASK = (1L << ORDER_SHIFT) - 1;

    private final Numbers numbers;
    private final Vmemmap vmemmap;

    DevicePrivateHmmPfns(Numbers numbers, Vmemmap vmemmap) {
        this.numbers = numbers;
        this.vmemmap = vmemmap;
    }

    @Override
    public long fromPfn(long pfn, int order) {
        return pfn | (long) order << ORDER_SHIFT;
    }

    @Override
    public long fromDeviceNumber(long number, int order) {
        return fromPfn(number, order) | DEVICE_PRIVATE;
    }

    @Override
    public long pageOf(long hmmPfn) {
        long number = hmmPfn & NUMBER_MASK;
        return (hmmPfn & DEVICE_PRIVATE) == 0
                ? vmemmap.pageOfValid(number) : numbers.pageOf(number);
    }

    @Override
    public int orderOf(long hmmPfn) {
        return (int) (hmmPfn >>> ORDER_SHIFT) & ORDER_MASK;
    }
}
