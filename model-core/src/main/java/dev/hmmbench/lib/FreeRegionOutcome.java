package dev.hmmbench.lib;

/** What became of a request for a free region. Costs are those of the kernel's literal search. */
public sealed interface FreeRegionOutcome {

    /** Returns how many candidates the kernel tests for this request. */
    long probes();

    /** Returns how many children of the root those tests walk past. */
    long nodesVisited();

    /** The region was claimed. */
    record Reserved(Resource region, long probes, long nodesVisited)
            implements FreeRegionOutcome {}

    /** The request failed; nothing was claimed. */
    record Refused(Cause cause, long probes, long nodesVisited) implements FreeRegionOutcome {}

    /** Why a request fails. */
    enum Cause {
        /** No memory for the descriptor: {@code -ENOMEM}. */
        NO_DESCRIPTOR(-12),
        /** Every candidate overlaps something: {@code -ERANGE}. */
        NO_HOLE(-34),
        /** A candidate that wraps around overlapped nothing, and the claim refused it. */
        CLAIM_REFUSED(-34),
        /**
         * The 6.1 kernel would search for ever: a size that rounds to 0 makes its step 0. The
         * model stops; the error is the one of its sibling cases.
         */
        NEVER_ENDS(-34);

        private final int errno;

        Cause(int errno) {
            this.errno = errno;
        }

        /** Returns the negative error number that the caller sees. */
        public int errno() {
            return errno;
        }
    }
}
