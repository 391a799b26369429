package dev.hmmbench.device;

import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.RangeFault;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;

/**
 * What commands of the test device refuse, with the errno of the kernel's ioctl.
 *
 * <p>Models lib/test_hmm.c, dmirror_fops_unlocked_ioctl() and dmirror_range_fault(), their checks,
 * 6.19. Fidelity: modelled.
 */
final class DmirrorErrors {

    private DmirrorErrors() {}

    /** Refuses a range that is not page aligned, has no page, or wraps. */
    static void requireRange(long address, int nrPages) {
        long end = address + nrPages * Vma.PAGE_BYTES;
        if ((address & Vma.PAGE_BYTES - 1) != 0 || end <= address) {
            throw new ModelException(Errno.EINVAL, nrPages + " pages at 0x"
                    + Long.toHexString(address));
        }
    }

    /** Refuses what is not a fault of the device once mmget_not_zero() fails. */
    static void requireProcess(AddressSpace mm) {
        if (!mm.isOpen()) {
            throw new ModelException(Errno.EINVAL, "the process has exited");
        }
    }

    /** Refuses where a look at the process's memory ended for good. */
    static void requireAccess(RangeFault.Outcome outcome, long address) {
        switch (outcome) {
            case BAD_ADDRESS -> throw new ModelException(Errno.EFAULT,
                    "the device may not access the range at 0x" + Long.toHexString(address));
            case NOT_PERMITTED -> throw new ModelException(Errno.EPERM,
                    "the device may not write the range at 0x" + Long.toHexString(address));
            case DONE, BUSY -> { }
        }
    }
}
