package dev.hmmbench.cli.place;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hmmbench.model.Models;
import dev.hmmbench.platform.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps the answers about all bundled machines in a file, for the report of a run. */
public final class PlatformsFile {

    private PlatformsFile() {}

    /**
     * Writes what {@code platforms --format json} prints, and what findings show on the models.
     * Takes a second or two.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file) throws IOException {
        Models models = Models.onClassPath();
        List<String> designs = PlaceCommand.designs(models, null);
        List<PlatformResult> results = Scenario.catalogue().stream()
                .map(scenario -> PlatformRun.on(scenario, models, designs))
                .toList();
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file,
                StandardCharsets.UTF_8))) {
            ObjectNode document =
                    PlatformJson.document(results, ChurnCurve.all(models, designs));
            ChunkWalk.addTo(document, ChunkWalk.all(models, designs));
            FindingProbe.addTo(document, FindingProbe.all(models, designs));
            PlaceJson.write(out, document);
        }
    }
}
