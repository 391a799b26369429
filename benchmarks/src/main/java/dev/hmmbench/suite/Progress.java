package dev.hmmbench.suite;

/** Shows how far a run is. Called from one thread. */
public interface Progress extends AutoCloseable {

    /**
     * A run begins or is taken up again.
     *
     * @param units what is done one after another, in the plural
     * @param done units that need not run any more
     * @param total units of the whole run
     * @param unitMs how long one takes, roughly
     */
    void begin(String units, int done, int total, long unitMs);

    /** A unit begins; {@code what} names it: row, arm and round. */
    void next(String what);

    /** A part of the unit has ended. */
    void step();

    /** The unit has ended. */
    void done();

    /** Something the user should know at once, in one line. */
    void note(String line);

    /** Ends the display. */
    @Override
    void close();
}
