package dev.hmmbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of the run folder that one of our commands writes in a virtual machine of its own. */
final class AnswerFile {

    private AnswerFile() {}

    /**
     * Runs a command with {@code --out}, which writes the file whatever its answer is.
     *
     * @param flags of the virtual machine
     * @param command the command and its options
     * @throws IOException if it wrote no file
     */
    static void write(Path file, List<String> flags, List<String> command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path")));
        line.addAll(flags);
        line.add(Main.class.getName());
        line.addAll(command);
        line.addAll(List.of("--out", file.toAbsolutePath().toString()));
        Process process = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        try {
            int code = process.waitFor();
            if (!Files.exists(file)) {
                throw new IOException(command.getFirst() + " ended with exit code " + code);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
