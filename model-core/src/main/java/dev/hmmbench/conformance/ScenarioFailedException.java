package dev.hmmbench.conformance;

/** A scenario saw something that it did not expect; the message says what and what instead. */
public final class ScenarioFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScenarioFailedException(String message) {
        super(message);
    }
}
