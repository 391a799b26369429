package dev.hmmbench.mm;

import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;

/**
 * Ranges of user addresses as system calls are given them.
 *
 * <p>Models arch/x86/include/asm/page_64_types.h, TASK_SIZE_MAX with four levels of tables, and the
 * checks of mm/mmap.c, 6.19. Fidelity: modelled.
 */
final class UserRange {

    /** One more than the highest user address. */
    static final long TASK_SIZE = (1L << 47) - Pte.PAGE_BYTES;

    private UserRange() {}

    /** Returns a length in whole pages; throws EINVAL where it is none. */
    static long roundedLength(long sizeBytes) {
        if (sizeBytes <= 0 || sizeBytes > TASK_SIZE) {
            throw new ModelException(Errno.EINVAL, "a mapping of " + sizeBytes + " bytes");
        }
        return sizeBytes + Pte.PAGE_BYTES - 1 & Pte.PAGE_MASK;
    }

    /** Returns the length of a range in whole pages; throws EINVAL where it is no user range. */
    static long require(long start, long sizeBytes) {
        long length = roundedLength(sizeBytes);
        if ((start & ~Pte.PAGE_MASK) != 0 || start < 0 || start > TASK_SIZE - length) {
            throw new ModelException(Errno.EINVAL, "range 0x" + Long.toHexString(start)
                    + " of " + length + " bytes is not page aligned or not a user address");
        }
        return length;
    }

    /** Throws ENOMEM where nothing is mapped between what was reached and what comes next. */
    static void requireNoHole(long reached, long next) {
        if (reached < next) {
            throw new ModelException(
                    Errno.ENOMEM, "nothing is mapped at 0x" + Long.toHexString(reached));
        }
    }
}
