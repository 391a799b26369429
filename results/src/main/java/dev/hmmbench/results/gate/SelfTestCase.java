package dev.hmmbench.results.gate;

import dev.hmmbench.results.ExitCode;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One case of the self-test: what is planted, and what the gate must make of it.
 *
 * @param name what is planted and what must come out, in words
 * @param plant builds the world
 * @param options how the gate is asked
 * @param expected exit code that must come out
 * @param rows rows that must be named under {@code status}, all of them and no other
 * @param status the outcome that those rows must have
 * @param counts how the line of counts must begin
 */
record SelfTestCase(String name, Consumer<World> plant, GateOptions options, ExitCode expected,
        Set<String> rows, Set<Status> status, String counts) {

    /** Returns a case that looks at the exit code alone. */
    static SelfTestCase of(String name, ExitCode expected, Consumer<World> plant) {
        return new SelfTestCase(name, plant, GateOptions.plain(SelfTestCases.TODAY), expected,
                Set.of(), Set.of(), "");
    }

    /** Returns this case, asked in another way. */
    SelfTestCase asked(GateOptions other) {
        return new SelfTestCase(name, plant, other, expected, rows, status,
                counts);
    }

    /** Returns this case; the rows with one of these outcomes must be exactly these. */
    SelfTestCase naming(Set<Status> outcomes, String... rowIds) {
        return new SelfTestCase(name, plant, options, expected, Set.of(rowIds), outcomes,
                counts);
    }

    /** Returns this case; the line of counts must begin like this. */
    SelfTestCase counting(String line) {
        return new SelfTestCase(name, plant, options, expected, rows, status, line);
    }
}
