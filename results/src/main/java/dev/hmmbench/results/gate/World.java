package dev.hmmbench.results.gate;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.synthetic.SyntheticFolder;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The made-up world of one case of the self-test: a run folder and a folder of baselines. */
final class World {

    /** A time row. */
    static final String TIME = "time";
    /** A row judged by throughput. */
    static final String THROUGHPUT = "throughput";
    /** A second time row, of another group. */
    static final String CREATE = "create";
    /** Rounds of each run. */
    static final int NR_ROUNDS = 10;

    private static final int NR_ACCEPTED = 6;
    private static final long SEED = 1_000;
    private static final double SD = 0.01;

    private final Path folder;
    private final Path templates;

    /**
     * Creates a world in {@code folder}.
     *
     * @param templates folder that worlds share; holds what takes long to make
     */
    World(Path folder, Path templates) {
        this.folder = folder;
        this.templates = templates;
    }

    /** Returns a suite of three rows without any fault. */
    static SyntheticRun suite(long seed) {
        return new SyntheticRun(seed, NR_ROUNDS)
                .row(SyntheticRow.time(TIME, 50, 1.1, SD))
                .row(SyntheticRow.throughput(THROUGHPUT, 80, 1.3, SD))
                .row(SyntheticRow.time(CREATE, 5e6, 2.4, SD).in(RowGroup.CREATE));
    }

    /** Returns the run under test before anything is planted. */
    static RunData run() {
        return suite(SEED).data();
    }

    /** Returns a second run, for a confirm step. */
    static RunData freshRun() {
        return suite(SEED + 1).data();
    }

    /** Returns the folder of the run under test. */
    Path runFolder() {
        return folder.resolve("run");
    }

    /** Returns the baselines. */
    BaselineFolder baselines() {
        return new BaselineFolder(folder.resolve("baseline"));
    }

    /** Writes the run under test. */
    World with(RunData run) {
        SyntheticFolder.write(run, runFolder());
        return this;
    }

    /** Accepts that many runs of the suite. */
    World accepted(int nrRuns) {
        BaselineFolder template = new BaselineFolder(templates.resolve("accepted-" + nrRuns));
        if (!Files.exists(template.folder())) {
            for (int seed = 1; seed <= nrRuns; seed++) {
                Bless.accept(RunComparer.compare(suite(seed).data()), template);
            }
        }
        acceptedNone();
        try (Stream<Path> files = Files.list(template.folder())) {
            for (Path file : files.toList()) {
                Files.copy(file, baselines().folder().resolve(
                        template.folder().relativize(file)));
            }
        } catch (IOException e) {
            throw RunDataException.cannotWrite(folder + ": cannot be written", e);
        }
        return this;
    }

    /** Accepts as many runs as the gate needs and more. */
    World accepted() {
        return accepted(NR_ACCEPTED);
    }

    /** Creates a folder of baselines that holds none. */
    World acceptedNone() {
        try {
            Files.createDirectories(baselines().folder());
        } catch (IOException e) {
            throw RunDataException.cannotWrite(folder + ": cannot be written", e);
        }
        return this;
    }

    /** Puts a row into quarantine. */
    World quarantined(String row, String expires) {
        Baseline old = baselines().of(Fingerprint.of(run().environment())).orElseThrow();
        baselines().write(new Baseline(old.schema(), old.fingerprint(), old.suite(),
                old.mapSha256(), old.rows(),
                List.of(new Quarantine(row, "planted", "self-test", expires))));
        return this;
    }

    /** Changes the text of a file of the run or of the baselines. */
    World edited(Path file, UnaryOperator<String> change) {
        try {
            String text = Files.readString(file);
            String changed = change.apply(text);
            if (changed.equals(text)) {
                throw new AssertionError("nothing planted in " + file);
            }
            Files.writeString(file, changed);
        } catch (IOException e) {
            throw RunDataException.cannotWrite(file + ": cannot be changed", e);
        }
        return this;
    }

    /** Returns the file of the only machine class that has a baseline. */
    Path baselineFile() {
        return baselines().folder().resolve(baselines().classes().getFirst() + ".json");
    }
}
