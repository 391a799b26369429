package dev.hmmbench.suite;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Runs a design against itself again and again, for as long as asked, and counts what the rules
 * call a difference: the false alarms of this machine, not of a simulation. Each run has a virtual
 * machine of its own, as the runs of a user have: see {@link ControlRun}.
 *
 * <p>{@code java -cp benchmarks/target/hmmbench.jar dev.hmmbench.suite.ControlRuns 60}.
 */
public final class ControlRuns {

    private final Path folder;
    private final ControlTally tally = new ControlTally();

    private ControlRuns(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs.
     *
     * @param args the minutes; the folder for the runs, a temporary one where it is missing
     * @throws IOException if there is no temporary folder, or a run cannot be started
     * @throws InterruptedException if the wait for a run is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 1 || !args[0].matches("[1-9]\\d{0,3}")) {
            System.err.println("usage: ControlRuns MINUTES [FOLDER]");
            System.exit(64);
        }
        Path folder = args.length > 1 ? Path.of(args[1])
                : Files.createTempDirectory("hmmbench-controls");
        ControlRuns runs = new ControlRuns(folder);
        Runtime.getRuntime().addShutdownHook(
                new Thread(() -> System.out.print(runs.tally.markdown())));
        Instant end = Instant.now().plus(Duration.ofMinutes(Long.parseLong(args[0])));
        for (int run = 1; Instant.now().isBefore(end); run++) {
            runs.run(run);
        }
    }

    private void run(int number) throws IOException, InterruptedException {
        Path path = folder.resolve("run-" + number);
        Process process = new ProcessBuilder(ChildJvm.command(List.of(), ControlRun.class,
                path.toString(), Integer.toString(number))).inheritIO().start();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(path + ": run ended with status " + status);
        }
        tally.add(RunComparer.compare(RunFolder.read(path)));
        System.err.println(tally.line());
    }
}
