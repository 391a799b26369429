package dev.hmmbench.suite;

import dev.hmmbench.bench.ForkMetrics;
import dev.hmmbench.bench.MeasuredFork;
import dev.hmmbench.results.run.Primary;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The flags of every measured fork, all of them: nothing is inherited from the process that starts
 * it and nothing is left to the virtual machine's ergonomics.
 */
final class ForkArgs {

    /** The collector's name, for the environment's record. */
    static final String COLLECTOR = "parallel, one thread";

    /** Bytes of a fork's heap at most; see {@link MeasuredFork#HEAP_MAX}. */
    static final long HEAP_BYTES = 128L << 20;

    /** System property: the file with the machine's map; unset for the bundled one. */
    static final String MAP_PROPERTY = "hmmbench.iomem";

    private ForkArgs() {}

    /** Returns the flags that every fork gets, whatever it measures. */
    static List<String> fixed() {
        List<String> args = new ArrayList<>(MeasuredFork.ARGUMENTS);
        args.addAll(List.of("-XX:ParallelGCThreads=1", "-XX:+UseTransparentHugePages",
                "-XX:-UsePerfData", "-da",
                "-Duser.language=en", "-Duser.country=US", "-Dfile.encoding=UTF-8"));
        return List.copyOf(args);
    }

    /**
     * Returns all flags of one fork.
     *
     * @param temp folder for temporary files
     * @param hlog file for the latency histogram
     * @param classLog file that lists the loaded classes
     * @param inlineLog file that lists what was inlined
     * @param primary the statistic by which the fork is judged
     */
    static List<String> of(MachineMap map, Path temp, Path hlog, Path classLog, Path inlineLog,
            Primary primary) {
        List<String> args = new ArrayList<>(fixed());
        args.addAll(map(map.file()));
        args.add("-Djava.io.tmpdir=" + temp);
        args.add("-D" + ForkMetrics.HLOG_PROPERTY + "=" + hlog);
        args.add("-D" + ForkMetrics.PERCENTILE_PROPERTY + "=" + primary.percentile());
        args.addAll(ForkLog.flags());
        args.add("-Xlog:class+load=info:file=\"" + classLog + "\":none:filecount=0");
        args.add(InlineLog.flag(inlineLog));
        return args;
    }

    /**
     * Returns the flags with which a fork finds its classes parsed where one before it left them, a
     * tenth of its time; the first that finds none leaves them there. Code and profiles are not
     * kept. Only classes of jars can be kept.
     *
     * @param archive the file, one for each class path
     * @param classPath of the fork
     */
    static List<String> archive(Path archive, String classPath) {
        boolean isOfJars = Stream.of(classPath.split(File.pathSeparator))
                .noneMatch(entry -> Files.isDirectory(Path.of(entry)));
        return isOfJars ? List.of("-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off") : List.of();
    }

    /** Returns the flag that names the machine's map. */
    static List<String> map(Optional<Path> file) {
        return file.map(path -> List.of("-D" + MAP_PROPERTY + "=" + path.toAbsolutePath()))
                .orElse(List.of());
    }
}
