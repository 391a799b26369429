package dev.hmmbench.suite;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.run.RunFolder;
import dev.hmmbench.results.run.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs a design against itself again and again, for as long as asked, and counts what the rules
 * call a difference: the false alarms of this machine, not of a simulation.
 *
 * <p>{@code java -cp benchmarks/target/hmmbench.jar dev.hmmbench.suite.ControlRuns 60}.
 */
public final class ControlRuns {

    private static final int ROUNDS = 6;
    private static final int COLUMNS = 100;

    private final Path folder;
    private final ControlTally tally = new ControlTally();

    private ControlRuns(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs.
     *
     * @param args the minutes; the folder for the runs, a temporary one where it is missing
     * @throws IOException if there is no temporary folder
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 1 || !args[0].matches("[1-9]\\d{0,3}")) {
            System.err.println("usage: ControlRuns MINUTES [FOLDER]");
            System.exit(64);
        }
        Path folder = args.length > 1 ? Path.of(args[1])
                : Files.createTempDirectory("hmmbench-controls");
        ControlRuns runs = new ControlRuns(folder);
        Instant end = Instant.now().plus(Duration.ofMinutes(Long.parseLong(args[0])));
        for (int run = 1; Instant.now().isBefore(end); run++) {
            runs.run(run);
        }
        System.out.print(runs.tally.markdown());
    }

    private void run(int number) {
        Suite smoke = Suites.named("smoke");
        List<Suite.Choice> choices = smoke.choices().stream()
                .map(choice -> choice.kind().isCompared() ? choice.withControl() : choice)
                .toList();
        Suite suite = new Suite(smoke.name(), "every row against itself", smoke.looks(),
                smoke.timing(), smoke.exclusion(), choices);
        Path path = folder.resolve("run-" + number);
        try (RunSession session = RunSession.start(new RunRequest(suite, List.of("legacy"),
                        Optional.empty(), OptionalInt.of(ROUNDS), number, Shard.WHOLE,
                        MachineMap.bundled(), Optional.empty(), List.of("controls"),
                        Instant.now().toString()), path);
                Progress progress = new ProgressDisplay(System.err,
                        ProgressDisplay.Target.LINES, COLUMNS);
                Interruption watch = Interruption.watch(
                        () -> System.out.print(tally.markdown()))) {
            session.run(progress, watch);
            tally.add(RunComparer.compare(RunFolder.read(path)));
            System.err.println(tally.line());
        }
    }
}
