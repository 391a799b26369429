package dev.hmmbench.results.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All of a run folder, read.
 *
 * @param folder where it was read from; a name for messages and the place of {@code .hlog} files
 * @param plan what was to be measured
 * @param environment where
 * @param forks the forks that finished, well or not, in journal order
 * @param counters the exact counters; empty where the run counted none
 * @param notes what the reader left out and why, one line each
 */
public record RunData(Path folder, RunPlan plan, Environment environment, List<ForkRecord> forks,
        Optional<CounterTable> counters, List<String> notes) {

    /** Makes the lists unmodifiable. */
    public RunData {
        forks = List.copyOf(forks);
        notes = List.copyOf(notes);
    }

    /** Returns the name of the folder. */
    public String name() {
        Path name = folder.getFileName();
        return name == null ? folder.toString() : name.toString();
    }
}
