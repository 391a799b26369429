package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hmmbench.results.run.Shard;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Protects what a report tells a reader to run where a question is open: it must measure rows. */
class QuestionCommandsTest {

    private static final Pattern RUN =
            Pattern.compile("run(?: --suite (\\w+))? --rows '?([^' ]+)'?$");

    @TestFactory
    List<DynamicTest> rowsOfACommand_areInItsSuite() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String command : commands()) {
            Matcher run = RUN.matcher(command);
            if (run.find()) {
                Suite suite = Suites.named(
                        Optional.ofNullable(run.group(1)).orElse(Suites.DEFAULT));
                tests.add(DynamicTest.dynamicTest(command, () -> assertThatCode(() ->
                        Planner.plan(Plans.request(suite, 1,
                                Shard.WHOLE,
                                Optional.of(run.group(2))))).doesNotThrowAnyException()));
            }
        }
        assertThat(tests).hasSizeGreaterThan(4);
        return tests;
    }

    private static List<String> commands() throws IOException {
        try (InputStream in = QuestionCommandsTest.class.getResourceAsStream(
                "/dev/hmmbench/results/report/questions.json")) {
            assertThat(in).isNotNull();
            List<String> commands = new ArrayList<>();
            for (JsonNode question : new ObjectMapper().readTree(in).get("questions")) {
                commands.add(question.get("command").asText());
            }
            return commands;
        }
    }
}
