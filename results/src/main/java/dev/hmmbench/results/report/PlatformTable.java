package dev.hmmbench.results.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.JsonFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each design can be used: what {@code hmmbench platforms --format json} prints, kept as
 * {@code platforms.json} in a run folder. Exact, not timed.
 *
 * @param document the file; has an array {@code platforms}, each with {@code designs}
 */
public record PlatformTable(JsonNode document) {

    /** Name of the file in a run folder. */
    public static final String FILE_NAME = "platforms.json";

    /** Checks that the arrays are there. */
    public PlatformTable {
        if (!document.path("platforms").isArray() || document.path("platforms").isEmpty()) {
            throw new IllegalArgumentException("no array \"platforms\"");
        }
        for (JsonNode platform : document.path("platforms")) {
            if (!platform.path("designs").isArray() || !platform.path("physical").isObject()) {
                throw new IllegalArgumentException("platform " + platform.path("id").asText()
                        + " has no designs or no physical space");
            }
        }
    }

    /** Returns what the models showed of a finding, one clause each; nothing in older files. */
    List<String> evidence(String finding) {
        List<String> texts = new ArrayList<>();
        for (JsonNode probe : document.path("findings")) {
            if (probe.path("finding").asText().equals(finding)) {
                texts.add(probe.path("text").asText());
            }
        }
        return texts;
    }

    /**
     * Returns the table in that file.
     *
     * @throws RunDataException if it is missing or holds something else
     */
    static PlatformTable read(Path file) {
        try {
            return new PlatformTable(JsonMapper.builder().build()
                    .readTree(JsonFile.readText(file)));
        } catch (JsonProcessingException e) {
            throw RunDataException.incomplete(file + ": not JSON", e);
        } catch (IllegalArgumentException e) {
            throw RunDataException.incomplete(file + ": " + e.getMessage(), e);
        }
    }
}
