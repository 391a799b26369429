package dev.hmmbench.results.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.ExitCode;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Protects what a CI shows: every check in every format, whatever is in its text. */
final class GateReportTest {

    private static final String NASTY = "a|b <c> & \"d\" `e` \u0001 100 %";

    private final GateResult result = new GateResult("run-1", "class-1", List.of(
            new GateCheck(Tier.T1, "row", "legacy", Status.PASS, "3 counters equal"),
            new GateCheck(Tier.T1, "row", "devprivate", Status.REGRESSION, NASTY),
            new GateCheck(Tier.T2, "row", "legacy", Status.QUARANTINED, "noisy"),
            new GateCheck(Tier.T4, "gone", "devprivate", Status.MISSING, "no ratio"),
            new GateCheck(Tier.T4, "new", "devprivate", Status.NEW, "no accepted run has it")),
            List.of("a note"), ExitCode.INCOMPLETE);

    @Test
    void text_allOutcomes_areNamedAndCounted() {
        assertThat(GateText.of(result)).isEqualTo("""
                gate: FAIL: incomplete or invalid
                run run-1, machine class class-1
                  T0 run integrity: whole
                  T1 exact counters: 1 pass; 1 REGRESSION
                  T2 bytes per operation: 1 quarantined
                  T4 ratio against history: 1 MISSING; 1 new, bless it
                  T5 head against base: nothing to compare
                REGRESSION: T1 row, devprivate
                    a|b <c> & "d" `e` \u0001 100 %
                quarantined: T2 row, legacy
                    noisy
                MISSING: T4 gone, devprivate
                    no ratio
                new, bless it: T4 new, devprivate
                    no accepted run has it
                note: a note
                4 expected, 2 compared, 1 missing, 1 quarantined, 1 new
                """);
    }

    @Test
    void text_longLines_areBroken() {
        GateResult wide = new GateResult("r", "c", List.of(new GateCheck(Tier.T4, "row", "arm",
                Status.PASS, "")), List.of("word ".repeat(60).strip()), ExitCode.DONE);
        assertThat(GateText.of(wide).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void junit_anyText_isWellFormedAndCounts() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(GateJunit.of(result))));
        Element suite = xml.getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(5);
        assertThat(((Element) xml.getElementsByTagName("failure").item(0))
                .getAttribute("message")).isEqualTo("REGRESSION: " + NASTY.replace('\u0001', '?'));
    }

    @Test
    void markdown_anyText_staysInItsCell() {
        assertThat(GateMarkdown.of(result))
                .contains("## hmmbench gate: FAIL: incomplete or invalid")
                .contains("| REGRESSION | T1 exact counters | row, devprivate | a\\|b \\<c\\> & "
                        + "\"d\" \\`e\\` \u0001 100 % |")
                .contains("**4 expected, 2 compared, 1 missing, 1 quarantined, 1 new**")
                .contains("1 checks passed");
    }

    @Test
    void formats_otherLocale_areTheSame() {
        String text = GateText.of(result) + GateJunit.of(result) + GateMarkdown.of(result);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(GateText.of(result) + GateJunit.of(result) + GateMarkdown.of(result))
                    .isEqualTo(text);
        } finally {
            Locale.setDefault(before);
        }
    }
}
