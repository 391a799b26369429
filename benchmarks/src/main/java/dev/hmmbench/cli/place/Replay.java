package dev.hmmbench.cli.place;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hmmbench.platform.MalformedFileException;
import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Asks every request of a cases file again and compares the answers with the recorded ones. */
final class Replay {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MAX_MISMATCHES_SHOWN = 20;

    private final PrintWriter out;
    private final ArrayNode results = MAPPER.createArrayNode();
    private long requests;
    private long mismatches;

    Replay(PrintWriter out) {
        this.out = out;
    }

    /**
     * Replays a file, prints each mismatch and, last, the totals.
     *
     * @param cases an array of cases, or cases one after another
     * @param resultsFile where to write every answer, or null
     * @return the exit code
     * @throws MalformedFileException where the file is not such a one
     * @throws IOException where it cannot be read
     */
    int run(Path cases, @Nullable Path resultsFile) throws IOException {
        try (InputStream in = Files.newInputStream(cases);
                MappingIterator<JsonNode> nodes =
                        MAPPER.readerFor(JsonNode.class).readValues(in)) {
            for (int index = 0; nodes.hasNextValue(); index++) {
                replay(new ReplayFields(
                        cases.toString(), "case " + index, nodes.nextValue()));
            }
        } catch (NoSuchFileException e) {
            throw e;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new MalformedFileException(
                    cases.toString(), line, "not JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new MalformedFileException(
                    cases.toString(), "cannot be read: " + e.getMessage());
        }
        if (resultsFile != null) {
            try {
                MAPPER.writeValue(resultsFile.toFile(), results);
            } catch (IOException e) {
                throw RunDataException.cannotWrite(
                        "cannot write " + resultsFile + ": " + e.getMessage(), e);
            }
        }
        if (mismatches > MAX_MISMATCHES_SHOWN) {
            out.printf("... and %d more%n", mismatches - MAX_MISMATCHES_SHOWN);
        }
        out.printf("%d requests, %d mismatches%n", requests, mismatches);
        out.flush();
        return (mismatches == 0 ? ExitCode.DONE : ExitCode.FOUND).code();
    }

    private void replay(ReplayFields fields) {
        ReplayCase replayed = new ReplayCase(fields);
        replayed.run();
        ObjectNode result = results.addObject();
        result.put("case", replayed.name());
        ArrayNode answers = result.putArray("results");
        for (ReplayAnswer answer : replayed.answers()) {
            answer.writeTo(answers.addObject());
        }
        for (String mismatch : replayed.mismatches()) {
            if (++mismatches <= MAX_MISMATCHES_SHOWN) {
                out.println(replayed.name() + ", " + mismatch);
            }
        }
        requests += replayed.answers().size();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
