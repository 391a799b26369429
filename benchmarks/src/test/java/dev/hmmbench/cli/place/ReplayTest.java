package dev.hmmbench.cli.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hmmbench.platform.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the model's placement to what recorded kernels answered: Linux 6.12.117 and 6.1 under QEMU,
 * plain, with KASLR trimming, and with injected regions and limits.
 */
class ReplayTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    private Path folder = Path.of("");
    private final StringWriter printed = new StringWriter();

    @Test
    void replay_recordedKernels_hasNoMismatch() throws IOException {
        assertThat(replay(recorded())).isZero();
        assertThat(printed.toString()).isEqualTo("1178 requests, 0 mismatches\n");
    }

    @Test
    void replay_oneWrongAnswer_isFoundAndNamed() throws IOException {
        JsonNode cases = recorded();
        ((ObjectNode) cases.get(0).get("ops").get(1)).put("start", "3ffff0000000");
        assertThat(replay(cases)).isEqualTo(10);
        assertThat(printed.toString()).endsWith("1178 requests, 1 mismatches\n")
                .contains("pc-4G-p46-nokaslr, case 0, ops[1]: size 1: recorded"
                        + " 3ffff0000000-3fffffffffff, model 3ffff8000000-3fffffffffff");
    }

    @Test
    void replay_withoutAnswers_writesThoseThatWereRecorded() throws IOException {
        JsonNode cases = recorded();
        JsonNode asked = cases.deepCopy();
        for (JsonNode one : asked) {
            for (JsonNode op : one.get("ops")) {
                if (op.get("op").textValue().equals("request")) {
                    ((ObjectNode) op).remove(List.of("start", "end", "errno"));
                }
            }
        }
        assertThat(replay(asked)).isZero();
        JsonNode results = MAPPER.readTree(folder.resolve("out.json").toFile());
        for (int index = 0; index < cases.size(); index++) {
            assertThat(results.get(index).get("case")).isEqualTo(cases.get(index).get("case"));
            assertThat(results.get(index).get("results")).isEqualTo(answers(cases.get(index)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"case":1}]                              | case 0: "case" is not a string
            [{"case":"a"}]                            | case 0: "limits" is missing
            [3]                                       | case 0 is not an object
            [{"case":"a","limits":{"iomem_resource_end":"xyz"},"kernel":"6.12.1"}] | hexadecimal
            [{"case":                                 | not JSON
            """)
    void replay_malformedFile_isRefusedInOneLine(String text, String complaint)
            throws IOException {
        Path file = Files.writeString(folder.resolve("cases.json"), text);
        assertThatThrownBy(() -> new Replay(new PrintWriter(printed)).run(file, null))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"op":"release","id":7}                                  | is of no earlier op
            {"op":"request","size":1,"keep":true,"id":3}             | "id" is taken
            {"op":"add","start":"0","end":"1","id":0}                | is 0, which stands for all
            {"op":"request","size":1,"keep":"yes"}                   | is neither true nor false
            {"op":"request","size":-1}                               | is not a whole number
            {"op":"request","size":18446744073709551616}             | is not a whole number
            {"op":"request","size":1.5}                              | is not a whole number
            {"op":"request","size":1,"start":"0"}                    | "end" is missing
            {"op":"set_iomem_end","value":"10000000000000000"}       | not a hexadecimal number
            {"op":"grow"}                                            | is not one that is known
            {"size":1}                                               | "op" is missing
            """)
    void replay_malformedOp_isNamedByItsPlace(String op, String complaint) throws IOException {
        assertThatThrownBy(() -> replay(oneCase(op))).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("case 0, ops[1]").hasMessageContaining(complaint);
    }

    @Test
    void replay_addInTheWay_isAMismatch() throws IOException {
        assertThat(replay(oneCase("{'op':'add','start':'100000','end':'1fffff','id':4}"
                .replace('\'', '"')))).isEqualTo(10);
        assertThat(printed.toString()).contains("case 0, ops[1]: recorded as added, model: in the"
                + " way is ").endsWith("1 requests, 1 mismatches\n");
    }

    @Test
    void replay_refusedAdd_isSkipped() throws IOException {
        assertThat(replay(oneCase(
                "{'op':'add','start':'100000','end':'1fffff','id':4,'errno':-16}"
                .replace('\'', '"')))).isZero();
    }

    @Test
    void replay_missingFile_isNoSuchFile() {
        assertThatThrownBy(() -> new Replay(new PrintWriter(printed))
                .run(folder.resolve("none.json"), null)).isInstanceOf(NoSuchFileException.class);
    }

    private int replay(JsonNode cases) throws IOException {
        Path file = folder.resolve("cases.json");
        MAPPER.writeValue(file.toFile(), cases);
        return new Replay(new PrintWriter(printed)).run(file, folder.resolve("out.json"));
    }

    /** Returns a case of 1 GiB of RAM, one kept section and one more op. */
    private static JsonNode oneCase(String op) throws IOException {
        return MAPPER.readTree("""
                [{"case": "made up", "kernel": "6.12.1",
                  "limits": {"iomem_resource_end": "fffffffff", "physmem_end": "3fffffffffff"},
                  "top": [{"start": "0", "end": "3fffffff", "name": "System RAM"}],
                  "ops": [{"op": "request", "size": 1, "keep": true, "id": 3,
                           "start": "ff8000000", "end": "fffffffff"}, %s]}]
                """.formatted(op));
    }

    private static JsonNode recorded() throws IOException {
        try (InputStream in = ReplayTest.class.getResourceAsStream("recorded-cases.json")) {
            return MAPPER.readTree(in);
        }
    }

    private static JsonNode answers(JsonNode recordedCase) {
        var answers = MAPPER.createArrayNode();
        for (JsonNode op : recordedCase.get("ops")) {
            if (op.get("op").textValue().equals("request")) {
                ObjectNode answer = answers.addObject();
                for (String field : new String[] {"start", "end", "errno"}) {
                    if (op.has(field)) {
                        answer.set(field, op.get(field));
                    }
                }
            }
        }
        return answers;
    }
}
