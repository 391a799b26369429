package dev.hmmbench.results.gate;

/**
 * One check of the gate.
 *
 * @param tier what it looks at
 * @param row id of the row; empty for the run as a whole
 * @param arm the arm or candidate it is about; empty for the run as a whole
 * @param status outcome
 * @param text what was found, one line with numbers
 */
public record GateCheck(Tier tier, String row, String arm, Status status, String text) {

    /** Returns a check of the run as a whole that failed. */
    static GateCheck invalid(Tier tier, String text) {
        return new GateCheck(tier, "", "", Status.INVALID, text);
    }

    /** Returns this check with another outcome. */
    GateCheck with(Status other, String otherText) {
        return new GateCheck(tier, row, arm, other, otherText);
    }
}
