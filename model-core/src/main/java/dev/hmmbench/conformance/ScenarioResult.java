package dev.hmmbench.conformance;

import java.util.Locale;

/**
 * What became of a scenario on a model.
 *
 * @param scenario which one
 * @param model name of the model
 * @param status whether it passed
 * @param reason why it did not; empty if it did
 */
public record ScenarioResult(String scenario, String model, Status status, String reason) {

    /** Whether a scenario passed. */
    public enum Status {
        /** Everything was as expected. */
        PASS,
        /** Something was not. */
        FAIL;

        /** Returns the word that the command prints. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
