package dev.hmmbench.cli.place;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hmmbench.lib.FreeRegionOutcome;
import java.util.Optional;

/**
 * The answer to one request, of a recorded kernel or of the model.
 *
 * @param start first address; 0 where {@code errno} is not
 * @param last last address, inclusive; 0 where {@code errno} is not
 * @param errno negative error number, or 0
 */
record ReplayAnswer(long start, long last, int errno) {

    /** Returns the model's answer. */
    static ReplayAnswer of(FreeRegionOutcome outcome) {
        return switch (outcome) {
            case FreeRegionOutcome.Reserved reserved -> new ReplayAnswer(
                    reserved.region().start(), reserved.region().last(), 0);
            case FreeRegionOutcome.Refused refused ->
                    new ReplayAnswer(0, 0, refused.cause().errno());
        };
    }

    /** Returns the answer that an op records, if it records one. */
    static Optional<ReplayAnswer> recorded(ReplayFields op) {
        if (op.has("errno")) {
            return Optional.of(new ReplayAnswer(0, 0, op.integer("errno")));
        }
        return op.has("start")
                ? Optional.of(new ReplayAnswer(op.hex("start"), op.hex("end"), 0))
                : Optional.empty();
    }

    /** Writes the answer into an object of the results file. */
    void writeTo(ObjectNode node) {
        if (errno == 0) {
            node.put("start", Long.toHexString(start)).put("end", Long.toHexString(last));
        } else {
            node.put("errno", errno);
        }
    }

    /** Returns the answer as a mismatch line shows it. */
    @Override
    public String toString() {
        return errno == 0 ? String.format("%x-%x", start, last) : String.valueOf(errno);
    }
}
