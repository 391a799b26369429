package dev.hmmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Protects readers of the documents from commands that do not exist: each one is parsed as the
 * command line would parse it. {@code .ci/run} runs those of the README.
 */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern COMMAND = Pattern.compile("\\./hmmbench( [^#`|\\n]*)?");

    @Test
    void documents_nameCommands() throws IOException {
        assertThat(documented()).hasSizeGreaterThan(8);
    }

    @TestFactory
    List<DynamicTest> everyDocumentedCommand_parses() throws IOException {
        return documented().stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> parses(line)))
                .toList();
    }

    private static void parses(String line) {
        String[] args = line.isBlank() ? new String[0] : line.strip().split("\\s+");
        Hmmbench hmmbench = new Hmmbench(System.out, System.err, Terminal.NONE);
        assertThatCode(() -> hmmbench.commandLine(List.of(args)).parseArgs(args))
                .doesNotThrowAnyException();
    }

    private static List<String> documented() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        List<String> commands = new ArrayList<>();
        for (Path document : documents) {
            Matcher found = COMMAND.matcher(Files.readString(document));
            while (found.find()) {
                commands.add(found.group(1) == null ? "" : found.group(1).strip());
            }
        }
        return commands.stream().distinct().toList();
    }
}
