package dev.hmmbench.results.gate;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * A row that may not fail the gate for a while. Written by hand into the baseline; it covers
 * times and bytes, never a missing row or an exact counter.
 *
 * @param row id of the row
 * @param reason why
 * @param owner who will cure it
 * @param expires last day on which it counts, ISO-8601
 */
public record Quarantine(String row, String reason, String owner, String expires) {

    /** Checks that nobody is left out and the day is one. */
    public Quarantine {
        if (row.isBlank() || reason.isBlank() || owner.isBlank()) {
            throw new IllegalArgumentException("a quarantine needs row, reason and owner");
        }
        try {
            LocalDate.parse(expires);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("quarantine of " + row + ": expires is \""
                    + expires + "\", must be a day such as 2026-12-31", e);
        }
    }

    /** Returns whether it counts on that day. */
    public boolean isActive(LocalDate day) {
        return !day.isAfter(LocalDate.parse(expires));
    }

    /** Returns it in words. */
    public String inWords() {
        return reason + " (owner " + owner + ", until " + expires + ")";
    }
}
