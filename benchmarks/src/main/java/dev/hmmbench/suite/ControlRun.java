package dev.hmmbench.suite;

import dev.hmmbench.results.run.Shard;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One run of the suite smoke in which each row compares the reference with itself. */
final class ControlRun {

    private static final int ROUNDS = 6;
    private static final int COLUMNS = 100;

    private ControlRun() {}

    /**
     * Runs.
     *
     * @param args the folder of the run; the seed of its order
     */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        try (RunSession session = RunSession.start(request(Long.parseLong(args[1])), folder);
                Progress progress = new ProgressDisplay(System.err,
                        ProgressDisplay.Target.LINES, COLUMNS);
                Interruption watch = Interruption.watch(() -> {})) {
            session.run(progress, watch);
        }
    }

    private static RunRequest request(long seed) {
        Suite smoke = Suites.named("smoke");
        List<Suite.Choice> choices = smoke.choices().stream()
                .map(choice -> choice.kind().isCompared() ? choice.withControl() : choice)
                .toList();
        Suite suite = new Suite(smoke.name(), "every row against itself", smoke.looks(),
                smoke.timing(), smoke.exclusion(), choices);
        return new RunRequest(suite, List.of("legacy"), Optional.empty(),
                OptionalInt.of(ROUNDS), seed, Shard.WHOLE, MachineMap.bundled(),
                Optional.empty(), List.of("controls"), Instant.now().toString());
    }
}
