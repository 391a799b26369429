package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protects the page as a reader sees it, in a real browser: no console message, every picture
 * drawn, nothing cut off, at three widths, light and dark. Needs chromium and chromedriver; run by
 * {@code -Pbrowser}. Screenshots for the eye lie in {@code target/screenshots} afterwards.
 */
@ExtendWith(NeedsBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {

    private static final int MOST_HEIGHT = 4000;

    /** Waits until all pictures that can be seen are drawn, or five seconds are over. */
    private static final String UNDRAWN = """
            const done = arguments[arguments.length - 1];
            const seen = p => !p.closest('details:not([open])');
            const left = () => [...document.querySelectorAll('.picture')]
              .filter(p => seen(p) && !p.querySelector('svg .mark')).map(p => p.dataset.picture);
            let tries = 0;
            (function look() {
              const now = left();
              if (!now.length || ++tries > 100) done(now); else setTimeout(look, 50);
            })();
            """;

    /** Texts of pictures that stick out of their picture by more than two pixels. */
    private static final String CUT_OFF = """
            return [...document.querySelectorAll('.picture svg')].flatMap(svg => {
              const box = svg.getBoundingClientRect();
              return [...svg.querySelectorAll('text')].filter(text => {
                const at = text.getBoundingClientRect();
                return at.width > 0 && (at.left < box.left - 2 || at.right > box.right + 2
                  || at.bottom > box.bottom + 2);
              }).map(text => svg.parentNode.dataset.picture + ': ' + text.textContent);
            });
            """;

    /** Texts of one picture that lie on one another, by more than the rim of their boxes. */
    private static final String ON_ANOTHER = """
            return [...document.querySelectorAll('.picture svg')].flatMap(svg => {
              const found = [];
              const texts = [...svg.querySelectorAll('text')].filter(text => text.textContent)
                .map(text => ({ text, at: text.getBoundingClientRect() }))
                .filter(one => one.at.width > 0);
              texts.forEach((one, i) => texts.slice(i + 1).forEach(other => {
                const wide = Math.min(one.at.right, other.at.right)
                  - Math.max(one.at.left, other.at.left);
                const high = Math.min(one.at.bottom, other.at.bottom)
                  - Math.max(one.at.top, other.at.top);
                if (wide > 2 && high > 5) {
                  found.push(svg.parentNode.dataset.picture + ': ' + one.text.textContent
                    + ' | ' + other.text.textContent);
                }
              }));
              return found;
            });
            """;

    private static final String WIDTHS =
            "return [document.documentElement.scrollWidth, window.innerWidth];";

    private Path page = Path.of("");
    private @Nullable Chrome started;

    @BeforeAll
    void open(@TempDir Path temp) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(temp.resolve("synthetic-full"));
        page = Files.writeString(Path.of("target", "report-sample.html").toAbsolutePath(),
                ReportFormat.HTML.render(SampleReport.full(folder)));
        started = Chrome.start();
    }

    @AfterAll
    void close() throws IOException, InterruptedException {
        if (started != null) {
            started.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"400,light", "400,dark", "1200,light", "1200,dark", "2000,light", "2000,dark"})
    void page_atAnyWidth_isDrawnWhole(int width, String scheme)
            throws IOException, InterruptedException {
        chrome().open(page, width, scheme);
        assertDrawnWhole();
        screenshot(width, scheme);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1200})
    void page_ofANoisyRun_isDrawnWhole(int width) throws IOException, InterruptedException {
        Path noisy = Files.writeString(Path.of("target", "report-noisy.html").toAbsolutePath(),
                ReportFormat.HTML.render(SampleReport.noisy()));
        chrome().open(noisy, width, "light");
        assertDrawnWhole();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1200})
    void page_ofTwoRuns_isDrawnWhole(int width) throws IOException, InterruptedException {
        Path two = Files.writeString(Path.of("target", "report-two-runs.html").toAbsolutePath(),
                ReportFormat.HTML.render(DifferenceReportTest.slowerDesign()));
        chrome().open(two, width, "light");
        assertDrawnWhole();
    }

    @Test
    void window_thatIsMadeNarrow_redrawsEveryPicture() throws IOException, InterruptedException {
        chrome().open(page, 1200, "light");
        chrome().runAsync(UNDRAWN);
        chrome().devTools("Emulation.setDeviceMetricsOverride", Map.of("width", 500, "height", 900,
                "deviceScaleFactor", 1, "mobile", false));
        JsonNode widths = chrome().run(WIDTHS);
        for (int i = 0; i < 20 && widths.get(0).asInt() > widths.get(1).asInt(); i++) {
            chrome().runAsync("setTimeout(arguments[0], 500)");
            widths = chrome().run(WIDTHS);
        }
        assertThat(widths.get(0).asInt()).isLessThanOrEqualTo(widths.get(1).asInt());
        assertThat(chrome().run(CUT_OFF)).isEmpty();
        assertThat(chrome().console()).isEmpty();
    }

    @Test
    void page_withoutScripts_stillHoldsTheTables() throws IOException, InterruptedException {
        // Switching scripts off in the browser may come too late for a page that is opening.
        Path withoutScripts = Files.writeString(page.resolveSibling("report-no-scripts.html"),
                Files.readString(page).replaceAll("(?s)<script.*?</script>", ""));
        chrome().open(withoutScripts, 1200, "light");
        assertThat(chrome().run("return document.querySelectorAll('svg').length").asInt()).isZero();
        assertThat(chrome().run("return document.querySelectorAll('tbody tr').length").asInt())
                .isGreaterThan(300);
    }

    @Test
    void link_toARow_opensItsRounds() throws IOException, InterruptedException {
        chrome().open(page, 1200, "light");
        chrome().runAsync(UNDRAWN);
        chrome().run("document.querySelector('#summary-forest a').dispatchEvent("
                + "new MouseEvent('click', {bubbles: true, cancelable: true}));");
        chrome().runAsync("setTimeout(arguments[0], 300)");
        assertThat(chrome().run("return document.querySelector(location.hash).open").asBoolean())
                .isTrue();
    }

    private Chrome chrome() {
        return Objects.requireNonNull(started);
    }

    private void assertDrawnWhole() throws IOException, InterruptedException {
        assertThat(chrome().runAsync(UNDRAWN)).as("pictures not drawn").isEmpty();
        assertThat(chrome().run(CUT_OFF)).as("texts cut off").isEmpty();
        assertThat(chrome().run(ON_ANOTHER)).as("texts on one another").isEmpty();
        JsonNode widths = chrome().run(WIDTHS);
        assertThat(widths.get(0).asInt()).as("width of the page")
                .isLessThanOrEqualTo(widths.get(1).asInt());
        assertThat(chrome().console()).as("console").isEmpty();
    }

    private void screenshot(int width, String scheme) throws IOException, InterruptedException {
        int height = chrome().run("return document.documentElement.scrollHeight").asInt();
        JsonNode shot = chrome().devTools("Page.captureScreenshot", Map.of("format", "png",
                "captureBeyondViewport", true, "clip", Map.of("x", 0, "y", 0, "width", width,
                        "height", Math.min(height, MOST_HEIGHT), "scale", 1)));
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve("report-" + width + "-" + scheme + ".png"),
                Base64.getDecoder().decode(shot.get("data").asText()));
    }
}
