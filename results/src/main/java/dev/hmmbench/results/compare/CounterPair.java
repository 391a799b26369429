package dev.hmmbench.results.compare;

/**
 * One exact counter of a row in both designs. Never averaged, no interval: it is exact.
 *
 * @param name the event
 * @param referencePerOp events per operation in the reference design
 * @param candidatePerOp events per operation in the other
 */
public record CounterPair(String name, double referencePerOp, double candidatePerOp) {

    /** Returns whether both designs do the same. */
    public boolean isEqual() {
        return referencePerOp == candidatePerOp;
    }
}
