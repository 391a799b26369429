package dev.hmmbench.suite;

import dev.hmmbench.platform.Machine;
import dev.hmmbench.results.RunDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The physical memory map that is modelled, as a run records it.
 *
 * @param name what reports call it
 * @param sha256 the machine's fingerprint, hex
 * @param file where it came from; empty for the bundled one
 */
public record MachineMap(String name, String sha256, Optional<Path> file) {

    /** Returns the bundled reference machine. */
    public static MachineMap bundled() {
        Machine machine = Machine.reference();
        return new MachineMap(machine.name(), machine.fingerprint(), Optional.empty());
    }

    /**
     * Returns the machine of a file like {@code /proc/iomem}.
     *
     * @throws RunDataException if there is no such file
     * @throws dev.hmmbench.platform.MalformedFileException if it is something else
     */
    public static MachineMap ofFile(Path file) {
        if (!Files.exists(file)) {
            throw RunDataException.noSuchFile(file + ": no such file");
        }
        try {
            Machine machine = Machine.fromIomem(file);
            return new MachineMap(machine.name(), machine.fingerprint(),
                    Optional.of(file.toAbsolutePath()));
        } catch (IOException e) {
            throw RunDataException.noSuchFile(file + ": cannot be read: " + e.getMessage());
        }
    }
}
