package dev.hmmbench.suite;

import dev.hmmbench.results.run.ExclusionRules;
import dev.hmmbench.results.run.LookPlan;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.Shard;
import dev.hmmbench.results.run.Unit;
import dev.hmmbench.bench.SpinRulerBenchmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Requests and suites for tests: rows that look like real ones and are never measured. */
final class Plans {

    /** A benchmark that takes part in comparisons; its class is never run. */
    static final RowKind KIND = new RowKind("work", SpinRulerBenchmark.class, "work of {steps}",
            RowGroup.LOOKUP, Unit.NS_PER_OP, Primary.P50, 0.03, Map.of("steps", "64"));

    private Plans() {}

    /** Returns a suite of that many rows, the first with a control, and one ruler. */
    static Suite suite(int nrRows, int rounds) {
        List<Suite.Choice> choices = new ArrayList<>();
        for (int i = 1; i <= nrRows; i++) {
            Suite.Choice choice = Suite.Choice.detail(KIND, Map.of("steps", "" + 64 * i));
            choices.add(i == 1 ? choice.withControl() : choice);
        }
        choices.add(Suite.Choice.detail(Rows.SPIN, Map.of("steps", "64")));
        return new Suite("smoke", "a suite of tests", LookPlan.once(rounds),
                new ForkTiming(1, 1, 10, 2, 10), ExclusionRules.NONE, choices);
    }

    /** Returns a request for that suite. */
    static RunRequest request(Suite suite, long seed) {
        return request(suite, seed, Shard.WHOLE, Optional.empty());
    }

    /** Returns a request for a part of that suite. */
    static RunRequest request(Suite suite, long seed, Shard shard, Optional<String> rows) {
        return new RunRequest(suite, List.of("legacy", "devprivate"), rows.map(Pattern::compile),
                OptionalInt.empty(), seed, shard,
                new MachineMap("bundled", "0123", Optional.empty()), Optional.<Path>empty(),
                List.of("run"), "2026-03-01T12:00:00Z");
    }
}
