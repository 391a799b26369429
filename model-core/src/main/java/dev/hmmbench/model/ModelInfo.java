package dev.hmmbench.model;

/**
 * What a model is called, in files and on the command line, and what it is in one line.
 *
 * @param name {@code design} or {@code design+variant}, lower case
 * @param description one line, no full stop
 */
public record ModelInfo(String name, String description) {

    /** Refuses names that could not be typed or parsed. */
    public ModelInfo {
        if (!name.matches("[a-z][a-z0-9-]*(\\+[a-z0-9-]+)*")) {
            throw new IllegalArgumentException("model name '" + name + "'");
        }
    }
}
