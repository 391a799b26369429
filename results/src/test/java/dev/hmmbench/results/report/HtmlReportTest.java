package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Protects the page as text: it needs no network, its data is whole, its links lead somewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HtmlReportTest {

    private String page = "";
    private String ours = "";

    @BeforeAll
    void render(@TempDir Path folder) {
        page = ReportFormat.HTML.render(SampleReport.full(folder));
        // D3 is not ours, and an assertion that fails would print all of it.
        ours = page.replace(Assets.d3(), "");
    }

    @Test
    void page_ofAnyRun_holdsD3() {
        assertThat(page.length() - ours.length()).isEqualTo(Assets.d3().length());
    }

    @Test
    void page_ofAnyRun_loadsNothing() {
        assertThat(ours).doesNotContain("src=").doesNotContain("@import")
                .doesNotContainPattern("<link(?! rel=\"icon\" href=\"data:,\">)")
                .doesNotContainPattern("url\\((?!#)");
    }

    @Test
    void page_ofAnyRun_answersElevenQuestionsInOrder() {
        Matcher found = Pattern.compile("<section id=\"q(\\d+)\"").matcher(ours);
        for (int number = 1; number <= 11; number++) {
            assertThat(found.find()).as("question " + number).isTrue();
            assertThat(found.group(1)).isEqualTo(String.valueOf(number));
        }
    }

    @Test
    void data_ofEveryPicture_isInThePage() throws IOException {
        Matcher data = Pattern.compile("id=\"report-data\">([^<]*)</script>").matcher(ours);
        assertThat(data.find()).isTrue();
        JsonNode tree = new ObjectMapper().readTree(data.group(1));
        Matcher pictures = Pattern.compile("data-picture=\"([^\"]+)\"").matcher(ours);
        Set<String> drawn = new TreeSet<>();
        while (pictures.find()) {
            drawn.add(pictures.group(1));
            assertThat(tree.has(pictures.group(1))).as(pictures.group(1)).isTrue();
        }
        assertThat(drawn).hasSizeGreaterThan(20);
    }

    @Test
    void numbers_ofThePictures_areFinite() {
        assertThat(ours).doesNotContain("\"NaN\"").doesNotContain("Infinity\"");
    }

    @Test
    void links_withinThePage_leadSomewhere() {
        assertLinksLead(ours);
    }

    /** Holds that no id of a page stands twice and that every link and picture's link has one. */
    static void assertLinksLead(String page) {
        Set<String> ids = new TreeSet<>();
        Matcher id = Pattern.compile(" id=\"([^\"]+)\"").matcher(page);
        while (id.find()) {
            assertThat(ids.add(id.group(1))).as("twice: " + id.group(1)).isTrue();
        }
        Matcher link = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
        while (link.find()) {
            assertThat(ids).contains(link.group(1));
        }
        Matcher rounds = Pattern.compile("\"href\":\"#([^\"]+)\"").matcher(page);
        assertThat(rounds.find()).isTrue();
        rounds.results().forEach(found -> assertThat(ids).contains(found.group(1)));
    }

    @Test
    void json_withMarkup_cannotEndItsScript() {
        assertThat(HtmlText.json("{\"a\":\"</script><!--\"}"))
                .isEqualTo("{\"a\":\"\\u003c/script\\u003e\\u003c!--\"}");
    }

    @Test
    void label_withMarkup_isEscaped() {
        assertThat(HtmlText.prose("a <b> & `x<y`"))
                .isEqualTo("a &lt;b&gt; &amp; <code>x&lt;y</code>");
        assertThat(HtmlText.prose("1.1 % of 256 MiB, 3 models"))
                .isEqualTo("1.1&nbsp;% of 256&nbsp;MiB, 3 models");
    }

    @Test
    void question9_withConformance_saysWhatFailedAndWhy() {
        assertThat(page).contains("WrongSpaceException: offset 0x1 looked up as a PFN")
                .contains("in strict mode: a number that is looked up in the wrong space");
    }

    @Test
    void finding_withProbe_showsWhatTheModelsDid() {
        assertThat(page).containsSubsequence("id=\"finding-int-max\"",
                "devprivate: 33,554,432 pages give -ENOMEM.", "id=\"finding-walk-per-page\"");
    }
}
