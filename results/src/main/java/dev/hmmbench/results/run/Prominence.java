package dev.hmmbench.results.run;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a report shows a row. */
public enum Prominence {
    /** On the first screen. */
    HEADLINE("headline"),
    /** In its group. */
    DETAIL("detail");

    private final String label;

    Prominence(String label) {
        this.label = label;
    }

    /** Returns the name in files. */
    @JsonValue
    public String label() {
        return label;
    }
}
