package dev.hmmbench.results.gate;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.CounterTable;
import dev.hmmbench.results.run.JsonFile;
import dev.hmmbench.results.run.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of baselines: one file per machine class, {@code counters.json} for what is exact on
 * every machine, {@code history.ndjson} of all blessed runs.
 *
 * @param folder the folder
 */
public record BaselineFolder(Path folder) {

    /** Name of the file with the exact counters. */
    public static final String COUNTERS = "counters.json";

    /** Name of the file with all blessed runs. */
    public static final String HISTORY = "history.ndjson";

    private static final String JSON = ".json";

    /**
     * Returns the baseline of that machine class; empty where there is none.
     *
     * @throws RunDataException if the folder is missing, or the file is broken or was made by
     *     another machine class
     */
    public Optional<Baseline> of(Fingerprint fingerprint) {
        requireFolder();
        Path file = file(fingerprint);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Baseline baseline = JsonFile.read(file, Baseline.class, Baseline.SCHEMA);
        List<String> differences = new Fingerprint(baseline.fingerprint())
                .differences(fingerprint);
        if (!differences.isEmpty()) {
            throw RunDataException.incomplete(file + ": baseline of another machine class: "
                    + String.join("; ", differences));
        }
        return Optional.of(baseline);
    }

    /** Returns the blessed exact counters; empty where there are none. */
    public Optional<CounterTable> counters() {
        requireFolder();
        Path file = folder.resolve(COUNTERS);
        return Files.exists(file)
                ? Optional.of(JsonFile.read(file, CounterTable.class, Schema.VERSION))
                : Optional.empty();
    }

    /** Returns the names of the machine classes that have a baseline, sorted. */
    public List<String> classes() {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.endsWith(JSON) && !name.equals(COUNTERS))
                        .map(name -> name.substring(0, name.length() - JSON.length()))
                        .sorted().forEach(names::add);
            } catch (IOException e) {
                throw RunDataException.incomplete(folder + ": cannot be read", e);
            }
        }
        return names;
    }

    /** Writes the baseline of its machine class. */
    public void write(Baseline baseline) {
        JsonFile.write(file(new Fingerprint(new TreeMap<>(baseline.fingerprint()))), baseline);
    }

    /** Writes the exact counters. */
    public void write(CounterTable counters) {
        JsonFile.write(folder.resolve(COUNTERS), counters);
    }

    private Path file(Fingerprint fingerprint) {
        return folder.resolve(fingerprint.className() + JSON);
    }

    private void requireFolder() {
        if (!Files.isDirectory(folder)) {
            throw RunDataException.noSuchFile(folder + ": no such baseline folder");
        }
    }
}
