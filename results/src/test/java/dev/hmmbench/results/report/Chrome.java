package dev.hmmbench.results.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A headless Chromium, driven through chromedriver's own protocol (W3C WebDriver). */
final class Chrome {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int START_TRIES = 100;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Process driver;
    private final int port;
    private final String session;

    private Chrome(Process driver, int port) throws IOException, InterruptedException {
        this.driver = driver;
        this.port = port;
        awaitDriver();
        JsonNode opened = call("POST", "/session", Map.of("capabilities", Map.of("alwaysMatch",
                Map.of("goog:loggingPrefs", Map.of("browser", "ALL"), "goog:chromeOptions",
                        Map.of("args", List.of("--headless=new", "--no-sandbox", "--disable-gpu",
                                "--disable-dev-shm-usage", "--hide-scrollbars"))))));
        this.session = "/session/" + opened.get("sessionId").asText();
    }

    /** Starts chromedriver, which must be on the path, and a browser. */
    static Chrome start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process driver = new ProcessBuilder("chromedriver", "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Chrome(driver, port);
        } catch (IOException | InterruptedException | RuntimeException e) {
            driver.destroy();
            throw e;
        }
    }

    /** Opens a file in a window of that width, in that colour scheme. */
    void open(Path file, int width, String scheme) throws IOException, InterruptedException {
        devTools("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", 900,
                "deviceScaleFactor", 1, "mobile", false));
        devTools("Emulation.setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme))));
        call("POST", session + "/url", Map.of("url", file.toUri().toString()));
    }

    /** Returns what the body of a function returns in the page. */
    JsonNode run(String script) throws IOException, InterruptedException {
        return call("POST", session + "/execute/sync", Map.of("script", script,
                "args", List.of()));
    }

    /** Returns what the body of a function hands to its last argument. */
    JsonNode runAsync(String script) throws IOException, InterruptedException {
        return call("POST", session + "/execute/async", Map.of("script", script,
                "args", List.of()));
    }

    /** Returns everything in the console since the last call. */
    JsonNode console() throws IOException, InterruptedException {
        return call("POST", session + "/se/log", Map.of("type", "browser"));
    }

    /** Sends a command of the developer tools. */
    JsonNode devTools(String command, Map<String, Object> params)
            throws IOException, InterruptedException {
        return call("POST", session + "/goog/cdp/execute",
                Map.of("cmd", command, "params", params));
    }

    /** Ends the browser and its driver. */
    void close() throws IOException, InterruptedException {
        try {
            call("DELETE", session, Map.of());
        } finally {
            driver.destroy();
            driver.waitFor();
        }
    }

    private void awaitDriver() throws IOException, InterruptedException {
        for (int i = 0; i < START_TRIES; i++) {
            try {
                call("GET", "/status", Map.of());
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IOException("chromedriver did not answer on port " + port);
    }

    private JsonNode call(String method, String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher = method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString(mapper.writeValueAsString(body))
                : HttpRequest.BodyPublishers.noBody();
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build(), HttpResponse.BodyHandlers.ofString());
        JsonNode value = mapper.readTree(response.body()).get("value");
        if (response.statusCode() != 200) {
            throw new IllegalStateException(method + " " + path + ": " + value);
        }
        return value;
    }
}
