package dev.hmmbench.results;

/** The exit codes of all commands. 1 and 2 are left to the JVM, to make and to the shell. */
public enum ExitCode {

    /** Done; for the gate: everything expected was compared and nothing got worse. */
    DONE(0),
    /** Found what the command looks for: a regression, a mismatch, a divergence. */
    FOUND(10),
    /** Run data is missing, torn, of another schema, or a fork failed. */
    INCOMPLETE(11),
    /** The data cannot decide; returned only where the caller asked to be told. */
    INCONCLUSIVE(12),
    /** The command line is wrong. */
    USAGE(64),
    /** An input file is malformed. */
    MALFORMED(65),
    /** There is no such file. */
    NO_SUCH_FILE(66),
    /** There is no fit JDK. */
    NO_JDK(69),
    /** A fault of this program. */
    INTERNAL(70),
    /** A file cannot be written. */
    CANNOT_WRITE(73),
    /** The run folder is in use. */
    IN_USE(75),
    /** Stopped by the user. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** Returns the number the process exits with. */
    public int code() {
        return code;
    }
}
