package dev.hmmbench.model;

/**
 * Migrate pfns: one word per 4 KiB of a migrating range.
 *
 * <pre>
 *   63                        6   5    4    3    2   1    0
 *   +-------------------------+----+----+----+----+----+----+
 *   | number                  | DP | CP | WR |  - | MI | VA |
 *   +-------------------------+----+----+----+----+----+----+
 *   VA valid, MI migrate, WR write, CP compound, DP device private (new design only)
 * </pre>
 *
 * <p>Models include/linux/migrate.h, 6.19 and the series. Fidelity: modelled.
 */
public interface MigratePfns {

    /** The word holds a page. */
    long VALID = 1L << 0;
    /** The page will migrate, or has. */
    long MIGRATE = 1L << 1;
    /** The page was, or may be, mapped writable. */
    long WRITE = 1L << 3;
    /** The word stands for a whole 2 MiB folio. */
    long COMPOUND = 1L << 4;
    /** Lowest bit of the number. */
    int SHIFT = 6;
    /** What to add to a word to reach the next page. */
    long NEXT_PAGE = 1L << SHIFT;

    /** Returns the valid word of a page, RAM or device. */
    long fromPage(long page);

    /** Returns the valid word of a device page number, as drivers build it to evict a range. */
    long fromDeviceNumber(long number);

    /** Returns the page of a word, or {@link Numbers#NO_PAGE} if it is not valid. */
    long pageOf(long mpfn);
}
