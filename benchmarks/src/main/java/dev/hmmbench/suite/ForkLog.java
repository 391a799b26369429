package dev.hmmbench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a fork's virtual machine wrote about itself. A thread of its own writes it, because
 * compilers that wait for their log's file take half as long again to warm up.
 */
final class ForkLog {

    /** Room for the lines that wait to be written; a fork writes 7 MB in all. */
    private static final String BUFFER = "-XX:AsyncLogBufferSize=16m";
    private static final String DROPPED = "messages dropped due to async logging";

    private ForkLog() {}

    /** Returns the flags with which all logs are written so, and none but those asked for. */
    static List<String> flags() {
        return List.of("-Xlog:disable", "-Xlog:async", BUFFER, "-Xlog:all=warning:stderr");
    }

    /**
     * Returns a log's lines, after the fork's end; to be closed.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalStateException once a line says that the log is not whole
     */
    static Stream<String> lines(Path log) throws IOException {
        return Files.lines(log).peek(line -> {
            if (line.contains(DROPPED)) {
                throw new IllegalStateException("the fork's log " + log.getFileName()
                        + " is not whole: " + line.strip());
            }
        });
    }
}
