package dev.hmmbench.cli;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.suite.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A file of the run folder that one of our commands writes in a virtual machine of its own. */
final class AnswerFile {

    /** What a command that did its work ends with: whether it found something is its answer. */
    private static final Set<Integer> ANSWERED =
            Set.of(ExitCode.DONE.code(), ExitCode.FOUND.code());
    private static final int MOST_MINUTES = 10;

    private AnswerFile() {}

    /**
     * Runs a command with {@code --out}. The file is there only if the command came to its end.
     *
     * @param flags of the virtual machine
     * @param command the command and its options
     * @throws IOException with the command's last words if it did not, or not within ten minutes
     */
    static void write(Path file, List<String> flags, List<String> command) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".part");
        Path words = file.resolveSibling(file.getFileName() + ".err");
        try {
            int code = run(line(flags, command, written), words);
            if (!ANSWERED.contains(code) || !Files.exists(written)) {
                throw new IOException(command.getFirst() + " ended with exit code " + code
                        + lastOf(words));
            }
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
            Files.deleteIfExists(words);
        }
    }

    private static List<String> line(List<String> flags, List<String> command, Path file) {
        List<String> jvm = new ArrayList<>(
                List.of("-Xmx1g", "--enable-native-access=ALL-UNNAMED"));
        jvm.addAll(flags);
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--out", file.toAbsolutePath().toString()));
        return ChildJvm.command(jvm, Main.class, arguments.toArray(String[]::new));
    }

    private static int run(List<String> line, Path words) throws IOException {
        Process process = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(words.toFile()).start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("no end after " + MOST_MINUTES + " minutes");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String lastOf(Path words) throws IOException {
        return Files.readString(words).lines().filter(line -> !line.isBlank())
                .reduce((first, second) -> second).map(line -> ": " + line.strip()).orElse("");
    }
}
