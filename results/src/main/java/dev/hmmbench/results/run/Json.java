package dev.hmmbench.results.run;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.stream.Collectors;

/**
 * Reads and writes records as JSON, strictly: an unknown, missing, null or repeated key, a text
 * where a number belongs ({@code "NaN"} too) and anything after the end are errors.
 */
public final class Json {

    private static final String SCHEMA_KEY = "schema";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Json() {}

    /** A text is not the JSON of the wanted record; the message is one line. */
    static final class FormatException extends Exception {

        private static final long serialVersionUID = 1L;

        FormatException(String message, Throwable cause) {
            super(message, cause);
        }

        FormatException(String message) {
            super(message);
        }
    }

    /** Returns the value as JSON in one line, without a line end. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a record that cannot be written: " + value, e);
        }
    }

    /** Returns the value as indented JSON that ends with a line end. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value)
                    .replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError("a record that cannot be written: " + value, e);
        }
    }

    /**
     * Returns the record that {@code text} holds.
     *
     * @param schema the version that its key {@code schema} must have
     * @throws FormatException if it holds something else
     */
    static <T> T parse(String text, Class<T> type, int schema) throws FormatException {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (!(tree instanceof ObjectNode)) {
                throw new FormatException("not a JSON object");
            }
            checkSchema(tree, schema);
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new FormatException(inOneLine(e), e);
        }
    }

    private static void checkSchema(JsonNode tree, int schema) throws FormatException {
        JsonNode found = tree.has(SCHEMA_KEY) ? tree.get(SCHEMA_KEY)
                : tree.path("fork").path(SCHEMA_KEY);
        if (found.isMissingNode()) {
            throw new FormatException("no schema version");
        }
        if (!found.isInt() || found.intValue() != schema) {
            throw new FormatException("schema version " + found + ", this build reads " + schema);
        }
    }

    private static String inOneLine(JsonProcessingException error) {
        String what = error instanceof ValueInstantiationException && error.getCause() != null
                ? String.valueOf(error.getCause().getMessage())
                : error.getOriginalMessage();
        String where = error instanceof JsonMappingException mapping ? path(mapping) : "";
        JsonLocation location = error.getLocation();
        if (where.isEmpty() && location != null && location.getLineNr() > 0) {
            where = "line " + location.getLineNr() + ", column " + location.getColumnNr();
        }
        String line = what.lines().findFirst().orElse("not JSON")
                .replaceAll(" \\((through reference chain|start marker at).*", "")
                .replaceAll("`?dev\\.hmmbench\\.[\\w.$]*\\.(\\w+(?:\\$\\w+)?)`?", "$1");
        return where.isEmpty() ? line : where + ": " + line;
    }

    private static String path(JsonMappingException error) {
        return error.getPath().stream()
                .map(step -> step.getFieldName() != null ? "." + step.getFieldName()
                        : "[" + step.getIndex() + "]")
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
