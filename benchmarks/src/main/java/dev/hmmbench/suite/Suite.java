package dev.hmmbench.suite;

import dev.hmmbench.results.run.ExclusionRules;
import dev.hmmbench.results.run.LookPlan;
import dev.hmmbench.results.run.Prominence;
import java.util.List;
import java.util.Map;

/**
 * A named choice of rows with rounds and times.
 *
 * @param name as on the command line
 * @param description one line, no full stop
 * @param looks how many rounds, and when results are looked at
 * @param timing times of each fork
 * @param exclusion when a round is left out
 * @param choices the rows
 */
public record Suite(String name, String description, LookPlan looks, ForkTiming timing,
        ExclusionRules exclusion, List<Choice> choices) {

    /** The series with its tree repaired: lookups are right also where pagemaps come and go. */
    public static final String REPAIRED = "devprivate+rcu";

    /** The design whose pagemaps may be as large as the address space. */
    private static final String LEGACY = "legacy";

    /** Makes the list unmodifiable. */
    public Suite {
        choices = List.copyOf(choices);
    }

    /** In which designs a row runs beside the reference. */
    public enum Control {
        /** In all, and in the reference a second time: its ratio must be 1. */
        WITH_CONTROL,
        /** In all. */
        PLAIN,
        /** In the legacy design alone: the others refuse what the row does. */
        LEGACY_ALONE
    }

    /**
     * One row of a suite.
     *
     * @param kind its benchmark
     * @param params its parameters, without the model
     * @param prominence where a report shows it
     * @param control in which designs it runs
     */
    public record Choice(RowKind kind, Map<String, String> params, Prominence prominence,
            Control control) {

        /** Makes the map unmodifiable. */
        public Choice {
            params = Map.copyOf(params);
        }

        /** Returns a row of the first screen. */
        static Choice headline(RowKind kind, Map<String, String> params) {
            return new Choice(kind, params, Prominence.HEADLINE, Control.PLAIN);
        }

        /** Returns a row of its group. */
        static Choice detail(RowKind kind, Map<String, String> params) {
            return new Choice(kind, params, Prominence.DETAIL, Control.PLAIN);
        }

        /**
         * Returns the model that runs in a design's place: the tree of the series as posted is read
         * without protection and fails where pagemaps come and go, so its variant in RCU mode runs.
         */
        String modelFor(String model) {
            boolean isChurned = params.getOrDefault("churn", "NONE").equals("CREATE_REMOVE");
            return isChurned && model.equals("devprivate") ? REPAIRED : model;
        }

        /** Returns the same row in the legacy design alone. */
        Choice legacyAlone() {
            return new Choice(kind, params, prominence, Control.LEGACY_ALONE);
        }

        /** Tells whether it runs in that design. */
        boolean runsIn(String model) {
            return control != Control.LEGACY_ALONE || model.equals(LEGACY);
        }

        /** Returns the same row with the reference run twice. */
        Choice withControl() {
            return new Choice(kind, params, prominence, Control.WITH_CONTROL);
        }
    }
}
