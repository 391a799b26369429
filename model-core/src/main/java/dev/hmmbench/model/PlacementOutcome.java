package dev.hmmbench.model;

/** What became of a request for numbers. */
public sealed interface PlacementOutcome {

    /** Returns how many candidate positions, or tree nodes, the kernel's search tests. */
    long probes();

    /**
     * Numbers were reserved.
     *
     * @param startByte first byte position in the space of the design, unsigned
     * @param lastByte last byte position, inclusive as in the kernel, unsigned
     * @param requestedBytes what was asked for
     * @param probes how many candidates the search tested
     */
    record Placed(long startByte, long lastByte, long requestedBytes, long probes)
            implements PlacementOutcome {

        /** Returns bytes of numbers taken, which rounding may make more than was asked for. */
        public long takenBytes() {
            return lastByte - startByte + 1;
        }
    }

    /**
     * No numbers were reserved.
     *
     * @param errno what the kernel's function returns, negated
     * @param reason why, in words: what blocks, what would have been needed; empty where the
     *     kernel's own search runs, which is for measuring
     * @param probes how many candidates the search tested
     */
    record Refused(Errno errno, String reason, long probes) implements PlacementOutcome {}
}
