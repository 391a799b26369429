package dev.hmmbench.cli;

import dev.hmmbench.cli.place.PlatformsFile;
import dev.hmmbench.memory.MemoryRefusedException;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.Models;
import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.report.ConformanceTable;
import dev.hmmbench.results.report.FootprintTable;
import dev.hmmbench.results.report.PlatformTable;
import dev.hmmbench.results.report.RaceTable;
import dev.hmmbench.results.report.Report;
import dev.hmmbench.results.report.ReportFiles;
import dev.hmmbench.results.report.ReportFormat;
import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.JsonFile;
import dev.hmmbench.results.run.Shard;
import dev.hmmbench.suite.Interruption;
import dev.hmmbench.suite.MachineMap;
import dev.hmmbench.suite.Progress;
import dev.hmmbench.suite.RunRequest;
import dev.hmmbench.suite.RunSession;
import dev.hmmbench.suite.Suite;
import dev.hmmbench.suite.Suites;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job: measures the designs side by side and compares them. */
@Command(name = "run", description = "Measure the designs side by side and compare them.",
        sortOptions = false)
final class RunCommand implements Callable<Integer> {

    private static final String REPORT = "report.txt";
    private static final String RACE_MS = "700";
    /** How long an answer takes, roughly. */
    private static final long ANSWER_MS = 6000;
    private static final List<String> DESIGNS = List.of("legacy", "devprivate");

    private final Console console;

    @Option(names = "--suite", paramLabel = "NAME",
            description = "smoke, quick, gate or full; default quick.")
    private @Nullable String suite;

    @Option(names = "--models", paramLabel = "A,B", split = ",",
            description = "Models, the reference first; default legacy,devprivate.")
    private List<String> models = new ArrayList<>();

    @Option(names = "--rows", paramLabel = "REGEX",
            description = "Only rows in whose id this is found; see list.")
    private @Nullable String rows;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds instead of the suite's.")
    private @Nullable Integer rounds;

    @Option(names = "--seed", paramLabel = "S",
            description = "Seed of the order; default random, recorded.")
    private @Nullable Long seed;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Run folder; default results/runs/UTC.")
    private @Nullable Path out;

    @Option(names = "--resume",
            description = "Go on with a stopped run: that of --out or the latest.")
    private boolean isResume;

    @Option(names = "--shard", paramLabel = "I/N", description = "Do part I of N of the rounds.")
    private @Nullable String shard;

    @Option(names = "--iomem", paramLabel = "FILE",
            description = "Model the machine of this map instead of the bundled one.")
    private @Nullable Path iomem;

