package dev.hmmbench.cli;

import dev.hmmbench.results.report.ConformanceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The {@code conformance.json} of a run folder: whether the designs mix numbers up. */
final class ConformanceFile {

    private ConformanceFile() {}

    /**
     * Runs the scenarios on some models in a virtual machine of its own, with strict numbers and
     * assertions, and writes what became of them. Takes some seconds a model.
     *
     * @throws IOException if no result came of it
     */
    static void write(Path folder, List<String> models) throws IOException {
        Path file = folder.resolve(ConformanceTable.FILE_NAME);
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea", "-Xmx1g", "-Dhmmbench.strictNumbers=true",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "conform", "--model", String.join(",", models),
                "--out", file.toAbsolutePath().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        try {
            int code = process.waitFor();
            if (!Files.exists(file)) {
                throw new IOException("the scenarios ended with exit code " + code);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
