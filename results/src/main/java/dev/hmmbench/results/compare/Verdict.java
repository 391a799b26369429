package dev.hmmbench.results.compare;

/** What a row says about the candidate arm against the reference arm. */
public enum Verdict {
    /** The interval lies beyond 1 and the estimate beyond the margin: the candidate costs less. */
    FASTER("faster"),
    /** The interval lies beyond 1 and the estimate beyond the margin: the candidate costs more. */
    SLOWER("slower"),
    /** The whole interval lies inside the margin. */
    EQUIVALENT("equivalent"),
    /** The data cannot tell; the row's reason says why, its minimum detectable effect how much. */
    INCONCLUSIVE("inconclusive"),
    /** There is nothing fit to be compared. */
    NOT_COMPARABLE("not comparable");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /** Returns the words of every report. */
    public String label() {
        return label;
    }
}
