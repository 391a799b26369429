package dev.hmmbench.cli;

import dev.hmmbench.results.RunDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** The jar of another build, looked at before the first fork instead of failing each of its own. */
final class BaseJar {

    /** What every fork starts with, and what it measures. */
    private static final String JMH = "org/openjdk/jmh/runner/ForkedMain.class";
    private static final String BENCHMARKS = "dev/hmmbench/bench/MeasuredFork.class";

    private BaseJar() {}

    /**
     * Requires that a file is the jar of a build.
     *
     * @throws RunDataException if it is not there, or something else
     */
    static void require(Path file) {
        if (!Files.isReadable(file)) {
            throw RunDataException.noSuchFile(file + ": no such file");
        }
        try (ZipFile jar = new ZipFile(file.toFile())) {
            if (jar.getEntry(JMH) == null || jar.getEntry(BENCHMARKS) == null) {
                throw notOurs(file);
            }
        } catch (IOException e) {
            throw notOurs(file);
        }
    }

    private static RunDataException notOurs(Path file) {
        return RunDataException.malformed(file + ": not the jar of a build; --base takes the "
                + "benchmarks/target/hmmbench.jar of another tree");
    }
}
