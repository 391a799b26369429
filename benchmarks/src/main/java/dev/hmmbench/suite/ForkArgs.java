package dev.hmmbench.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The flags of every measured fork, all of them: nothing is inherited from the process that starts
 * it and nothing is left to the virtual machine's ergonomics.
 */
final class ForkArgs {

    /** The collector's name, for the environment's record. */
    static final String COLLECTOR = "parallel, one thread";

    /** Bytes of a fork's heap, fixed and touched before the first iteration. */
    static final long HEAP_BYTES = 256L << 20;

    /** System property: the file with the machine's map; unset for the bundled one. */
    static final String MAP_PROPERTY = "hmmbench.iomem";

    private ForkArgs() {}

    /** Returns the flags that every fork gets, whatever it measures. */
    static List<String> fixed() {
        String heap = (HEAP_BYTES >> 20) + "m";
        return List.of(
                "-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch",
                "-XX:+UseParallelGC", "-XX:ParallelGCThreads=1",
                "-XX:+UseTransparentHugePages", "-XX:-UsePerfData",
                "-da",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Where the compiler declines to inline an accessor the whole fork is slow.
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=inline,dev.hmmbench.memory.*::*",
                "-XX:CompileCommand=inline,dev.hmmbench.count.*::*",
                "-Duser.language=en", "-Duser.country=US", "-Dfile.encoding=UTF-8");
    }

    /**
     * Returns all flags of one fork.
     *
     * @param temp folder for temporary files
     * @param hlog file for the latency histogram
     * @param classLog file that lists the loaded classes
     */
    static List<String> of(MachineMap map, Path temp, Path hlog, Path classLog) {
        List<String> args = new ArrayList<>(fixed());
        args.addAll(map(map.file()));
        args.add("-Djava.io.tmpdir=" + temp);
        args.add("-Dhmmbench.hlog=" + hlog);
        args.add("-Xlog:disable");
        args.add("-Xlog:all=warning:stderr");
        args.add("-Xlog:class+load=info:file=\"" + classLog + "\":none:filecount=0");
        return args;
    }

    /** Returns the flag that names the machine's map. */
    static List<String> map(Optional<Path> file) {
        return file.map(path -> List.of("-D" + MAP_PROPERTY + "=" + path.toAbsolutePath()))
                .orElse(List.of());
    }
}
