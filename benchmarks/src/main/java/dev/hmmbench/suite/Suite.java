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

    /** Makes the list unmodifiable. */
    public Suite {
        choices = List.copyOf(choices);
    }

    /**
     * One row of a suite.
     *
     * @param kind its benchmark
     * @param params its parameters, without the model
     * @param prominence where a report shows it
     * @param hasControl whether the reference runs it a second time: their ratio must be 1
     */
    public record Choice(RowKind kind, Map<String, String> params, Prominence prominence,
            boolean hasControl) {

        /** Makes the map unmodifiable. */
        public Choice {
            params = Map.copyOf(params);
        }

        /** Returns a row of the first screen. */
        static Choice headline(RowKind kind, Map<String, String> params) {
            return new Choice(kind, params, Prominence.HEADLINE, false);
        }

        /** Returns a row of its group. */
        static Choice detail(RowKind kind, Map<String, String> params) {
            return new Choice(kind, params, Prominence.DETAIL, false);
        }

        /**
         * Returns the model that runs in a design's place: the tree of the series as posted is read
         * without protection and fails where pagemaps come and go, so its variant in RCU mode runs.
         */
        String modelFor(String model) {
            boolean isChurned = params.getOrDefault("churn", "NONE").equals("CREATE_REMOVE");
            return isChurned && model.equals("devprivate") ? REPAIRED : model;
        }

        /** Returns the same row with the reference run twice. */
        Choice withControl() {
            return new Choice(kind, params, prominence, true);
        }
    }
}
