package dev.hmmbench.suite;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.ExclusionRules;
import dev.hmmbench.results.run.LookPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The suites: which rows, how many rounds, how long. */
public final class Suites {

    /** The suite that {@code run} takes by default. */
    public static final String DEFAULT = "quick";

    /**
     * A round is left out if for half of a fork's life some task waited for a processor, if the
     * hypervisor took a tenth of the processors, or if its spin ruler is a quarter off.
     */
    private static final ExclusionRules DISTURBED = new ExclusionRules(0.5, 0.1, 0.25);

    private static final ForkTiming SHORTEST = new ForkTiming(1, 100, 2, 50);
    private static final ForkTiming SHORT = new ForkTiming(3, 150, 5, 100);
    private static final ForkTiming LONG = new ForkTiming(5, 200, 10, 200);

    private Suites() {}

    /** Returns all suites, the shortest first. */
    public static List<Suite> all() {
        return List.of(smoke(), quick(), gate(), full());
    }

    /**
     * Returns the suite of that name.
     *
     * @throws RunDataException listing the known ones
     */
    public static Suite named(String name) {
        return all().stream().filter(suite -> suite.name().equals(name)).findFirst()
                .orElseThrow(() -> RunDataException.usage("unknown suite '" + name
                        + "'; known are " + all().stream().map(Suite::name)
                                .collect(Collectors.joining(", "))));
    }

    private static Suite smoke() {
        return new Suite("smoke", "one row of each kind in seconds: shows that all of it works",
                LookPlan.once(2), SHORTEST, ExclusionRules.NONE, rulers());
    }

    private static Suite quick() {
        return new Suite("quick", "the headline rows: creation, lookup, migration; minutes",
                LookPlan.once(6), SHORT, DISTURBED, rulers());
    }

    private static Suite gate() {
        return new Suite("gate", "the rows that can fail a build; a quarter of an hour",
                LookPlan.once(10), SHORT, DISTURBED, rulers());
    }

    private static Suite full() {
        return new Suite("full", "all rows at all sizes, three looks; hours",
                LookPlan.three(30), LONG, DISTURBED, rulers());
    }

    private static List<Suite.Choice> rulers() {
        List<Suite.Choice> rulers = new ArrayList<>();
        rulers.add(Suite.Choice.detail(Rows.SPIN, Map.of("steps", "16384")));
        rulers.add(Suite.Choice.detail(Rows.MEMORY,
                Map.of("call", "MEMSET", "sizeBytes", "67108864")));
        return rulers;
    }
}
