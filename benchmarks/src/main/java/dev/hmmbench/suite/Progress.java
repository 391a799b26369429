package dev.hmmbench.suite;

/** Shows how far a run is. Called from one thread. */
public interface Progress extends AutoCloseable {

    /**
     * A run begins or is taken up again.
     *
     * @param done forks that need not run any more
     * @param total forks of the whole run
     * @param forkMs how long one fork takes, roughly
     */
    void begin(int done, int total, long forkMs);

    /** A fork begins; {@code what} names it: row, arm and round. */
    void fork(String what);

    /** An iteration of the fork has ended. */
    void step();

    /** The fork has ended. */
    void done();

    /** Something the user should know at once, in one line. */
    void note(String line);

    /** Ends the display. */
    @Override
    void close();
}
