package dev.hmmbench.cli;

import dev.hmmbench.results.RunDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where runs are kept: {@code results/runs/UTC}, with {@code results/latest} for the newest. */
final class RunFolders {

    /** System property set by the launcher: the folder it stands in. */
    private static final String HOME_PROPERTY = "hmmbench.home";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private RunFolders() {}

    /** Returns the folder of a run that starts now. */
    static Path fresh(Instant now) {
        return results().resolve("runs").resolve(NAME.format(now));
    }

    /**
     * Returns the folder of the newest run.
     *
     * @throws RunDataException if there is none
     */
    static Path latest() {
        Path latest = results().resolve("latest");
        try {
            return Files.exists(latest) ? results().resolve(Files.readSymbolicLink(latest))
                    : none(latest);
        } catch (IOException e) {
            return none(latest);
        }
    }

    /** Returns the folder of blessed runs. */
    static Path baseline() {
        return results().resolve("baseline");
    }

    /** Returns the folder, beside a run, of the run that confirms it. */
    static Path confirming(Path run, Instant now) {
        return run.toAbsolutePath().normalize().resolveSibling(run.toAbsolutePath().normalize()
                .getFileName() + "-confirm-" + NAME.format(now));
    }

    /** Lets {@code results/latest} point at a run; replaced in one step. */
    static void pointAt(Path run) {
        Path link = results().resolve("latest");
        Path part = results().resolve(".latest-" + ProcessHandle.current().pid());
        try {
            Files.deleteIfExists(part);
            Files.createSymbolicLink(part, results().relativize(run));
            Files.move(part, link, StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw RunDataException.cannotWrite(link + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** Returns a path as the user would type it from here. */
    static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) && !absolute.equals(here)
                ? here.relativize(absolute).toString() : absolute.toString();
    }

    private static Path none(Path latest) {
        throw RunDataException.noSuchFile(latest + ": there is no run yet; give a folder");
    }

    private static Path results() {
        return Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath().resolve("results");
    }
}