    @Option(names = "--base", paramLabel = "JAR",
            description = "Measure the same designs of another build beside these.")
    private @Nullable Path base;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        return isResume ? resume() : start();
    }

    /**
     * Returns the models to measure; without names the two designs.
     *
     * @throws dev.hmmbench.model.UnknownModelException if there is none of a name
     */
    static List<String> checkedModels(List<String> asked) {
        List<String> names = asked.isEmpty() ? DESIGNS : asked;
        Models known = Models.onClassPath();
        names.forEach(known::requireKnown);
        if (names.stream().distinct().count() != names.size()) {
            throw RunDataException.usage("--models names a model twice: "
                    + String.join(",", names));
        }
        return names;
    }

    private int start() {
        Instant now = Instant.now();
        RunRequest request = request(now);
        Path folder = out == null ? RunFolders.fresh(now) : out;
        try (RunSession session = RunSession.start(request, folder)) {
            if (out == null) {
                RunFolders.pointAt(folder);
            }
            session.leftOut().forEach((row, reason) -> console.err().println(
                    "hmmbench: left out " + row + ": " + reason));
            return measure(session, folder);
        }
    }

    private int resume() {
        if (suite != null || rows != null || rounds != null || seed != null || shard != null
                || iomem != null || base != null || !models.isEmpty()) {
            throw RunDataException.usage(
                    "--resume goes on with the run as it was planned: only --out fits beside it");
        }
        Path folder = out == null ? RunFolders.latest() : out;
        try (RunSession session = RunSession.resume(folder)) {
            return measure(session, folder);
        }
    }

    private int measure(RunSession session, Path folder) {
        console.err().println("run folder " + RunFolders.shown(folder) + ", suite "
                + session.plan().suite() + ", seed " + session.plan().seed());
        List<ForkRecord.Failed> failures;
        try (Progress progress = console.progress();
                Interruption watch = Interruption.watch(() -> farewell(folder))) {
            failures = session.run(progress, watch);
        }
        List<String> uncounted;
        try (Progress progress = console.progress();
                Interruption watch = Interruption.watch(() -> farewell(folder))) {
            uncounted = session.count(progress, watch);
        }
        addAnswers(folder, session);
        Report report = ReportCommand.read(folder);
        String text = ReportFormat.TXT.render(report);
        JsonFile.writeText(folder.resolve(REPORT), text);
        Path page = ReportFiles.write(report, ReportFormat.HTML, folder);
        console.out().println();
        console.out().print(text);
        console.out().println();
        console.out().println("The whole report: " + RunFolders.shown(page));
        console.out().flush();
        return verdict(session, failures, uncounted);
    }

    /** Adds what is exact and not timed; a run is kept without it. */
    private void addAnswers(Path folder, RunSession session) {
        List<String> designs = session.plan().arms().stream()
                .filter(arm -> arm.role() == Arm.Role.REFERENCE || arm.role() == Arm.Role.DESIGN)
                .map(Arm::model).distinct().toList();
        String raced = Stream.concat(designs.stream(), Stream.of(Suite.REPAIRED)).distinct()
                .collect(Collectors.joining(","));
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put("platforms",
                () -> PlatformsFile.write(folder.resolve(PlatformTable.FILE_NAME)));
        answers.put("conformance", () -> AnswerFile.write(
                folder.resolve(ConformanceTable.FILE_NAME),
                List.of("-ea", "-Dhmmbench.strictNumbers=true"),
                List.of("conform", "--model", String.join(",", designs))));
        answers.put("races", () -> AnswerFile.write(folder.resolve(RaceTable.FILE_NAME),
                List.of(), List.of("race", "--model", raced, "--ms", RACE_MS)));
        answers.put("memory",
                () -> FootprintCommand.write(folder.resolve(FootprintTable.FILE_NAME)));
        try (Progress progress = console.progress()) {
            progress.begin("answers", 0, answers.size(), ANSWER_MS);
            answers.forEach((about, answer) -> {
                progress.next(about);
                add(about, answer, progress);
                progress.done();
            });
        }
    }

    private static void add(String about, Answer answer, Progress progress) {
        try {
            answer.write();
        } catch (IOException | ModelException | MemoryRefusedException | RunDataException e) {
            progress.note("hmmbench: no answers about " + about + ": " + e.getMessage());
        }
    }

    /** Writes a file of the run folder. */
    private interface Answer {
        void write() throws IOException;
    }

    private int verdict(RunSession session, List<ForkRecord.Failed> failures,
            List<String> uncounted) {
        if (!failures.isEmpty()) {
            console.err().println("hmmbench: " + failures.size() + " of "
                    + session.plan().nrForks() + " forks failed, first: "
                    + failures.getFirst().fork().inWords() + ": " + failures.getFirst().error());
            return ExitCode.INCOMPLETE.code();
        }
        if (!uncounted.isEmpty()) {
            console.err().println("hmmbench: " + uncounted.size()
                    + " counts failed, first: " + uncounted.getFirst());
            return ExitCode.INCOMPLETE.code();
        }
        return ExitCode.DONE.code();
    }

    private void farewell(Path folder) {
        console.err().println();
        console.err().println("hmmbench: stopped; nothing measured is lost. Go on with: "
                + "./hmmbench run --resume --out " + RunFolders.shown(folder));
    }

    private RunRequest request(Instant now) {
        return new RunRequest(Suites.named(suite == null ? Suites.DEFAULT : suite),
                checkedModels(models), pattern(), checkedRounds(),
                seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed,
                checkedShard(), iomem == null ? MachineMap.bundled() : MachineMap.ofFile(iomem),
                checkedBase(), console.args(), now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private Optional<Pattern> pattern() {
        try {
            return Optional.ofNullable(rows).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw RunDataException.usage("--rows '" + rows + "' is no regular expression: "
                    + e.getDescription());
        }
    }

    private OptionalInt checkedRounds() {
        if (rounds == null) {
            return OptionalInt.empty();
        }
        if (rounds < 1 || rounds > 1000) {
            throw RunDataException.usage("--rounds is " + rounds + ", must be 1 to 1000");
        }
        return OptionalInt.of(rounds);
    }

    private Shard checkedShard() {
        if (shard == null) {
            return Shard.WHOLE;
        }
        Shard part = parsedShard(shard);
        if (seed == null) {
            throw RunDataException.usage("--shard needs --seed: all parts must follow one order");
        }
        return part;
    }

    private static Shard parsedShard(String text) {
        String[] parts = text.split("/", -1);
        try {
            return new Shard(Integer.parseInt(parts[0]),
                    parts.length == 2 ? Integer.parseInt(parts[1]) : 0);
        } catch (IllegalArgumentException e) {
            throw RunDataException.usage("--shard is " + text
                    + ", must be I/N with I from 1 to N");
        }
    }

    private Optional<Path> checkedBase() {
        if (base != null) {
            BaseJar.require(base);
        }
        return Optional.ofNullable(base).map(Path::toAbsolutePath);
    }

}
