package dev.hmmbench.suite;

import dev.hmmbench.results.run.Shard;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the user asks to be measured.
 *
 * @param suite the suite
 * @param models names of the models, the reference first
 * @param rows only rows whose id it is found in; empty for all
 * @param rounds rounds instead of the suite's
 * @param seed seed of the order
 * @param shard which part of the rounds
 * @param map the machine that is modelled
 * @param base the other build of the same designs, where asked for
 * @param commandLine the arguments, for the record
 * @param createdUtc when it was asked, ISO-8601
 */
public record RunRequest(Suite suite, List<String> models, Optional<Pattern> rows,
        OptionalInt rounds, long seed, Shard shard, MachineMap map, Optional<Path> base,
        List<String> commandLine, String createdUtc) {

    /** Makes the lists unmodifiable. */
    public RunRequest {
        models = List.copyOf(models);
        commandLine = List.copyOf(commandLine);
    }

    /** Returns the same without some rows. */
    RunRequest without(Set<Suite.Choice> choices) {
        Suite smaller = new Suite(suite.name(), suite.description(), suite.looks(),
                suite.timing(), suite.exclusion(), suite.choices().stream()
                        .filter(choice -> !choices.contains(choice)).toList());
        return new RunRequest(smaller, models, rows, rounds, seed, shard, map, base, commandLine,
                createdUtc);
    }
}
