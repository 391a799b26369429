package dev.hmmbench.results.compare;

import java.util.List;

/**
 * Whether the run is whole and its own control agrees.
 *
 * @param expectedForks forks that the plan asks for, up to the look at which the run stopped
 * @param measuredForks forks with a good record
 * @param problems what is wrong, in order of weight
 */
public record Integrity(int expectedForks, int measuredForks, List<Problem> problems) {

    /**
     * One thing that is wrong with a run.
     *
     * @param kind what it is
     * @param text one line
     */
    public record Problem(Kind kind, String text) {}

    /** What can be wrong with a run. */
    public enum Kind {
        /** A fork broke. */
        FAILED_FORK,
        /** A fork has no record. */
        MISSING_FORK,
        /** A fork has another number of iterations than planned. */
        RAGGED,
        /** A fork lacks the value that its row is judged by. */
        NO_VALUE,
        /** The wall clock was set during the run. */
        CLOCK,
        /** A fork loaded classes of more than one design. */
        MIXED_DESIGNS,
        /** A fork loaded no class of its design, or only of another. */
        WRONG_DESIGN,
        /** The A/A control differs from 1 at the 0.1 percent level. */
        CONTROL_REJECTED,
        /** The run has no A/A control. */
        NO_CONTROL,
        /** The exact counters are missing or of another machine description. */
        COUNTERS
    }

    /** Makes the list unmodifiable. */
    public Integrity {
        problems = List.copyOf(problems);
    }

    /** Returns whether nothing is wrong. */
    public boolean isWhole() {
        return problems.isEmpty();
    }

    /** Returns the problems of one kind. */
    public List<Problem> problems(Kind kind) {
        return problems.stream().filter(problem -> problem.kind() == kind).toList();
    }
}
