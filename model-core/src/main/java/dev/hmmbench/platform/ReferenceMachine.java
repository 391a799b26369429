package dev.hmmbench.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bundled machine that exact counts are read on, so that they agree everywhere. */
final class ReferenceMachine {

    private static final String RESOURCE = "reference-machine.scenario";

    private ReferenceMachine() {}

    static Machine load() {
        return ScenarioReader.parse(RESOURCE, bundledLines(RESOURCE)).getFirst().machine();
    }

    /** Returns the lines of a text bundled in this package. */
    static List<String> bundledLines(String resource) {
        try (InputStream in = ReferenceMachine.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("not bundled: " + resource);
            }
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1));
        } catch (IOException e) {
            throw new AssertionError("cannot read the bundled " + resource, e);
        }
    }
}
