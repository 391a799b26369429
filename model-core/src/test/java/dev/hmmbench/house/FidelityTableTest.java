package dev.hmmbench.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Protects the table of {@code docs/model.md}: it is what the sources say of themselves. With the
 * system property {@code hmmbench.updateDocs} the table is written instead of compared.
 */
class FidelityTableTest {

    private static final String BEGIN = "<!-- table: begin -->\n";
    private static final String END = "<!-- table: end -->";
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void everyModelledThing_saysHowFaithfully() throws IOException {
        assertThat(table().unclear()).isEmpty();
    }

    @Test
    void document_holdsTheTable() throws IOException {
        Path document = ROOT.resolve("docs/model.md");
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        String table = table().markdown();
        if (Boolean.getBoolean("hmmbench.updateDocs")) {
            Files.writeString(document, text.substring(0, begin) + table + text.substring(end));
        } else {
            assertThat(text.substring(begin, end))
                    .as("docs/model.md; rewrite it with: mvn -pl model-core test"
                            + " -Dtest=FidelityTableTest -Dtest.update=true")
                    .isEqualTo(table);
        }
    }

    private static FidelityTable table() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("model-core", "model-legacy", "model-devprivate")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return FidelityTable.read(sources);
    }
}
