package dev.hmmbench.conformance;

import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.Numbers;

/** HMM pfns with a fault. */
record FaultyHmmPfns(PlantedFault fault, HmmPfns right) implements HmmPfns {

    @Override
    public long fromPfn(long pfn, int order) {
        return right.fromPfn(pfn, order);
    }

    @Override
    public long fromDeviceNumber(long number, int order) {
        if (fault == PlantedFault.HMM_PFN_LOSES_DEVICE_MARK) {
            return right.fromPfn(number, order);
        }
        return right.fromDeviceNumber(
                fault == PlantedFault.HMM_PFN_OF_NEXT_PAGE ? number + 1 : number, order);
    }

    @Override
    public long pageOf(long hmmPfn) {
        return fault == PlantedFault.HMM_PFN_LOSES_THE_PAGE
                ? Numbers.NO_PAGE : right.pageOf(hmmPfn);
    }

    @Override
    public int orderOf(long hmmPfn) {
        return right.orderOf(hmmPfn);
    }
}
