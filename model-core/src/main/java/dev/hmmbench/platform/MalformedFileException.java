package dev.hmmbench.platform;

/** An input file that cannot be used; the message is one line with file and line number. */
public final class MalformedFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates a refusal.
     *
     * @param source name of the file
     * @param line number of the offending line, from 1
     * @param complaint what is wrong with it
     */
    public MalformedFileException(String source, int line, String complaint) {
        super(source + ": line " + line + ": " + complaint);
    }

    /**
     * Creates a refusal of a file as a whole, or of a part that has no line.
     *
     * @param source name of the file
     * @param complaint what is wrong with it, and where
     */
    public MalformedFileException(String source, String complaint) {
        super(source + ": " + complaint);
    }
}
