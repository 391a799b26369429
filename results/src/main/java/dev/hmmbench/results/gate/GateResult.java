package dev.hmmbench.results.gate;

import dev.hmmbench.results.ExitCode;
import java.util.List;

/**
 * What the gate decided.
 *
 * @param run name of the run
 * @param className name of the machine class
 * @param checks every check, tier by tier, in the order of rows
 * @param notes what a reader must know, one line each
 * @param exitCode the decision
 */
public record GateResult(String run, String className, List<GateCheck> checks,
        List<String> notes, ExitCode exitCode) {

    /** Makes the lists unmodifiable. */
    public GateResult {
        checks = List.copyOf(checks);
        notes = List.copyOf(notes);
    }

    /** Returns the checks with that outcome. */
    public List<GateCheck> checks(Status status) {
        return checks.stream().filter(check -> check.status() == status).toList();
    }

    /** Returns how many checks were expected. */
    public long nrExpected() {
        return checks.size() - count(Status.Counted.NEW) - nrRunProblems();
    }

    /** Returns how many checks compared something. */
    public long nrCompared() {
        return count(Status.Counted.COMPARED);
    }

    /** Returns how many checks found nothing to compare. */
    public long nrMissing() {
        return count(Status.Counted.MISSING) - nrRunProblems();
    }

    /** Returns how many checks are in quarantine. */
    public long nrQuarantined() {
        return count(Status.Counted.QUARANTINED);
    }

    /** Returns how many checks were measured but cannot be decided. */
    public long nrUndecided() {
        return count(Status.Counted.UNDECIDED);
    }

    /** Returns how many checks no baseline knows. */
    public long nrNew() {
        return count(Status.Counted.NEW);
    }

    /** Returns the line that every report ends with. */
    public String countsLine() {
        return nrExpected() + " expected, " + nrCompared() + " compared, " + nrMissing()
                + " missing, " + nrQuarantined() + " quarantined"
                + (nrUndecided() > 0 ? ", " + nrUndecided() + " undecided" : "")
                + (nrNew() > 0 ? ", " + nrNew() + " new" : "");
    }

    /** Returns the decision in words. */
    public String decision() {
        return switch (exitCode) {
            case DONE -> "PASS";
            case FOUND -> "FAIL: regression";
            case INCOMPLETE -> "FAIL: incomplete or invalid";
            case INCONCLUSIVE -> "FAIL: inconclusive (strict)";
            default -> throw new AssertionError("no decision of the gate: " + exitCode);
        };
    }

    private long count(Status.Counted counted) {
        return checks.stream().filter(check -> check.status().counted() == counted).count();
    }

    private long nrRunProblems() {
        return checks.stream().filter(check -> check.tier() == Tier.T0).count();
    }
}
