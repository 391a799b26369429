package dev.hmmbench.bench;

import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** Tells the first measured iteration of a fork, before which the warm-up is forgotten. */
final class FirstMeasured {

    private boolean hasBegun;

    /** Tells whether this is the first measured iteration; once. */
    boolean isIt(IterationParams iteration) {
        if (hasBegun || iteration.getType() != IterationType.MEASUREMENT) {
            return false;
        }
        hasBegun = true;
        return true;
    }
}
