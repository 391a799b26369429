package dev.hmmbench.results.gate;

/** The outcome of one check. */
public enum Status {
    /** Compared, and no worse. */
    PASS("pass", Counted.COMPARED),
    /** Compared, and worse: fails the build. */
    REGRESSION("REGRESSION", Counted.COMPARED),
    /** Compared, and worse, on these rounds alone: fails the build; {@code --confirm} decides. */
    UNCONFIRMED("REGRESSION, unconfirmed", Counted.COMPARED),
    /** Compared, worse at first, not worse on fresh rounds. */
    NOT_CONFIRMED("pass, not confirmed", Counted.COMPARED),
    /** Compared, and better: asks for a bless, or a later regression hides in it. */
    IMPROVEMENT("improvement, bless it", Counted.COMPARED),
    /** Compared, but the accepted runs are too few to judge. */
    ADVISORY("advisory", Counted.COMPARED),
    /** Compared, but only large changes can be seen in it. */
    NOISY("pass, noisy", Counted.COMPARED),
    /** Measured, but it has no one value. */
    UNDECIDED("undecided", Counted.UNDECIDED),
    /** Expected, and not there: the run is incomplete. */
    MISSING("MISSING", Counted.MISSING),
    /** The run itself is broken. */
    INVALID("INVALID", Counted.MISSING),
    /** Not judged for a while. */
    QUARANTINED("quarantined", Counted.QUARANTINED),
    /** Not expected yet: no baseline knows it; asks for a bless. */
    NEW("new, bless it", Counted.NEW);

    /** Under which number a check is counted. */
    enum Counted { COMPARED, UNDECIDED, MISSING, QUARANTINED, NEW }

    private final String label;
    private final Counted counted;

    Status(String label, Counted counted) {
        this.label = label;
        this.counted = counted;
    }

    /** Returns the words of every report. */
    public String label() {
        return label;
    }

    /** Returns under which number it is counted. */
    Counted counted() {
        return counted;
    }

    /** Returns whether it fails the build as a regression. */
    public boolean isRegression() {
        return this == REGRESSION || this == UNCONFIRMED;
    }
}
