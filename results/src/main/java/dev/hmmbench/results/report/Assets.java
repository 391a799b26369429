package dev.hmmbench.results.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that a page is stitched from, all on the class path: styles, modules and D3. */
final class Assets {

    private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private Assets() {}

    /** Returns D3, version 7.9.0. */
    static String d3() {
        return read(D3);
    }

    /** Returns the style sheet. */
    static String styles() {
        return read("report.css");
    }

    /** Returns what all drawing modules share. */
    static String kit() {
        return read("kit.js");
    }

    /** Returns the code of a drawing module. */
    static String picture(String module) {
        return read("pictures/" + module + ".js");
    }

    /** Returns a JSON file of this package; an unknown key in it is an error. */
    static <T> T json(String name, Class<T> type) {
        try {
            return MAPPER.readValue(read(name), type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
    }

    /** Returns a text of this package. */
    static String read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("not on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
