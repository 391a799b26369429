package dev.hmmbench.results;

/**
 * Run data, a baseline or a run folder is not as it must be. The message is one line for the user
 * and names the file and the cause; {@link #exitCode} is what the command exits with.
 */
public final class RunDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    private RunDataException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    private RunDataException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Data is missing, torn, contradictory or of another schema. */
    public static RunDataException incomplete(String message) {
        return new RunDataException(ExitCode.INCOMPLETE, message);
    }

    /** Data is missing, torn, contradictory or of another schema; {@code cause} tells where. */
    public static RunDataException incomplete(String message, Throwable cause) {
        return new RunDataException(ExitCode.INCOMPLETE, message, cause);
    }

    /** A file that the user named cannot be read as what it should be. */
    public static RunDataException malformed(String message) {
        return new RunDataException(ExitCode.MALFORMED, message);
    }

    /** A file or folder that the user named is not there. */
    public static RunDataException noSuchFile(String message) {
        return new RunDataException(ExitCode.NO_SUCH_FILE, message);
    }

    /** The command line asks for something that cannot be, such as an unknown row. */
    public static RunDataException usage(String message) {
        return new RunDataException(ExitCode.USAGE, message);
    }

    /** A file cannot be written. */
    public static RunDataException cannotWrite(String message, Throwable cause) {
        return new RunDataException(ExitCode.CANNOT_WRITE, message, cause);
    }

    /** The folder belongs to another run or to a run that is going on. */
    public static RunDataException inUse(String message) {
        return new RunDataException(ExitCode.IN_USE, message);
    }

    /** Returns what the command exits with. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
