package dev.hmmbench.results.run;

import com.fasterxml.jackson.annotation.JsonValue;

/** The unit of a value. The unit alone decides which way the value gets worse. */
public enum Unit {
    /** Nanoseconds per operation. */
    NS_PER_OP("ns/op", Direction.LOWER_IS_BETTER),
    /** Nanoseconds per page. */
    NS_PER_PAGE("ns/page", Direction.LOWER_IS_BETTER),
    /** Bytes allocated per operation. */
    BYTES_PER_OP("B/op", Direction.LOWER_IS_BETTER),
    /** Operations per second of wall time. */
    OPS_PER_SECOND("ops/s", Direction.HIGHER_IS_BETTER),
    /** Nanoseconds. */
    NS("ns", Direction.LOWER_IS_BETTER),
    /** Bytes. */
    BYTES("B", Direction.LOWER_IS_BETTER),
    /** Events per operation. */
    EVENTS_PER_OP("events/op", Direction.LOWER_IS_BETTER),
    /** Events. */
    EVENTS("events", Direction.LOWER_IS_BETTER),
    /** A share of one, 0 to 1. */
    SHARE("share", Direction.LOWER_IS_BETTER);

    private final String symbol;
    private final Direction direction;

    Unit(String symbol, Direction direction) {
        this.symbol = symbol;
        this.direction = direction;
    }

    /** Returns how files and reports write the unit. */
    @JsonValue
    public String symbol() {
        return symbol;
    }

    /** Returns which way a value of this unit gets worse. */
    public Direction direction() {
        return direction;
    }
}
