package dev.hmmbench.model;

import java.util.Collection;

/** A name that no provider on the class path knows. */
public final class UnknownModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownModelException(String name, Collection<String> known) {
        super("unknown model '" + name + "'; known are " + String.join(", ", known));
    }
}
