package dev.hmmbench.cli;

import dev.hmmbench.results.RunDataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that every command takes. */
public final class CommonOptions {

    /** Name of the option that prints traces of internal errors. */
    static final String DEBUG = "--debug";

    private static final String CLASS_PATH = "java.class.path";

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this and end.")
    private boolean isHelpAsked;

    @Option(names = "--model-path", paramLabel = "JARS", split = ":",
            description = "Jars with further models, separated by colons.")
    private List<Path> modelPath = new ArrayList<>();

    @Option(names = DEBUG, description = "Print the trace of an internal error.")
    private boolean isDebug;

    /** Creates the options for picocli to fill in. */
    public CommonOptions() {}

    /**
     * Checks that the jars of further models are there and were put on the class path.
     *
     * @throws RunDataException if one is not
     */
    public void check() {
        List<String> classPath = List.of(System.getProperty(CLASS_PATH, "").split(":"));
        for (Path jar : modelPath) {
            if (!Files.isReadable(jar)) {
                throw RunDataException.noSuchFile(jar + ": no such file");
            }
            if (classPath.stream().noneMatch(entry -> isSame(Path.of(entry), jar))) {
                throw RunDataException.usage(jar
                        + ": not on the class path; start through ./hmmbench, which puts it there");
            }
        }
    }

    private static boolean isSame(Path entry, Path jar) {
        return entry.toAbsolutePath().normalize().equals(jar.toAbsolutePath().normalize());
    }
}
