package dev.hmmbench.memory;

/** The operating system refused memory or an operation on it; the message is one clear line. */
public final class MemoryRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates a refusal that says what was asked and why it was refused. */
    public MemoryRefusedException(String message) {
        super(message);
    }
}
